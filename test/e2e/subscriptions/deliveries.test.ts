import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { lockEvent, PULL, type PulledBody, type Received, SubscriptionScene } from './subscription-scene.ts';

const HOUR_MS = 3_600_000;
const hoursAgo = (hours: number) => new Date(Date.now() - hours * HOUR_MS).toISOString();

interface Message {
  type: string;
  data: { sequence: number; subscriptionId: string; sample?: boolean; event: { uuid: string } };
}

let scene: SubscriptionScene;
beforeAll(async () => {
  scene = await SubscriptionScene.set('all');
});
afterAll(() => scene.strike());

const receiving = () => ({ type: 'webhook', url: scene.receiverUrl });

/** What came for a subscription, once it is so many. */
async function receivedFor(id: string, number: number): Promise<(Received & { message: Message })[]> {
  for (;;) {
    const all = scene.received.map((one) => ({ ...one, message: JSON.parse(one.body) as Message }));
    const own = all.filter(({ message }) => message.data.subscriptionId === id);
    if (own.length >= number) return own.toSorted((a, b) => a.message.data.sequence - b.message.data.sequence);
    await delay(50);
  }
}

function verify(secret: string, { body, headers }: Received): unknown {
  return new Webhook(secret).verify(body, headers as Record<string, string>);
}

describe('a test', () => {
  it('delivers a sample, signed and counted', async () => {
    const { id, signingSecret = '' } = await scene.subscribe({ delivery: receiving() });
    const { status, body } = await scene.send<{ deliveryId: string; webhookId: string; sequence: number }>(
      'POST',
      `${id}/test`,
    );
    expect([status, body.sequence]).toEqual([202, 1]);
    const [first] = await receivedFor(id, 1);
    expect(first?.message).toMatchObject({
      type: 'user-account-locked',
      data: { subscriptionId: id, connectionId: scene.connectionId, tenantId: 'acme', sequence: 1, sample: true },
    });
    expect(first?.message.data.event).toMatchObject({ eventType: 'user.account.lock' });
    expect(first?.headers['webhook-id']).toBe(body.webhookId);
    expect(verify(signingSecret, first!)).toEqual(first?.message);
    const again = await scene.send<{ webhookId: string; sequence: number }>('POST', `${id}/test`);
    expect(again.body.sequence).toBe(2);
    expect(again.body.webhookId).not.toBe(body.webhookId);
    expect((await scene.send('GET', id)).body.lastEventAt).toBeNull();
  });

  it('waits with the others while the subscription is paused', async () => {
    const { id } = await scene.subscribe({ delivery: receiving() });
    await scene.send('POST', `${id}/pause`);
    await scene.send('POST', `${id}/test`);
    const { body } = await scene.send<PulledBody>('GET', `${id}/events`);
    expect(body.data).toMatchObject([{ data: { sample: true } }]);
    await scene.send('POST', `${id}/resume`);
    expect(await receivedFor(id, 1)).toHaveLength(1);
  });

  it('of a schedule delivers what it would find', async () => {
    const { id } = await scene.subscribe({ triggerId: 'scheduled-event-search', delivery: receiving() });
    await scene.send('POST', `${id}/test`);
    const [first] = await receivedFor(id, 1);
    expect(first?.message.data).toMatchObject({ sample: true, sequence: 1, events: expect.any(Array) });
  });
});

describe('a new secret', () => {
  it('signs at once, and the one before for a day', async () => {
    const { id, signingSecret: first = '' } = await scene.subscribe({ delivery: receiving() });
    const { status, body } = await scene.send('POST', `${id}/rotate-secret`);
    const { signingSecret: second = '' } = body;
    expect([status, second]).toEqual([200, expect.stringMatching(/^whsec_/)]);
    expect(second).not.toBe(first);
    await scene.send('POST', `${id}/test`);
    const [both] = await receivedFor(id, 1);
    expect(verify(first, both!)).toBeTruthy();
    expect(verify(second, both!)).toBeTruthy();

    const [slot] = await scene.sql<{ hours: number }>(
      `SELECT extract(epoch FROM expires_at - now()) / 3600 AS hours FROM subscription_secret WHERE subscription_id = $1 AND slot = 'previous'`,
      [id],
    );
    expect(Math.round(Number(slot?.hours))).toBe(24);
    await scene.sql(
      `UPDATE subscription_secret SET expires_at = now() WHERE subscription_id = $1 AND slot = 'previous'`,
      [id],
    );
    await scene.send('POST', `${id}/test`);
    const [, later] = await receivedFor(id, 2);
    expect(verify(second, later!)).toBeTruthy();
    expect(() => verify(first, later!)).toThrow();
  });

  it('ends the one before the last', async () => {
    const { id, signingSecret: first = '' } = await scene.subscribe({ delivery: receiving() });
    const second = (await scene.send('POST', `${id}/rotate-secret`)).body.signingSecret ?? '';
    await scene.send('POST', `${id}/rotate-secret`);
    await scene.send('POST', `${id}/test`);
    const [one] = await receivedFor(id, 1);
    expect(() => verify(first, one!)).toThrow();
    expect(verify(second, one!)).toBeTruthy();
  });
});

describe('a replay', () => {
  it('delivers a period again: the same ids, the next numbers', async () => {
    const connectionId = await scene.connect('Replayed');
    const { id } = await scene.subscribe({ delivery: receiving(), startFrom: hoursAgo(10) }, connectionId);
    const events = [9, 6, 3].map((hours) => lockEvent({}, hours * 60));
    await scene.arrive([...events, lockEvent({ eventType: 'user.account.unlock' }, 180)], connectionId);
    const first = await receivedFor(id, 3);
    const period = { since: hoursAgo(7), until: hoursAgo(1) };
    const { status, body } = await scene.send<typeof period>('POST', `${id}/replay`, period);
    expect([status, body]).toEqual([202, period]);
    const all = await receivedFor(id, 5);
    const told = all.map(({ message }) => [message.data.sequence, message.data.event.uuid]);
    expect(told.slice(3)).toEqual([
      [4, events[1]?.uuid],
      [5, events[2]?.uuid],
    ]);
    expect(all.slice(3).map(({ headers }) => headers['webhook-id'])).toEqual(
      first.slice(1).map(({ headers }) => headers['webhook-id']),
    );
  });

  it('delivers what could not be delivered, and what was before the subscription', async () => {
    const connectionId = await scene.connect('Dead letters');
    const event = lockEvent({}, 60);
    await scene.arrive([event], connectionId);
    const { id } = await scene.subscribe({ delivery: receiving() }, connectionId);
    await scene.send('POST', `${id}/replay`, { since: hoursAgo(2) });
    const [first] = await receivedFor(id, 1);
    expect(first?.message.data).toMatchObject({ sequence: 1, event: { uuid: event.uuid } });
    await scene.sql(`UPDATE delivery SET status = 'failed' WHERE subscription_id = $1`, [id]);
    await replayDone();
    await scene.send('POST', `${id}/replay`, { since: hoursAgo(2) });
    expect((await receivedFor(id, 2)).map(({ message }) => message.data.event.uuid)).toEqual([event.uuid, event.uuid]);
  });

  it.each([
    ['in the future', { since: hoursAgo(-1) }, '/since'],
    ['longer ago than events are kept', { since: hoursAgo(31 * 24) }, '/since'],
    ['that ends before it begins', { since: hoursAgo(1), until: hoursAgo(2) }, '/until'],
    ['without a beginning', {}, '/since'],
    ['with a beginning that is no time', { since: 'monday' }, '/since'],
  ])('of a period %s is refused', async (_, body, pointer) => {
    const { id } = await scene.subscribe({ delivery: PULL });
    const answer = await scene.send('POST', `${id}/replay`, body);
    expect([answer.status, answer.body.errors?.[0]?.pointer]).toEqual([422, pointer]);
  });
});

describe('what happened before a subscription', () => {
  it('is delivered from its start on, what is stored and what the log has, each once', async () => {
    const connectionId = await scene.connect('Caught up');
    const stored = [5, 4].map((hours) => lockEvent({ uuid: randomUUID() }, hours * 60));
    await scene.arrive(stored, connectionId);
    const { id } = await scene.subscribe(
      { delivery: receiving(), mode: 'polling', startFrom: hoursAgo(4.5) },
      connectionId,
    );
    const [first] = await receivedFor(id, 1);
    expect(first?.message.data).toMatchObject({ sequence: 1, event: { uuid: stored[1]?.uuid } });
    await scene.arrive(stored, connectionId);
    const { body } = await scene.send<PulledBody>('GET', `${id}/events`);
    expect(body.data).toHaveLength(1);
  });
});

/** Until the last replay is over. */
async function replayDone(): Promise<void> {
  const open = () => scene.sql(`SELECT 1 FROM pgboss.job WHERE name = 'replays' AND state < 'completed'`);
  while ((await open()).length > 0) await delay(50);
}
