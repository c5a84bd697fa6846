import { describe, expect, test } from '@jest/globals';
import { type DocumentedTrigger, triggerWebhooks } from '../../../src/openapi/trigger-webhooks.js';

const LogEvent = {
  type: 'object',
  properties: { uuid: { type: 'string' }, eventType: { type: 'string' } },
  required: ['uuid'],
};
const DeliveryEnvelope = { type: 'object', properties: { sequence: { type: 'integer' } }, required: ['sequence'] };
const locked = { type: 'string', enum: ['user.account.lock'] };

function webhookOf(event: object) {
  const properties = { sequence: { type: 'integer' }, event, enriched: { type: 'object' } };
  const trigger: DocumentedTrigger = {
    id: 'user-account-locked',
    title: 'User account locked',
    description: 'Fires when an account is locked.',
    requiredScopes: ['okta.logs.read'],
    paramsSchema: { $schema: 'x', type: 'object', properties: { outcome: { type: 'string' } } },
    payloadSchema: { $schema: 'x', type: 'object', properties, required: ['sequence', 'event'] },
    example: { params: {}, payload: { sequence: 1 } },
  };
  const post = triggerWebhooks([trigger], { DeliveryEnvelope, LogEvent })['user-account-locked']?.post;
  const { schema, example } = post?.requestBody?.content['application/json'] ?? {};
  return { post, schema: schema as { properties: { type: object; data: { allOf: object[] } } }, example };
}

describe('the webhook of a trigger', () => {
  const { post, schema, example } = webhookOf({
    ...LogEvent,
    properties: { ...LogEvent.properties, eventType: locked },
  });

  test('names the trigger in its type', () => {
    expect(schema.properties.type).toMatchObject({ const: 'user-account-locked' });
    expect(example).toMatchObject({ type: 'user-account-locked', data: { sequence: 1 } });
    expect(post?.operationId).toBe('trigger.user-account-locked');
  });

  test('says of its data only what other triggers do not have', () => {
    const event = { allOf: [LogEvent, { type: 'object', properties: { eventType: locked }, required: ['eventType'] }] };
    expect(schema.properties.data).toEqual({
      allOf: [
        DeliveryEnvelope,
        { type: 'object', properties: { event, enriched: { type: 'object' } }, required: ['event'] },
      ],
    });
  });

  test('has the schema of its params, and the headers of Standard Webhooks', () => {
    expect(post?.['x-params-schema']).toEqual({ type: 'object', properties: { outcome: { type: 'string' } } });
    expect(post?.parameters).toHaveLength(3);
    expect(Object.keys(post?.responses ?? {})).toEqual(expect.arrayContaining(['2XX', '410', 'default']));
  });

  test('keeps an event that is another one than those of the System Log', () => {
    const other = { type: 'object', properties: { eventType: locked, more: {} } };
    const { data } = webhookOf(other).schema.properties;
    expect(data.allOf[1]).toMatchObject({ properties: { event: other } });
  });
});
