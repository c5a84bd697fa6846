import { z } from 'zod';
import { LogEvent } from '../../okta/schemas/log-event.js';
import { ENRICHED, type EnrichedKind } from './enriched.js';

const envelope = {
  tenantId: z.string().describe('The tenant that the connection belongs to'),
  connectionId: z.string().describe('The connection to the org that it happened in'),
  subscriptionId: z.string().describe('The subscription that it is delivered for'),
  sequence: z
    .int()
    .min(1)
    .describe('Counts up by one in each subscription. Deliveries may overtake each other; this tells'),
};

/** What every delivery says of itself. */
export const DeliveryEnvelope = z.looseObject(envelope);

export const EXAMPLE_ENVELOPE = {
  tenantId: 'acme',
  connectionId: 'con_01985a4b2c3d7e4f8a9b0c1d2e3f4a5b',
  subscriptionId: 'sub_01985a4b2c3d7e4f8a9b0c1d2e3f4a5c',
  sequence: 42,
};

/** What `data` of a delivery holds: the envelope, and what is delivered. Fields may be added. */
export function payloadOf(delivered: z.ZodRawShape): z.ZodObject {
  return z.looseObject({ ...envelope, ...delivered });
}

/** An object that enriching could not fetch. */
export const EnrichmentError = z.looseObject({
  object: z.string().describe('Which of the objects is missing: user, group, app or device'),
  code: z.string().describe('Why, as an error code of this service'),
  detail: z.string().describe('Why, in words'),
});

/** One event, with what enriching it has added. */
export function eventPayload(eventTypes: readonly string[] | 'any', enriches: readonly EnrichedKind[]): z.ZodObject {
  const [first, ...others] = eventTypes === 'any' ? [] : eventTypes;
  const type = first === undefined ? LogEvent.shape.eventType : z.enum([first, ...others]).describe('What happened');
  return payloadOf({ event: LogEvent.extend({ eventType: type }), ...enrichedFields(enriches) });
}

function enrichedFields(enriches: readonly EnrichedKind[]): z.ZodRawShape {
  if (enriches.length === 0) return {};
  const objects = enriches.map((kind) => [kind, ENRICHED[kind].object.optional()]);
  return {
    enriched: z
      .looseObject(Object.fromEntries(objects))
      .optional()
      .describe('With params.enrich: the objects as they were when the event was delivered'),
    enrichmentErrors: z
      .array(EnrichmentError)
      .optional()
      .describe('With params.enrich: what could not be fetched; the event is delivered all the same'),
  };
}
