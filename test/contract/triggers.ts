import { type RegisteredTrigger, TriggerRegistry } from '../../src/triggers/trigger-registry.js';

/** Every trigger of the catalogue, in its order. */
export const triggers: readonly RegisteredTrigger[] = new TriggerRegistry().list();
