import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { EventReceiver } from '../../../src/connections/events/event-receiver.js';
import { EVENT_RETRIES } from '../../../src/connections/upkeep/retry-schedule.js';
import { FaultServer, hang, resetConnection, text, type Respond } from '../okta-client/fault-server.js';
import { accepts, acme, EventScene, SECRET, webhookHeaders } from './event-scene.js';

let scene: EventScene;
beforeAll(async () => {
  scene = await EventScene.set();
});
afterAll(() => scene.db.drop());
beforeEach(() => scene.open());
afterEach(() => scene.close());

describe('a recorded event', () => {
  it('is posted, signed as Standard Webhooks says, and then forgotten', async () => {
    await scene.record();
    await scene.deliverDue(scene.worker());
    const [seen] = scene.platform.seen;
    expect(seen).toMatchObject({ method: 'POST', url: '/hooks?for=okta' });
    expect(seen?.headers['content-type']).toBe('application/json');
    expect(seen?.headers['webhook-id']).toMatch(/^evt_[0-9a-f]{32}$/);
    expect(new Webhook(SECRET).verify(seen!.body, webhookHeaders(seen!))).toEqual({
      type: 'connection.active',
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      data: { tenantId: 'acme', connectionId: 'con_1', name: 'Acme', status: 'active', statusReason: null },
    });
    await expect(scene.rows()).resolves.toEqual([]);
  });

  it('does not verify with another secret, nor with another body', async () => {
    await scene.record();
    await scene.deliverDue(scene.worker());
    const [seen] = scene.platform.seen;
    const stranger = new Webhook(`whsec_${Buffer.from('somebody else').toString('base64')}`);
    expect(() => stranger.verify(seen!.body, webhookHeaders(seen!))).toThrow('No matching signature');
    const altered = seen!.body.replace('acme', 'globex');
    expect(() => new Webhook(SECRET).verify(altered, webhookHeaders(seen!))).toThrow('No matching signature');
  });

  it('does not verify once its timestamp is old', async () => {
    await scene.record();
    await scene.deliverDue(scene.worker({ now: () => new Date(Date.now() - 600_000) }));
    const [seen] = scene.platform.seen;
    expect(() => new Webhook(SECRET).verify(seen!.body, webhookHeaders(seen!))).toThrow('too old');
  });

  it('is signed with any text as the secret, too', async () => {
    await scene.record();
    await scene.deliverDue(scene.worker({ secret: 'pass phrase – 42' }));
    const [seen] = scene.platform.seen;
    const webhook = new Webhook(Buffer.from('pass phrase – 42'), { format: 'raw' });
    expect(webhook.verify(seen!.body, webhookHeaders(seen!))).toMatchObject({ type: 'connection.active' });
  });

  it('is none where nobody listens', async () => {
    const silent = scene.events(undefined);
    expect(silent.enabled).toBe(false);
    await scene.record(acme, silent);
    await expect(scene.rows()).resolves.toEqual([]);
  });

  it('is none when the transaction that recorded it is rolled back', async () => {
    const undone = scene.db.database.transaction(acme, async () => {
      await scene.record();
      throw new Error('undo');
    });
    await expect(undone).rejects.toThrow('undo');
    await expect(scene.rows()).resolves.toEqual([]);
  });

  it('cannot be recorded outside a transaction', async () => {
    const connection = { id: 'con_1', name: 'Acme', status: 'active', statusReason: null } as const;
    const events = scene.events('https://platform.example');
    const outside = events.record(acme, { type: 'connection.active', connection });
    await expect(outside).rejects.toMatchObject({ code: 'internal_error' });
  });
});

describe('an event that is not taken', () => {
  const failures: [string, Respond, string][] = [
    ['an error', text(500), 'status 500'],
    ['no such page', text(404), 'status 404'],
    ['a broken connection', resetConnection, 'connection'],
    ['no answer', hang, 'timeout'],
  ];

  it.each(failures)('because of %s is sent again later, with the same id and body', async (_, failure, reason) => {
    await scene.record();
    scene.platform.plays(failure, accepts);
    const delivery = scene.worker(failure === hang ? { timeoutMs: 50 } : {});
    await scene.deliverDue(delivery);
    expect(scene.warn).toHaveBeenCalledWith(expect.objectContaining({ reason, attempt: 1, connectionId: 'con_1' }));
    const [{ attempts, wait } = { attempts: 0, wait: 0 }] = await scene.rows();
    expect(attempts).toBe(1);
    expect(wait).toBeLessThanOrEqual(6);
    await expect(delivery.listDue(100)).resolves.toEqual([]);
    await scene.timePasses();
    await scene.deliverDue(delivery);
    expect(scene.platform.seen).toHaveLength(2);
    expect(scene.ids().size).toBe(1);
    expect(scene.platform.seen[0]?.body).toBe(scene.platform.seen[1]?.body);
    await expect(scene.rows()).resolves.toEqual([]);
  });

  it('is signed anew for each attempt', async () => {
    await scene.record();
    scene.platform.plays(text(503), accepts);
    const clock = [new Date(Date.now() - 60_000), new Date()];
    const delivery = scene.worker({ now: () => clock.shift() ?? new Date() });
    await scene.deliverDue(delivery);
    await scene.timePasses();
    await scene.deliverDue(delivery);
    const [first, second] = scene.platform.seen.map(webhookHeaders);
    expect(second?.['webhook-timestamp']).not.toBe(first?.['webhook-timestamp']);
    for (const { body, ...seen } of scene.platform.seen) {
      expect(() => new Webhook(SECRET).verify(body, webhookHeaders({ body, ...seen }))).not.toThrow();
    }
  });

  it('does not follow a redirect', async () => {
    const elsewhere = await FaultServer.start();
    await scene.record();
    scene.platform.plays(text(307, '', { location: `${elsewhere.origin}/hooks` }));
    await scene.deliverDue(scene.worker());
    expect(elsewhere.seen).toEqual([]);
    expect(scene.warn).toHaveBeenCalledWith(expect.objectContaining({ reason: 'status 307' }));
    await expect(scene.rows()).resolves.toHaveLength(1);
    await elsewhere.stop();
  });

  it('is given up after the last attempt, with a line in the log, and removed', async () => {
    await scene.record();
    scene.platform.plays(text(500));
    const delivery = scene.worker();
    for (const _ of EVENT_RETRIES) {
      await scene.deliverDue(delivery);
      await scene.timePasses();
    }
    await expect(scene.rows()).resolves.toHaveLength(1);
    expect(scene.error).not.toHaveBeenCalled();
    await scene.deliverDue(delivery);
    expect(scene.error).toHaveBeenCalledWith(expect.objectContaining({ connectionId: 'con_1', reason: 'status 500' }));
    expect(scene.platform.seen).toHaveLength(EVENT_RETRIES.length + 1);
    expect(scene.ids().size).toBe(1);
    await expect(scene.rows()).resolves.toEqual([]);
  });

  it('is at once free for others when the process ends in the middle', async () => {
    await scene.record();
    const asked = Promise.withResolvers<void>();
    scene.platform.plays(() => asked.resolve());
    const delivery = scene.worker();
    const [due] = await delivery.listDue(1);
    const ending = new AbortController();
    const delivered = delivery.deliver(due!, ending.signal);
    await asked.promise;
    ending.abort();
    await delivered;
    await expect(delivery.listDue(1)).resolves.toEqual([due]);
  });
});

describe('the receiver', () => {
  it('is not made with a secret that is none', () => {
    const make = (secret: string) => () => new EventReceiver({ url: scene.platform.origin, secret });
    expect(make('whsec_###')).toThrow('CONNECTION_EVENTS_SECRET');
    expect(make('whsec_')).toThrow('CONNECTION_EVENTS_SECRET');
  });
});
