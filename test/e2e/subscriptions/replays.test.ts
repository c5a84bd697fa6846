import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { EventIntake } from '../../../src/triggers/events/event-intake.service.js';
import type { LogEvent } from '../../../src/triggers/events/log-event.js';
import { DeliveryWriter } from '../../../src/triggers/events/delivery-writer.service.js';
import { ReplayWorker } from '../../../src/triggers/subscriptions/replay-worker.service.js';
import { SubscriptionLocks } from '../../../src/triggers/subscriptions/subscription-lock.repository.js';
import { acme, lockEvent, PULL, type PulledBody, SubscriptionScene } from './subscription-scene.ts';

const HOUR_MS = 3_600_000;
const hoursAgo = (hours: number) => new Date(Date.now() - hours * HOUR_MS);

let scene: SubscriptionScene;
beforeAll(async () => {
  scene = await SubscriptionScene.set('api');
});
afterAll(() => scene.strike());
afterEach(() => {
  jest.restoreAllMocks();
});

interface Job {
  subscriptionId: string;
  since: string;
  until: string;
  fromSequence: string;
}

/** Does what was asked for of the subscription, as the worker would. */
async function work(subscriptionId: string): Promise<number> {
  const rows = await scene.sql<{ data: Job }>(
    `SELECT data FROM pgboss.job WHERE name = 'replays' AND data ->> 'subscriptionId' = $1`,
    [subscriptionId],
  );
  let count = 0;
  for (const { data } of rows) {
    const { since, until, fromSequence } = data;
    const period = { since: new Date(since), until: new Date(until), fromSequence: Number(fromSequence) };
    count += await scene.service.app
      .get(ReplayWorker, { strict: false })
      .replay({ tenantId: acme, subscriptionId, ...period });
  }
  return count;
}

const uuids = async (id: string) => {
  const { body } = await scene.send<PulledBody>('GET', `${id}/events?limit=200`);
  return body.data.map(({ data }) => data.event.uuid);
};

describe('a replay', () => {
  it('is one at a time', async () => {
    const { id } = await scene.subscribe({ delivery: PULL });
    const since = hoursAgo(1).toISOString();
    expect((await scene.send('POST', `${id}/replay`, { since })).status).toBe(202);
    const { status, body, headers } = await scene.send('POST', `${id}/replay`, { since });
    expect([status, body.code, headers.get('retry-after')]).toEqual([429, 'too_many_requests', '30']);
  });

  it('begun again leaves out what it has written', async () => {
    const connectionId = await scene.connect('Begun again');
    const { id } = await scene.subscribe({ delivery: PULL, startFrom: hoursAgo(3).toISOString() }, connectionId);
    await scene.arrive([lockEvent({}, 60), lockEvent({}, 90)], connectionId);
    await scene.send('POST', `${id}/replay`, { since: hoursAgo(2).toISOString() });
    expect(await work(id)).toBe(2);
    expect(await work(id)).toBe(0);
    expect(await uuids(id)).toHaveLength(4);
  });

  it('goes through all pages', async () => {
    const connectionId = await scene.connect('Pages');
    const published = hoursAgo(1).toISOString();
    const events = Array.from({ length: 1_001 }, () => lockEvent({ published }));
    await scene.arrive(events, connectionId);
    const { id } = await scene.subscribe({ delivery: PULL }, connectionId);
    await scene.send('POST', `${id}/replay`, { since: hoursAgo(2).toISOString() });
    expect(await work(id)).toBe(1_001);
    const rows = await scene.sql('SELECT DISTINCT event_uuid FROM delivery WHERE subscription_id = $1', [id]);
    expect(rows).toHaveLength(1_001);
  });

  it('ends with the subscription', async () => {
    const connectionId = await scene.connect('Ended');
    await scene.arrive([lockEvent({}, 60)], connectionId);
    const { id } = await scene.subscribe({ delivery: PULL }, connectionId);
    await scene.send('POST', `${id}/replay`, { since: hoursAgo(2).toISOString() });
    await scene.sql(`UPDATE subscription SET status = 'disabled' WHERE id = $1`, [id]);
    expect(await work(id)).toBe(0);
    await scene.send('DELETE', id);
    expect(await work(id)).toBe(0);
  });

  it('of a schedule delivers again what it found, without samples', async () => {
    const { id } = await scene.subscribe({ triggerId: 'new-user', delivery: PULL });
    await scene.send('POST', `${id}/test`);
    const writer = scene.service.app.get(DeliveryWriter, { strict: false });
    const { TenantDatabase } = await import('../../../src/core/database/tenant-transaction.js');
    const body = { user: { id: '00u1' } };
    const found = { webhookId: 'msg_found', eventPublished: null, eventUuid: null, body };
    await scene.service.app.get(TenantDatabase, { strict: false }).transaction(acme, async () => {
      const owner = { tenantId: acme, id, connectionId: scene.connectionId, deliveryType: 'pull' as const };
      await writer.write(owner, [found], null);
    });
    await scene.send('POST', `${id}/replay`, { since: hoursAgo(1).toISOString() });
    expect(await work(id)).toBe(1);
    expect(await work(id)).toBe(0);
    const rows = await scene.sql(
      'SELECT sequence::int, webhook_id, body FROM delivery WHERE subscription_id = $1 AND sequence > 1 ORDER BY sequence',
      [id],
    );
    expect(rows).toEqual([
      { sequence: 2, webhook_id: 'msg_found', body },
      { sequence: 3, webhook_id: 'msg_found', body },
    ]);
  });
});

describe('an event that arrives while a subscription is made', () => {
  /** An arrival that has stored its events, and waits before it commits. */
  function slowArrival(connectionId: string, event: LogEvent) {
    const { promise: gate, resolve: release } = Promise.withResolvers<void>();
    const { promise: stored, resolve: isStored } = Promise.withResolvers<void>();
    const within = () => {
      isStored();
      return gate;
    };
    const intake = scene.service.app.get(EventIntake, { strict: false });
    const done = intake.accept({ tenantId: acme, connectionId, source: 'log', events: [event], within });
    return { stored, release, done };
  }

  it('is delivered to it, once', async () => {
    const connectionId = await scene.connect('Race');
    const event = lockEvent({}, 30);
    const arrival = slowArrival(connectionId, event);
    await arrival.stored;
    const creation = scene.subscribe({ delivery: PULL, startFrom: hoursAgo(1).toISOString() }, connectionId);
    await waitingForLock();
    arrival.release();
    await arrival.done;
    const { id } = await creation;
    await work(id);
    expect(await uuids(id)).toEqual([event.uuid]);
  });

  it('would be lost without the lock', async () => {
    jest.spyOn(SubscriptionLocks.prototype, 'holdArrivals').mockResolvedValue();
    const connectionId = await scene.connect('Race without a lock');
    const arrival = slowArrival(connectionId, lockEvent({}, 30));
    await arrival.stored;
    const { id } = await scene.subscribe({ delivery: PULL, startFrom: hoursAgo(1).toISOString() }, connectionId);
    await work(id);
    arrival.release();
    await arrival.done;
    expect(await uuids(id)).toEqual([]);
  });

  it('is not delivered twice where both have seen it', async () => {
    const connectionId = await scene.connect('Both');
    const { id } = await scene.subscribe({ delivery: PULL, startFrom: hoursAgo(1).toISOString() }, connectionId);
    const event = lockEvent({}, 30);
    await scene.arrive([event], connectionId);
    expect(await work(id)).toBe(0);
    expect(await uuids(id)).toEqual([event.uuid]);
  });
});

/** Until somebody waits for an advisory lock. */
async function waitingForLock(): Promise<void> {
  const waiting = () => scene.sql(`SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`);
  while ((await waiting()).length === 0);
}
