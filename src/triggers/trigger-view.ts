import { z } from 'zod';
import type { RegisteredTrigger } from './trigger-registry.js';

export const TriggerAnswer = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string(),
  mechanism: z.enum(['events', 'schedule']).describe('Single events of the System Log, or searches at fixed times'),
  eventTypes: z
    .array(z.string())
    .nullable()
    .describe('Types of events that it is about; null: any, or those that the params name'),
  hookEligible: z.boolean().describe('Whether an event hook can bring it; if not, it is polled'),
  requiredScopes: z
    .array(z.string())
    .describe('Okta scopes for all that it does. Events come with either okta.eventHooks.manage or okta.logs.read too'),
  enrichScopes: z.array(z.string()).describe('Okta scopes that params.enrich needs besides'),
  requiredProduct: z.string().nullable().describe('What the org must have besides the core directory'),
  paramsSchema: z.looseObject({}),
  payloadSchema: z.looseObject({}).describe('What data of a delivery holds'),
  examples: z.array(z.object({ params: z.looseObject({}), payload: z.looseObject({}) })),
});

export type TriggerView = z.input<typeof TriggerAnswer>;

/** A trigger as the API shows it. */
export function triggerView({ id, definition, schemas, enrichScopes }: RegisteredTrigger): TriggerView {
  const { title, description, mechanism, eventTypes, hookEligible, requiredScopes, product, example } = definition;
  return {
    id,
    title,
    description,
    mechanism,
    eventTypes: eventTypes === 'any' ? null : [...eventTypes],
    hookEligible,
    requiredScopes: [...requiredScopes],
    enrichScopes,
    requiredProduct: product ?? null,
    paramsSchema: schemas.params,
    payloadSchema: schemas.payload,
    examples: [example],
  };
}
