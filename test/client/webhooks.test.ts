import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type NewSubscription,
  OktaConnector,
  type TriggerEvent,
  verifyWebhook,
} from '../../clients/typescript/src/index.js';
import { type Received, SubscriptionScene } from '../e2e/subscriptions/subscription-scene.ts';
import { allOf } from './all-of.ts';

let scene: SubscriptionScene;
let client: OktaConnector;
let delivered: Received;
let secret: string;

beforeAll(async () => {
  scene = await SubscriptionScene.set('all');
  client = new OktaConnector({ baseUrl: scene.service.baseUrl, token: () => scene.service.token() });
  const delivery = { type: 'webhook', url: scene.receiverUrl } as const;
  const wish = { triggerId: 'user-account-locked', delivery, params: { outcome: 'FAILURE' } } as const;
  const { id, signingSecret } = await client.subscriptions.create(scene.connectionId, wish);
  secret = signingSecret;
  await client.subscriptions.test(id);
  for (let looks = 0; looks < 1_000 && scene.received.length === 0; looks += 1) await delay(20);
  delivered = scene.received[0]!;
});
afterAll(() => scene.strike());

describe('a delivery', () => {
  it('is an event of its trigger', () => {
    const event: TriggerEvent = verifyWebhook(delivered.body, delivered.headers, secret);
    expect(event.webhookId).toBe(delivered.headers['webhook-id']);
    if (event.type !== 'user-account-locked') throw new Error(`It is ${event.type}`);
    const type: 'user.account.lock' = event.data.event.eventType;
    expect(type).toBe('user.account.lock');
    expect(event.data).toMatchObject({ connectionId: scene.connectionId, tenantId: 'acme', sequence: 1 });
  });

  it('may come as bytes, with headers of any kind', () => {
    const headers = new Headers(Object.entries(delivered.headers).map(([name, value]) => [name, String(value)]));
    const inCapitals = Object.fromEntries([...headers].map(([name, value]) => [name.toUpperCase(), value]));
    const bytes = new TextEncoder().encode(delivered.body);
    for (const known of [headers, inCapitals]) {
      expect(verifyWebhook(bytes, known, secret).type).toBe('user-account-locked');
    }
  });

  it.each<[string, (received: Received) => { body?: string; headers?: object; secret?: string }]>([
    ['a body that was changed', ({ body }) => ({ body: body.replace('acme', 'evil') })],
    ['another id', ({ headers }) => ({ headers: { ...headers, 'webhook-id': 'evt_other' } })],
    ['another time', ({ headers }) => ({ headers: { ...headers, 'webhook-timestamp': '1763805600' } })],
    ['no signature', ({ headers }) => ({ headers: { ...headers, 'webhook-signature': undefined } })],
    ['another secret', () => ({ secret: `whsec_${Buffer.alloc(32).toString('base64')}` })],
  ])('with %s is refused', (_, change) => {
    const sent = { ...delivered, secret, ...change(delivered) };
    expect(() => verifyWebhook(sent.body, sent.headers as Headers, sent.secret)).toThrow();
    expect(verifyWebhook(delivered.body, delivered.headers, secret).type).toBe('user-account-locked');
  });
});

describe('subscriptions', () => {
  it('take the params of their trigger', async () => {
    const delivery = { type: 'pull' } as const;
    const days = { triggerId: 'password-expiring-soon', delivery, params: { days: [7, 1] } } as const;
    const { id } = await client.subscriptions.create(scene.connectionId, { ...days, params: { days: [7, 1] } });
    expect((await client.subscriptions.get(id)).params).toMatchObject({ days: [7, 1] });
    // @ts-expect-error: days are numbers
    const wrong: NewSubscription<'password-expiring-soon'> = { ...days, params: { days: 'often' } };
    await expect(client.subscriptions.create(scene.connectionId, wrong)).rejects.toMatchObject({
      code: 'invalid_input',
    });
  });

  it('are listed, changed and deleted, with their deliveries', async () => {
    const all = await allOf(client.subscriptions.list(scene.connectionId, { limit: 1 }));
    const webhook = all.find(({ triggerId }) => triggerId === 'user-account-locked');
    if (!webhook) throw new Error('The subscription is not listed');
    const [first] = await allOf(client.deliveries.list(webhook.id));
    expect(first).toMatchObject({ webhookId: delivered.headers['webhook-id'], sequence: 1 });
    expect((await client.deliveries.retry(first?.id ?? '')).id).toBe(first?.id);
    const pulled = await client.subscriptions.update(webhook.id, { delivery: { type: 'pull' } });
    expect(pulled.delivery.type).toBe('pull');
    await client.subscriptions.delete(webhook.id);
    await expect(client.subscriptions.get(webhook.id)).rejects.toMatchObject({ code: 'not_found' });
  });
});
