import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { lockEvent, PULL, type SubscriptionBody, SubscriptionScene, WEBHOOK } from './subscription-scene.ts';

const MINUTE_MS = 60_000;

let scene: SubscriptionScene;
beforeAll(async () => {
  scene = await SubscriptionScene.shared();
});
afterAll(() => scene.strike());

const isRead = async (connectionId: string) =>
  (await scene.sql('SELECT 1 FROM log_position WHERE id = $1', [connectionId])).length === 1;

const deliveries = (id: string) =>
  scene.sql<{ status: string; sequence: string }>(
    'SELECT status, sequence FROM delivery WHERE subscription_id = $1 ORDER BY sequence',
    [id],
  );

const waitingJobs = async (queue: string, text: string) =>
  (await scene.sql(`SELECT 1 FROM pgboss.job WHERE name = $1 AND data::text LIKE $2`, [queue, `%${text}%`])).length;

const actions = async (id: string) =>
  (
    await scene.sql<{ action: string }>(
      `SELECT action FROM audit_event WHERE detail ->> 'subscriptionId' = $1 ORDER BY id`,
      [id],
    )
  ).map(({ action }) => action);

describe('the list', () => {
  it('has the subscriptions of the connection, by pages and filters', async () => {
    const connectionId = await scene.connect('Listed');
    const ids = [];
    for (const triggerId of ['user-account-locked', 'user-created', 'user-account-locked']) {
      ids.push((await scene.subscribe({ triggerId }, connectionId)).id);
    }
    await scene.send('POST', `${ids[2]}/pause`);
    const list = async (query: string) => {
      type Listed = { data: SubscriptionBody[]; nextCursor: string | null };
      const path = `/v1/connections/${connectionId}/subscriptions?${query}`;
      return (await scene.service.send<Listed>('GET', path)).body;
    };
    const first = await list('limit=2');
    expect(first.data.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    const second = await list(`limit=2&cursor=${first.nextCursor}`);
    expect([second.data.map(({ id }) => id), second.nextCursor]).toEqual([ids.slice(2), null]);
    expect((await list('status=paused')).data.map(({ id }) => id)).toEqual([ids[2]]);
    expect((await list('triggerId=user-created')).data.map(({ id }) => id)).toEqual([ids[1]]);
    expect(JSON.stringify(first)).not.toContain('whsec_');
  });
});

describe('another tenant’s subscription', () => {
  it('is one that does not exist', async () => {
    const { id } = await scene.subscribe();
    const { text: missing } = await scene.send('GET', 'sub_none');
    const comparable = (text: string) => text.replaceAll(/"(instance|requestId)":"[^"]*"/g, '');
    const routes: [string, string, unknown?][] = [
      ['GET', ''],
      ['PATCH', '', { mode: 'polling' }],
      ['DELETE', ''],
      ['POST', '/pause'],
      ['POST', '/resume'],
      ['POST', '/test'],
      ['POST', '/replay', { since: new Date(Date.now() - MINUTE_MS).toISOString() }],
      ['POST', '/rotate-secret'],
      ['GET', '/events'],
    ];
    for (const [method, path, body] of routes) {
      const { status, text } = await scene.send(method, `${id}${path}`, body, 'globex');
      expect([path, status, comparable(text)]).toEqual([path, 404, comparable(missing)]);
      expect((await scene.send(method, `sub_none${path}`, body)).status).toBe(404);
    }
    expect((await scene.send('GET', id)).body.status).toBe('active');
  });
});

describe('a change', () => {
  it('of the mode moves its sources', async () => {
    const connectionId = await scene.connect('Modes');
    const { id } = await scene.subscribe({ mode: 'realtime' }, connectionId);
    expect(await isRead(connectionId)).toBe(false);
    const { body } = await scene.send('PATCH', id, { mode: 'polling' });
    expect([body.mode, body.effectiveMode, await isRead(connectionId)]).toEqual(['polling', 'polling', true]);
    expect(await actions(id)).toEqual(['subscription.created', 'subscription.updated']);
  });

  it('of the params replaces them and what it is about', async () => {
    const { id } = await scene.subscribe({
      triggerId: 'new-event-realtime',
      params: { eventTypes: ['user.account.lock'] },
    });
    const params = { eventTypes: ['user.account.unlock'], actorId: '00u1' };
    const { body } = await scene.send('PATCH', id, { params });
    expect(body.params).toEqual({ ...params, outcome: 'ANY', enrich: false });
    expect(await scene.sql('SELECT event_types FROM subscription WHERE id = $1', [id])).toEqual([
      { event_types: ['user.account.unlock'] },
    ]);
  });

  it('of a schedule keeps its place', async () => {
    const params = { cron: '0 0 1 1 *', timezone: 'UTC' };
    const { id, startFrom } = await scene.subscribe({ triggerId: 'new-user', params });
    await scene.send('PATCH', id, { params: { ...params, cron: '*/5 * * * *' } });
    const [row] = await scene.sql<{ from: Date; due: Date }>(
      'SELECT schedule_from AS "from", schedule_due_at AS due FROM subscription WHERE id = $1',
      [id],
    );
    expect(row?.from.toISOString()).toBe(startFrom);
    expect((row?.due.getTime() ?? 0) - Date.parse(startFrom)).toBeLessThan(60 * MINUTE_MS);
  });

  it.each([
    ['nothing', {}, 'invalid_input', ''],
    ['a mode that cannot be', { mode: 'realtime' }, 'invalid_input', '/mode'],
    ['params that are wrong', { params: { outcome: 'MAYBE' } }, 'invalid_input', '/params/outcome'],
    ['a private URL', { delivery: { type: 'webhook', url: 'https://localhost/' } }, 'url_not_allowed', '/delivery/url'],
    ['another trigger', { triggerId: 'user-created' }, 'invalid_input', '/triggerId'],
  ])('to %s is refused', async (_, change, code, pointer) => {
    const { id } = await scene.subscribe({ triggerId: 'user-deleted' });
    const { status, body } = await scene.send('PATCH', id, change);
    expect([status, body.code, body.errors?.[0]?.pointer]).toEqual([422, code, pointer]);
  });

  it('to a mode whose scope is missing is refused', async () => {
    const connectionId = await scene.connectWithScopes('No log', ['okta.eventHooks.manage']);
    const { id } = await scene.subscribe({}, connectionId);
    expect((await scene.send('PATCH', id, { mode: 'polling' })).body.code).toBe('insufficient_scope');
  });

  it('to pull and back takes along what waits', async () => {
    const connectionId = await scene.connect('Moved');
    const { id } = await scene.subscribe({}, connectionId);
    await scene.arrive([lockEvent(), lockEvent(), lockEvent()], connectionId);
    await scene.sql(`UPDATE delivery SET status = 'delivered' WHERE subscription_id = $1 AND sequence = 1`, [id]);
    const pulled = await scene.send('PATCH', id, { delivery: PULL });
    expect(pulled.body.delivery).toEqual({ type: 'pull', url: null });
    expect((await deliveries(id)).map(({ status }) => status)).toEqual(['delivered', 'held', 'held']);
    const page = await scene.send<{ data: unknown[]; nextCursor: string }>('GET', `${id}/events?limit=1`);
    expect(page.body.data).toMatchObject([{ data: { sequence: 2 } }]);
    await scene.send('GET', `${id}/events?cursor=${page.body.nextCursor}`);
    await scene.send('PATCH', id, { delivery: WEBHOOK });
    expect((await deliveries(id)).map(({ status }) => status)).toEqual(['delivered', 'delivered', 'pending']);
  });
});

describe('pausing and resuming', () => {
  it('lets deliveries wait, and sends for them again', async () => {
    const connectionId = await scene.connect('Paused');
    const { id } = await scene.subscribe({}, connectionId);
    expect((await scene.send('POST', `${id}/pause`)).body.status).toBe('paused');
    await scene.arrive([lockEvent()], connectionId);
    expect((await deliveries(id)).map(({ status }) => status)).toEqual(['pending']);
    await scene.sql(`DELETE FROM pgboss.job WHERE data::text LIKE $1`, [`%${id}%`]);
    expect((await scene.send('POST', `${id}/resume`)).body.status).toBe('active');
    expect(await waitingJobs('deliveries', id)).toBe(1);
    expect(await actions(id)).toEqual(['subscription.created', 'subscription.paused', 'subscription.resumed']);
  });

  it('changes nothing that is so already', async () => {
    const { id } = await scene.subscribe();
    await scene.send('POST', `${id}/resume`);
    await scene.send('POST', `${id}/pause`);
    await scene.send('POST', `${id}/pause`);
    expect(await actions(id)).toEqual(['subscription.created', 'subscription.paused']);
  });

  it('brings a disabled one back, and its place in the log', async () => {
    const connectionId = await scene.connect('Disabled for a while');
    const { id } = await scene.subscribe({}, connectionId);
    await scene.sql(
      `UPDATE subscription SET status = 'disabled', status_reason = 'gone', failing_since = now(), last_event_at = now() WHERE id = $1`,
      [id],
    );
    await scene.sql('DELETE FROM log_position WHERE id = $1', [connectionId]);
    expect((await scene.send('POST', `${id}/pause`)).body).toMatchObject({ status: 'disabled', statusReason: 'gone' });
    expect((await scene.send('POST', `${id}/test`)).body.code).toBe('invalid_input');
    const since = new Date(Date.now() - MINUTE_MS).toISOString();
    expect((await scene.send('POST', `${id}/replay`, { since })).body.detail).toMatch(/Resume it first/);
    const { body } = await scene.send('POST', `${id}/resume`);
    expect(body).toMatchObject({ status: 'active', statusReason: null });
    expect(await isRead(connectionId)).toBe(true);
    const [row] = await scene.sql('SELECT failing_since FROM subscription WHERE id = $1', [id]);
    expect(row).toEqual({ failing_since: null });
  });
});

describe('the lag', () => {
  it('is the age of the oldest event that waits', async () => {
    const connectionId = await scene.connect('Lag');
    const startFrom = new Date(Date.now() - 60 * MINUTE_MS).toISOString();
    const { id } = await scene.subscribe({ startFrom }, connectionId);
    const pulled = await scene.subscribe({ startFrom, delivery: PULL }, connectionId);
    const latest = lockEvent({}, 10);
    await scene.arrive([lockEvent({}, 30), latest], connectionId);
    const { body } = await scene.send('GET', id);
    expect(body.lagSeconds).toBeGreaterThanOrEqual(30 * 60);
    expect(body.lagSeconds).toBeLessThan(35 * 60);
    expect(body.lastEventAt).toBe(latest.published);
    await scene.sql(`UPDATE delivery SET status = 'delivered' WHERE subscription_id = $1`, [id]);
    expect((await scene.send('GET', id)).body.lagSeconds).toBe(0);
    expect((await scene.send('GET', pulled.id)).body.lagSeconds).toBeGreaterThanOrEqual(30 * 60);
    const page = await scene.send<{ nextCursor: string }>('GET', `${pulled.id}/events`);
    await scene.send('GET', `${pulled.id}/events?cursor=${page.body.nextCursor}`);
    expect((await scene.send('GET', pulled.id)).body.lagSeconds).toBe(0);
  });
});

describe('deleting', () => {
  it('destroys secrets and what waits, and ends the reading with the last one', async () => {
    const connectionId = await scene.connect('Deleted');
    const first = await scene.subscribe({}, connectionId);
    const second = await scene.subscribe({ mode: 'realtime' }, connectionId);
    const third = await scene.subscribe({ mode: 'polling' }, connectionId);
    await scene.arrive([lockEvent()], connectionId);
    expect((await scene.send('DELETE', first.id)).status).toBe(204);
    expect((await scene.send('GET', first.id)).status).toBe(404);
    expect(await waitingJobs('deliveries', first.id)).toBe(1);
    expect(await deliveries(third.id)).toHaveLength(1);
    const secrets = 'SELECT 1 FROM subscription_secret WHERE subscription_id = $1';
    expect(await scene.sql(secrets, [first.id])).toEqual([]);
    expect(await isRead(connectionId)).toBe(true);
    await scene.send('DELETE', third.id);
    await scene.send('DELETE', second.id);
    expect(await isRead(connectionId)).toBe(false);
    expect(await waitingJobs('hooks', connectionId)).toBe(1);
    expect(await actions(first.id)).toEqual(['subscription.created', 'subscription.deleted']);
    expect((await scene.send('DELETE', first.id)).status).toBe(404);
  });
});
