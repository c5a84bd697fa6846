import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { query } from '../../support/postgres.js';
import { tenantId } from '../../support/database.js';
import { text } from '../okta-client/fault-server.js';
import { accepts, acme, DeliveryScene, newEvents } from './delivery-scene.js';

let scene: DeliveryScene;
beforeAll(async () => {
  scene = await DeliveryScene.set();
});
afterAll(() => scene.strike());
beforeEach(() => scene.open());
afterEach(() => scene.close());

const place = (subscriptionId: string) => ({ tenantId: acme, subscriptionId });

const told = async () => {
  const rows = await query<{ body: string }>(scene.db.adminUrl, 'SELECT body FROM connection_event ORDER BY id');
  return rows.map(({ body }) => JSON.parse(body) as { type: string; data: Record<string, unknown> });
};

const audited = async () => {
  const rows = await query<{ action: string }>(scene.db.adminUrl, 'SELECT action FROM audit_event ORDER BY id');
  return rows.map(({ action }) => action);
};

const failsSince = (hours: number) =>
  query(scene.db.adminUrl, `UPDATE subscription SET failing_since = now() - make_interval(hours => $1)`, [hours]);

const jobs = () =>
  query<{ key: string; wait: number }>(
    scene.db.adminUrl,
    `SELECT singleton_key AS key, extract(epoch FROM start_after - now())::float AS wait FROM pgboss.job
     WHERE name = 'deliveries' AND state = 'created'`,
  );

describe('a subscription whose receiver is gone (410)', () => {
  it('is disabled, told and audited, and nothing more is sent', async () => {
    const { id } = await scene.subscribe();
    await scene.deliver(id, newEvents(50));
    scene.receiver.plays(text(410));
    const { worker } = scene.process({ sendsPerSubscription: 1, batch: 10 });
    await expect(worker.drain(place(id))).resolves.toBe(1);
    await worker.drain(place(id));
    expect(scene.receiver.seen).toHaveLength(1);
    await expect(scene.find(id)).resolves.toMatchObject({
      status: 'disabled',
      statusReason: expect.stringContaining('410'),
    });
    expect(new Set((await scene.rows()).map(({ status }) => status))).toEqual(new Set(['failed']));
    await expect(told()).resolves.toMatchObject([{ type: 'subscription.disabled', data: { subscriptionId: id } }]);
    await expect(audited()).resolves.toEqual(['subscription.disabled']);
    scene.receiver.plays(accepts);
    await scene.timePasses();
    await worker.drain(place(id));
    expect(scene.receiver.seen).toHaveLength(1);
  });
});

describe('a subscription that cannot be delivered to', () => {
  const fail = async () => {
    const { id } = await scene.subscribe();
    await scene.deliver(id, newEvents(1));
    scene.receiver.plays(text(500), accepts);
    const process = scene.process();
    await process.worker.drain(place(id));
    return { id, ...process };
  };

  it('is marked since its first failure, until something is delivered', async () => {
    const { id, worker } = await fail();
    await expect(scene.find(id)).resolves.toMatchObject({ status: 'active', failingSince: expect.any(Date) });
    await scene.timePasses();
    await worker.drain(place(id));
    await expect(scene.find(id)).resolves.toMatchObject({ status: 'active', failingSince: null });
    await expect(told()).resolves.toEqual([]);
  });

  it('is failing after a day, and active again after a success', async () => {
    const { id, worker, upkeep } = await fail();
    await failsSince(23);
    await upkeep.once();
    await expect(scene.find(id)).resolves.toMatchObject({ status: 'active' });
    await failsSince(25);
    await upkeep.once();
    await upkeep.once();
    await expect(scene.find(id)).resolves.toMatchObject({ status: 'failing' });
    await scene.timePasses();
    await worker.drain(place(id));
    await expect(scene.find(id)).resolves.toMatchObject({ status: 'active', statusReason: null, failingSince: null });
    const types = (await told()).map(({ type }) => type);
    expect(types).toEqual(['subscription.failing', 'subscription.recovered']);
    await expect(audited()).resolves.toEqual(types);
  });

  it('is disabled after five days, and what waits is dead', async () => {
    const { id, worker, upkeep } = await fail();
    await failsSince(25);
    await upkeep.once();
    await failsSince(119);
    await upkeep.once();
    await expect(scene.find(id)).resolves.toMatchObject({ status: 'failing' });
    await failsSince(121);
    await upkeep.once();
    await expect(scene.find(id)).resolves.toMatchObject({ status: 'disabled' });
    await worker.drain(place(id));
    await expect(scene.rows()).resolves.toMatchObject([{ status: 'failed' }]);
    expect((await told()).map(({ type }) => type)).toEqual(['subscription.failing', 'subscription.disabled']);
  });

  it('is left alone by processes of the role api', async () => {
    await fail();
    await failsSince(25);
    await scene.process({ role: 'api' }).upkeep.once();
    await expect(told()).resolves.toEqual([]);
  });
});

describe('deliveries of a subscription', () => {
  it('that is paused wait, and come in their order when it is resumed', async () => {
    const { id } = await scene.subscribe({ status: 'paused' });
    const { worker, due } = scene.process({ sendsPerSubscription: 1 });
    await scene.deliver(id, newEvents(3));
    await worker.drain(place(id));
    expect(scene.receiver.seen).toEqual([]);
    await expect(due.listOverdue(10)).resolves.toEqual([]);
    await query(scene.db.adminUrl, `UPDATE subscription SET status = 'active'`);
    await expect(worker.drain(place(id))).resolves.toBe(0);
    await scene.deliver(id, newEvents(1));
    await worker.drain(place(id));
    expect(scene.receiver.seen.map(({ body }) => JSON.parse(body).data.sequence)).toEqual([1, 2, 3, 4]);
  });

  it('that is pulled are held', async () => {
    const { id } = await scene.subscribe({ deliveryType: 'pull' });
    await scene.deliver(id, newEvents(2));
    await scene.process().worker.drain(place(id));
    expect((await scene.rows()).map(({ status }) => status)).toEqual(['held', 'held']);
    expect(scene.receiver.seen).toEqual([]);
  });

  it('that is deleted are dead', async () => {
    const { id } = await scene.subscribe();
    await scene.deliver(id, newEvents(2));
    await query(scene.db.adminUrl, 'DELETE FROM subscription');
    await scene.process().worker.drain(place(id));
    expect((await scene.rows()).map(({ status }) => status)).toEqual(['failed', 'failed']);
    expect(scene.receiver.seen).toEqual([]);
  });
});

describe('the sweep', () => {
  it('sends a job for deliveries whose job was lost, once', async () => {
    const { id } = await scene.subscribe();
    await scene.deliver(id, newEvents(2));
    const { upkeep } = scene.process();
    await upkeep.once();
    await expect(jobs()).resolves.toEqual([]);
    await query(scene.db.adminUrl, `UPDATE delivery SET due_at = now() - interval '1 minute'`);
    await upkeep.once();
    await upkeep.once();
    await expect(jobs()).resolves.toEqual([{ key: id, wait: expect.any(Number) }]);
  });
});

describe('the job for later', () => {
  it('does not stand in the way of one for now', async () => {
    const { worker } = scene.process();
    await worker.sendAgain(place('sub_1'), 300);
    await worker.sendAgain(place('sub_1'), 0);
    await worker.sendAgain(place('sub_1'), 0);
    const waits = (await jobs()).map(({ wait }) => wait).toSorted((a, b) => a - b);
    expect(waits).toHaveLength(2);
    expect(waits[0]).toBeLessThanOrEqual(0);
    expect(waits[1]).toBeGreaterThan(290);
  });
});

describe('what was delivered', () => {
  const caller = { tenantId: acme, subject: 'tester', scopes: new Set<string>() };
  const mallory = { ...caller, tenantId: tenantId('mallory') };

  it('is listed with its attempts, the newest first', async () => {
    const { id } = await scene.subscribe();
    const [first] = await scene.deliver(id, newEvents(1));
    scene.receiver.plays(text(500, 'no'), accepts);
    const { worker, deliveries } = scene.process();
    await worker.drain(place(id));
    const [second] = await scene.deliver(id, newEvents(1));
    await worker.drain(place(id));
    const all = await deliveries.list(acme, { subscriptionId: id, limit: 10 });
    expect(all.map((delivery) => delivery.id)).toEqual([second, first]);
    expect(all[1]).toMatchObject({
      status: 'pending',
      attemptCount: 1,
      nextAttemptAt: expect.any(Date),
      attempts: [{ attempt: 1, status: 500, answer: 'no', error: null, durationMs: expect.any(Number) }],
    });
    const dead = await deliveries.list(acme, { subscriptionId: id, status: 'delivered', limit: 10 });
    expect(dead.map((delivery) => delivery.id)).toEqual([second]);
    const older = await deliveries.list(acme, { subscriptionId: id, before: second!, limit: 10 });
    expect(older.map((delivery) => delivery.id)).toEqual([first]);
  });

  it('is not_found for another tenant', async () => {
    const { id } = await scene.subscribe();
    const [delivery] = await scene.deliver(id, newEvents(1));
    const { deliveries } = scene.process();
    const listed = deliveries.list(mallory.tenantId, { subscriptionId: id, limit: 10 });
    await expect(listed).rejects.toMatchObject({ code: 'not_found' });
    await expect(deliveries.retry(mallory, delivery!)).rejects.toMatchObject({ code: 'not_found' });
    await expect(deliveries.retry(caller, 'dlv_none')).rejects.toMatchObject({ code: 'not_found' });
  });

  it('goes again on demand, when it is dead or waits', async () => {
    const { id } = await scene.subscribe();
    const [dead, waiting] = await scene.deliver(id, newEvents(2));
    await query(scene.db.adminUrl, `UPDATE delivery SET status = 'failed', attempts = 10 WHERE id = $1`, [dead]);
    await query(scene.db.adminUrl, `UPDATE delivery SET due_at = now() + interval '1 day' WHERE id = $1`, [waiting]);
    const { worker, deliveries } = scene.process();
    await expect(deliveries.retry(caller, dead!)).resolves.toMatchObject({ id: dead, status: 'pending' });
    await deliveries.retry(caller, waiting!);
    await worker.drain(place(id));
    expect((await scene.rows()).map(({ status }) => status)).toEqual(['delivered', 'delivered']);
    await expect(audited()).resolves.toEqual(['delivery.retried', 'delivery.retried']);
    await expect(deliveries.retry(caller, dead!)).resolves.toMatchObject({ status: 'delivered' });
    await worker.drain(place(id));
    expect(scene.receiver.seen).toHaveLength(2);
  });

  it('does not go twice while it is under way', async () => {
    const { id } = await scene.subscribe();
    const [delivery] = await scene.deliver(id, newEvents(1));
    const asked = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    scene.receiver.plays((response) => {
      asked.resolve();
      void release.promise.then(() => response.writeHead(204).end());
    });
    const { worker, deliveries } = scene.process();
    const drained = worker.drain(place(id));
    await asked.promise;
    await deliveries.retry(caller, delivery!);
    await scene.process().worker.drain(place(id));
    release.resolve();
    await drained;
    expect(scene.receiver.seen).toHaveLength(1);
  });
});
