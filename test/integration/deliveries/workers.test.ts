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

describe('workers', () => {
  it('never send one delivery at the same time', async () => {
    const { id } = await scene.subscribe();
    await scene.deliver(id, newEvents(200));
    const workers = [scene.process(), scene.process(), scene.process()];
    await Promise.all(workers.map(({ worker }) => worker.drain(place(id))));
    expect(scene.receiver.seen).toHaveLength(200);
    expect(scene.ids().size).toBe(200);
  });

  it('send again what was sent but not settled, with the same id', async () => {
    const { id } = await scene.subscribe();
    await scene.deliver(id, newEvents(1));
    const crashing = scene.process();
    crashing.batches.settle = () => Promise.reject(new RangeError('killed'));
    await expect(crashing.worker.drain(place(id))).rejects.toThrow('killed');
    const { worker } = scene.process();
    const again = await worker.drain(place(id));
    expect(again).toBeGreaterThan(20);
    expect(scene.receiver.seen).toHaveLength(1);
    await scene.timePasses();
    await worker.drain(place(id));
    expect(scene.receiver.seen).toHaveLength(2);
    expect(scene.ids().size).toBe(1);
    await expect(scene.rows()).resolves.toMatchObject([{ status: 'delivered', attempts: 2 }]);
  });

  it('overwrite nothing when their lease was lost', async () => {
    const { id } = await scene.subscribe();
    await scene.deliver(id, newEvents(1));
    const asked = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    scene.receiver.plays((response) => {
      asked.resolve();
      void release.promise.then(() => response.writeHead(500).end());
    }, accepts);
    const late = scene.process().worker.drain(place(id));
    await asked.promise;
    await scene.timePasses();
    await scene.process().worker.drain(place(id));
    release.resolve();
    await late;
    await expect(scene.rows()).resolves.toMatchObject([{ status: 'delivered', attempts: 2 }]);
  });

  it('begin nothing once the lease could end before the answer', async () => {
    const { id } = await scene.subscribe();
    await scene.deliver(id, newEvents(1));
    await scene.process({ leaseSeconds: 10, timeoutMs: 15_000 }).worker.drain(place(id));
    expect(scene.receiver.seen).toEqual([]);
    await expect(scene.rows()).resolves.toMatchObject([{ status: 'pending', attempts: 0 }]);
  });

  it('break off when the process ends, and the delivery is free at once', async () => {
    const { id } = await scene.subscribe();
    await scene.deliver(id, newEvents(1));
    const asked = Promise.withResolvers<void>();
    scene.receiver.plays(() => asked.resolve());
    const ending = new AbortController();
    const drained = scene.process().worker.drain(place(id), ending.signal);
    await asked.promise;
    ending.abort();
    await expect(drained).resolves.toBe(0);
    const [row] = await scene.rows();
    expect(row).toMatchObject({ status: 'pending' });
    expect(row!.wait).toBeLessThanOrEqual(0);
  });

  it('stop soon at a receiver that takes nothing, and come back after a rest', async () => {
    const { id } = await scene.subscribe();
    await scene.deliver(id, newEvents(100));
    scene.receiver.plays(text(500));
    await expect(scene.process({ sendsPerSubscription: 5 }).worker.drain(place(id))).resolves.toBe(5);
    expect(scene.receiver.seen.length).toBeLessThan(20);
    const rows = await scene.rows();
    expect(rows.filter(({ attempts }) => attempts === 0).length).toBeGreaterThan(80);
  });

  it('leave hands free for receivers that answer', async () => {
    const { id } = await scene.subscribe({ failingSince: new Date() });
    await scene.deliver(id, newEvents(1));
    await expect(scene.process({ handsForFailing: 0 }).worker.drain(place(id))).resolves.toBe(5);
    expect(scene.receiver.seen).toEqual([]);
    await scene.process({ handsForFailing: 1 }).worker.drain(place(id));
    expect(scene.receiver.seen).toHaveLength(1);
  });

  it('see the deliveries of their tenant alone', async () => {
    const { id } = await scene.subscribe();
    await scene.deliver(id, newEvents(1));
    await scene.process().worker.drain({ tenantId: tenantId('mallory'), subscriptionId: id });
    expect(scene.receiver.seen).toEqual([]);
    await expect(scene.rows()).resolves.toMatchObject([{ status: 'pending', attempts: 0 }]);
  });

  it('write no secret down', async () => {
    const { id, secret } = await scene.subscribe();
    await scene.deliver(id, newEvents(2));
    scene.receiver.plays(text(500, secret), accepts);
    await scene.process().worker.drain(place(id));
    const rows = await query(scene.db.adminUrl, 'SELECT * FROM delivery_attempt');
    expect(rows).toHaveLength(2);
    const written = JSON.stringify([
      rows,
      await query(scene.db.adminUrl, 'SELECT * FROM delivery'),
      scene.warn.mock.calls,
    ]);
    expect(written).not.toContain(secret.slice(6));
  });
});
