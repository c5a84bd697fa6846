import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { query } from '../../support/postgres.js';
import { FaultServer, hang, resetConnection, text, type Respond } from '../okta-client/fault-server.js';
import { accepts, acme, DeliveryScene, newEvents, webhookHeaders } from './delivery-scene.js';

let scene: DeliveryScene;
beforeAll(async () => {
  scene = await DeliveryScene.set();
});
afterAll(() => scene.strike());
beforeEach(() => scene.open());
afterEach(() => scene.close());

const place = (subscriptionId: string) => ({ tenantId: acme, subscriptionId });

describe('a delivery', () => {
  it('is posted as it came from Okta, signed as Standard Webhooks says', async () => {
    const { id, secret } = await scene.subscribe();
    const [event] = newEvents(1, { zeta: 1, alpha: 'ü', debugContext: { debugData: {} } });
    await scene.deliver(id, [event!]);
    await expect(scene.process().worker.drain(place(id))).resolves.toBeUndefined();
    const [seen] = scene.receiver.seen;
    expect(seen).toMatchObject({ method: 'POST', url: '/in?recipe=42' });
    expect(seen?.headers['content-type']).toBe('application/json');
    expect(new Webhook(secret).verify(seen!.body, webhookHeaders(seen!))).toEqual({
      type: 'user-created',
      timestamp: event!.published,
      data: { subscriptionId: id, connectionId: 'con_1', tenantId: 'acme', sequence: 1, event },
    });
    expect(seen!.body).toContain(`"event":${JSON.stringify(event)}`);
    await expect(scene.rows()).resolves.toMatchObject([{ status: 'delivered', attempts: 1 }]);
  });

  it('verifies with no other secret, no other body, and not for long', async () => {
    const { id, secret } = await scene.subscribe();
    await scene.deliver(id, newEvents(1));
    await scene.process().worker.drain(place(id));
    const [seen] = scene.receiver.seen;
    const headers = webhookHeaders(seen!);
    const stranger = new Webhook(`whsec_${Buffer.from('somebody else').toString('base64')}`);
    expect(() => stranger.verify(seen!.body, headers)).toThrow('No matching signature');
    const altered = seen!.body.replace('acme', 'globex');
    expect(() => new Webhook(secret).verify(altered, headers)).toThrow('No matching signature');
    const old = String(Number(headers['webhook-timestamp']) - 600);
    expect(() => new Webhook(secret).verify(seen!.body, { ...headers, 'webhook-timestamp': old })).toThrow('too old');
  });

  it('is signed with both secrets for a day after a rotation, and then with the new one alone', async () => {
    const { id, secret } = await scene.subscribe();
    const { database } = scene.db;
    const owner = { tenantId: acme, id, connectionId: 'con_1' };
    const { worker } = scene.process();
    await scene.deliver(id, newEvents(1));
    await worker.drain(place(id));
    const next = await database.transaction(acme, () => scene.secrets.rotate(owner));
    await scene.deliver(id, newEvents(1));
    await worker.drain(place(id));
    await query(scene.db.adminUrl, `UPDATE subscription_secret SET expires_at = now() WHERE slot = 'previous'`);
    await scene.deliver(id, newEvents(1));
    await worker.drain(place(id));
    const verifies = (key: string) =>
      scene.receiver.seen.map((seen) => {
        try {
          new Webhook(key).verify(seen.body, webhookHeaders(seen));
          return true;
        } catch {
          return false;
        }
      });
    expect(verifies(secret)).toEqual([true, true, false]);
    expect(verifies(next)).toEqual([false, true, true]);
  });

  it('holds what its body says, where it is no event of the store', async () => {
    const { id } = await scene.subscribe();
    await scene.deliver(id, newEvents(1));
    await query(
      scene.db.adminUrl,
      `UPDATE delivery SET event_uuid = NULL, body = '{"events": [{"uuid": "1"}], "window": {"from": "a"}}'`,
    );
    await scene.process().worker.drain(place(id));
    expect(JSON.parse(scene.receiver.seen[0]!.body)).toMatchObject({
      data: { sequence: 1, events: [{ uuid: '1' }], window: { from: 'a' } },
    });
  });

  it('is begun in the order of its sequence', async () => {
    const { id } = await scene.subscribe();
    await scene.deliver(id, newEvents(30));
    await scene.process({ sendsPerSubscription: 1 }).worker.drain(place(id));
    const sequences = scene.receiver.seen.map(({ body }) => JSON.parse(body).data.sequence);
    expect(sequences).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
  });

  it('is sent whole when it is large, with a line in the log', async () => {
    const { id } = await scene.subscribe();
    await scene.deliver(id, newEvents(1, { displayMessage: 'x'.repeat(30_000) }));
    await scene.process().worker.drain(place(id));
    expect(scene.receiver.seen[0]!.body.length).toBeGreaterThan(30_000);
    expect(scene.warn).toHaveBeenCalledWith(expect.objectContaining({ msg: 'A large delivery is sent whole' }));
  });

  it('goes on in another job when the slice is over', async () => {
    const { id } = await scene.subscribe();
    await scene.deliver(id, newEvents(25));
    const { worker } = scene.process({ sliceDeliveries: 10, batch: 10 });
    await expect(worker.drain(place(id))).resolves.toBe(0);
    expect(scene.receiver.seen).toHaveLength(10);
    await expect(worker.drain(place(id))).resolves.toBe(0);
    await expect(worker.drain(place(id))).resolves.toBeUndefined();
    expect(scene.ids().size).toBe(25);
  });
});

describe('a delivery that is not taken', () => {
  const failures: [string, Respond, object][] = [
    ['an error', text(500, 'out of order'), { status: 500, error: null, answer: 'out of order' }],
    ['no such page', text(404), { status: 404, error: null, answer: '' }],
    ['a broken connection', resetConnection, { status: null, error: 'connection', answer: null }],
    ['no answer', hang, { status: null, error: 'timeout', answer: null }],
  ];

  it.each(failures)('because of %s is sent again later, with the same id and body', async (_, failure, attempt) => {
    const { id } = await scene.subscribe();
    await scene.deliver(id, newEvents(1));
    scene.receiver.plays(failure, accepts);
    const { worker } = scene.process(failure === hang ? { timeoutMs: 50 } : {});
    const again = await worker.drain(place(id));
    expect(again).toBeGreaterThanOrEqual(4);
    expect(again).toBeLessThanOrEqual(6);
    await expect(scene.rows()).resolves.toMatchObject([{ status: 'pending', attempts: 1 }]);
    await worker.drain(place(id));
    expect(scene.receiver.seen).toHaveLength(1);
    await scene.timePasses();
    await worker.drain(place(id));
    expect(scene.receiver.seen).toHaveLength(2);
    expect(scene.ids().size).toBe(1);
    expect(scene.receiver.seen[0]?.body).toBe(scene.receiver.seen[1]?.body);
    await expect(scene.rows()).resolves.toMatchObject([{ status: 'delivered', attempts: 2 }]);
    const attempts = await query(scene.db.adminUrl, 'SELECT status, error, answer FROM delivery_attempt ORDER BY at');
    expect(attempts).toEqual([attempt, { status: 204, error: null, answer: '' }]);
  });

  it('is a dead letter after the last attempt', async () => {
    const { id } = await scene.subscribe();
    await scene.deliver(id, newEvents(1));
    scene.receiver.plays(text(500));
    const { worker } = scene.process();
    const waits: number[] = [];
    for (let attempt = 1; attempt <= 10; attempt += 1) {
      waits.push((await worker.drain(place(id))) ?? -1);
      await scene.timePasses();
    }
    const hours = waits.map((seconds) => seconds / 3_600);
    expect(waits[9]).toBe(-1);
    expect(hours[8]).toBeGreaterThanOrEqual(24 * 0.8);
    expect(hours[1]).toBeLessThanOrEqual(0.1);
    await expect(scene.rows()).resolves.toMatchObject([{ status: 'failed', attempts: 10 }]);
    await worker.drain(place(id));
    expect(scene.receiver.seen).toHaveLength(10);
  });

  it('waits as long as the receiver asks', async () => {
    const { id } = await scene.subscribe();
    await scene.deliver(id, newEvents(3));
    scene.receiver.plays(text(429, '', { 'retry-after': '120' }));
    const { worker } = scene.process({ sendsPerSubscription: 1 });
    await expect(worker.drain(place(id))).resolves.toBe(120);
    expect(scene.receiver.seen).toHaveLength(1);
    const rows = await scene.rows();
    expect(rows.map(({ attempts }) => attempts)).toEqual([1, 0, 0]);
    for (const { wait } of rows) expect(wait).toBeGreaterThan(115);
  });

  it('does not follow a redirect', async () => {
    const elsewhere = await FaultServer.start();
    const { id } = await scene.subscribe();
    await scene.deliver(id, newEvents(1));
    scene.receiver.plays(text(307, '', { location: `${elsewhere.origin}/in` }));
    await scene.process().worker.drain(place(id));
    expect(elsewhere.seen).toEqual([]);
    await expect(scene.rows()).resolves.toMatchObject([{ status: 'pending', attempts: 1 }]);
    await elsewhere.stop();
  });

  it('does not go to an address that is not public, but where the operator says so', async () => {
    const { id } = await scene.subscribe();
    await scene.deliver(id, newEvents(1));
    await scene.process({ origins: ['https://*.platform.example'] }).worker.drain(place(id));
    expect(scene.receiver.seen).toEqual([]);
    const attempts = await query(scene.db.adminUrl, 'SELECT status, error FROM delivery_attempt');
    expect(attempts).toEqual([{ status: null, error: 'refused' }]);
    await scene.timePasses();
    await scene.process({ origins: [scene.receiver.origin] }).worker.drain(place(id));
    expect(scene.receiver.seen).toHaveLength(1);
  });

  it('keeps the first kilobyte of an answer, without what opens a door', async () => {
    const { id } = await scene.subscribe();
    await scene.deliver(id, newEvents(1));
    scene.receiver.plays(text(500, `Bearer abcdefghijkl \0 ${'€'.repeat(400_000)}`));
    await scene.process().worker.drain(place(id));
    const [row] = await query<{ answer: string }>(scene.db.adminUrl, 'SELECT answer FROM delivery_attempt');
    expect(row?.answer).toMatch(/^Bearer \[redacted\] {2}€+$/);
    expect(row?.answer.length).toBeLessThanOrEqual(1_024);
  });
});
