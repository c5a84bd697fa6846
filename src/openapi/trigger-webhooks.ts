import { embedSchema } from './json-schema.js';
import type { JsonSchema, Operation, PathItem } from './openapi-types.js';
import { parameter } from './parameters.js';

/** What the document says of a trigger. */
export interface DocumentedTrigger {
  id: string;
  title: string;
  description: string;
  requiredScopes: readonly string[];
  paramsSchema: object;
  payloadSchema: object;
  example: { params: object; payload: object };
}

const RESPONSES = {
  '2XX': { description: 'Taken: it is not sent again' },
  '410': { description: 'Nobody wants this any more: the subscription is disabled' },
  default: { description: 'Sent again later, up to ten attempts over about three days' },
};

/** Schemas that are said once and are parts of every trigger's data. */
export interface SharedParts {
  DeliveryEnvelope: JsonSchema;
  LogEvent: JsonSchema;
}

/** One webhook for each trigger: what is sent to the receivers of its subscriptions. Pure. */
export function triggerWebhooks(
  triggers: readonly DocumentedTrigger[],
  parts: Readonly<SharedParts>,
): Record<string, PathItem> {
  return Object.fromEntries(triggers.map((trigger) => [trigger.id, { post: operationOf(trigger, parts) }]));
}

function operationOf(trigger: DocumentedTrigger, parts: SharedParts): Operation {
  const { id, title, description, example } = trigger;
  const schema = {
    type: 'object',
    required: ['type', 'timestamp', 'data'],
    properties: {
      type: { type: 'string', const: id, description: 'The trigger' },
      timestamp: { type: 'string', format: 'date-time', description: 'When it happened' },
      data: dataOf(trigger, parts),
    },
  };
  const body = { type: id, timestamp: '2026-11-22T10:00:00.000Z', data: example.payload };
  return {
    operationId: `trigger.${id}`,
    summary: title,
    description,
    tags: ['Deliveries'],
    parameters: (['WebhookId', 'WebhookTimestamp', 'WebhookSignature'] as const).map(parameter),
    requestBody: { required: true, content: { 'application/json': { schema, example: body } } },
    responses: RESPONSES,
    'x-params-schema': embedSchema(trigger.paramsSchema).schema,
    'x-okta-scopes': trigger.requiredScopes,
  };
}

/** What every delivery has, and beside it what this one brings. */
function dataOf({ payloadSchema }: DocumentedTrigger, { DeliveryEnvelope, LogEvent }: SharedParts): JsonSchema {
  const { schema } = embedSchema(payloadSchema);
  const common = propertiesOf(DeliveryEnvelope);
  const own = Object.entries(propertiesOf(schema)).filter(([name]) => !(name in common));
  const properties = own.map(([name, part]) => [name, name === 'event' ? narrowed(part, LogEvent) : part]);
  const required = [schema['required']].flat().filter((name) => own.some(([known]) => known === name));
  const brought = { type: 'object', properties: Object.fromEntries(properties), required };
  return { allOf: [DeliveryEnvelope, brought] };
}

/** What differs between the events of triggers is their type alone: the rest is said once. */
function narrowed(event: unknown, logEvent: JsonSchema): unknown {
  const properties = propertiesOf(event);
  const wide = { ...properties, eventType: propertiesOf(logEvent)['eventType'] };
  const isEvent = JSON.stringify({ ...Object(event), properties: wide }) === JSON.stringify(logEvent);
  if (!isEvent) return event;
  const { eventType } = properties;
  return { allOf: [logEvent, { type: 'object', properties: { eventType }, required: ['eventType'] }] };
}

function propertiesOf(schema: unknown): Record<string, unknown> {
  return Object(Object(schema).properties);
}
