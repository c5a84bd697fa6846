// Writes docs/actions.md and docs/triggers.md from the catalogues, and docs/migrating.md from docs/migrating.json.
import { writeFileSync } from 'node:fs';
import { registerTypeScript } from '../test/support/register-typescript.mjs';

registerTypeScript();
await import('reflect-metadata');
const { ActionRegistry } = await import('../src/actions/registry.ts');
const { TriggerRegistry } = await import('../src/triggers/trigger-registry.ts');
const { actionsDocument } = await import('./actions-document.ts');
const { migratingDocument } = await import('./migrating-document.ts');
const { triggersDocument } = await import('./triggers-document.ts');

const write = (name, text) => writeFileSync(new URL(`../docs/${name}`, import.meta.url), text);
const actions = new ActionRegistry().list();
const triggers = new TriggerRegistry().list();
write('actions.md', actionsDocument(actions));
write('triggers.md', triggersDocument(triggers));
write('migrating.md', migratingDocument({ actions, triggers }));
