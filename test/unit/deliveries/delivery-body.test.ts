import { describe, expect, it } from '@jest/globals';
import { deliveryBody, eventContent } from '../../../src/deliveries/delivery-body.js';

const place = {
  triggerId: 'user-created',
  tenantId: 'acme',
  subscriptionId: 'sub_1',
  connectionId: 'con_1',
  sequence: 7,
  published: '2026-01-01T00:00:00.000Z',
};

describe('deliveryBody', () => {
  it('passes the event on byte by byte', () => {
    const event = '{ "uuid":"1",  "big": 12345678901234567890, "e": 1.0, "text": "\\u00fc\\n" }';
    expect(deliveryBody({ ...place, content: [eventContent(event)] })).toBe(
      `{"type":"user-created","timestamp":"2026-01-01T00:00:00.000Z","data":{"subscriptionId":"sub_1",` +
        `"connectionId":"con_1","tenantId":"acme","sequence":7,"event":${event}}}`,
    );
  });

  it('takes members of several objects, and none of an empty one', () => {
    const body = deliveryBody({ ...place, content: [' {"events": [1]} ', '{}', '{"enriched":{"user":null}}'] });
    expect(JSON.parse(body).data).toEqual({
      subscriptionId: 'sub_1',
      connectionId: 'con_1',
      tenantId: 'acme',
      sequence: 7,
      events: [1],
      enriched: { user: null },
    });
  });
});
