import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SubscriptionScene, PULL, WEBHOOK } from './subscription-scene.ts';

const DAY_MS = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS);

let scene: SubscriptionScene;
beforeAll(async () => {
  scene = await SubscriptionScene.shared();
});
afterAll(() => scene.strike());

const jobs = async (queue: string, text: string) =>
  (await scene.sql(`SELECT data FROM pgboss.job WHERE name = $1 AND data::text LIKE $2`, [queue, `%${text}%`])).length;

const positions = (connectionId: string) =>
  scene.sql<{ since: Date }>('SELECT since FROM log_position WHERE id = $1', [connectionId]);

describe('a new subscription', () => {
  it('shows all of itself, and its secret this once', async () => {
    const { status, body } = await scene.ask();
    expect(status).toBe(201);
    expect(body).toEqual({
      id: expect.stringMatching(/^sub_[0-9a-f]{32}$/),
      connectionId: scene.connectionId,
      triggerId: 'user-account-locked',
      mode: 'hybrid',
      effectiveMode: 'hybrid',
      status: 'active',
      statusReason: null,
      params: { outcome: 'ANY', enrich: false },
      delivery: WEBHOOK,
      signingSecret: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/),
      hook: { state: 'wanted' },
      lagSeconds: 0,
      lastEventAt: null,
      startFrom: expect.any(String),
      createdAt: expect.any(String),
      updatedAt: expect.any(String),
    });
    const read = await scene.send('GET', body.id);
    const { signingSecret: _, ...shown } = body;
    expect(read.body).toEqual(shown);
  });

  it('is read from the log, and asks for its event hook', async () => {
    const connectionId = await scene.connect('Sources');
    await scene.subscribe({}, connectionId);
    expect(await positions(connectionId)).toHaveLength(1);
    expect(await jobs('hooks', connectionId)).toBe(1);
  });

  it('of the mode realtime leaves the log alone while its hook is being set up', async () => {
    const connectionId = await scene.connect('Real time');
    const { effectiveMode } = await scene.subscribe({ mode: 'realtime' }, connectionId);
    expect(effectiveMode).toBe('realtime');
    expect(await positions(connectionId)).toEqual([]);
  });

  it('has its secret sealed', async () => {
    const { id, signingSecret = '' } = await scene.subscribe();
    const [row] = await scene.sql<{ ciphertext: Buffer; slot: string }>(
      'SELECT slot, ciphertext FROM subscription_secret WHERE subscription_id = $1',
      [id],
    );
    expect(row?.slot).toBe('current');
    expect(row?.ciphertext.includes(Buffer.from(signingSecret))).toBe(false);
  });

  it('is audited', async () => {
    const { id } = await scene.subscribe({ delivery: PULL });
    const rows = await scene.sql(
      `SELECT action, actor, detail FROM audit_event WHERE detail ->> 'subscriptionId' = $1`,
      [id],
    );
    expect(rows).toEqual([
      {
        action: 'subscription.created',
        actor: 'recipe-42',
        detail: { subscriptionId: id, triggerId: 'user-account-locked', mode: 'hybrid', deliveryType: 'pull' },
      },
    ]);
  });
});

describe('what no event hook carries', () => {
  it('is polled, and says so', async () => {
    const { body } = await scene.ask({ triggerId: 'user-deleted' });
    expect(body).toMatchObject({ mode: 'hybrid', effectiveMode: 'polling', hook: { state: 'none' } });
    expect(body.statusReason).toMatch(/Event hooks do not carry/);
  });

  it('is refused in the mode realtime', async () => {
    const { status, body } = await scene.ask({ triggerId: 'user-deleted', mode: 'realtime' });
    expect([status, body.code, body.errors?.[0]?.pointer]).toEqual([422, 'invalid_input', '/mode']);
  });

  it('is searched by its schedule, whatever the mode', async () => {
    const connectionId = await scene.connect('Schedules');
    const params = { cron: '0 * * * *', timezone: 'Europe/London' };
    const body = await scene.subscribe({ triggerId: 'new-user', mode: 'realtime', params }, connectionId);
    expect(body).toMatchObject({ effectiveMode: 'schedule', hook: { state: 'none' }, statusReason: null });
    const rows = await scene.sql<{ schedule_due_at: Date; schedule_from: Date }>(
      'SELECT schedule_from, schedule_due_at FROM subscription WHERE id = $1',
      [body.id],
    );
    expect(rows[0]?.schedule_from.toISOString()).toBe(body.startFrom);
    expect(rows[0]?.schedule_due_at.getTime()).toBeGreaterThan(Date.parse(body.startFrom));
    expect(await positions(connectionId)).toEqual([]);
  });

  it('polls alone for new-event-polling, whatever its types', async () => {
    const params = { eventTypes: ['user.account.lock'] };
    const body = await scene.subscribe({ triggerId: 'new-event-polling', params });
    expect(body).toMatchObject({ mode: 'polling', effectiveMode: 'polling', hook: { state: 'none' } });
  });
});

describe('input that is refused', () => {
  const bad = (changes: object) => scene.ask(changes);

  it.each([
    ['an unknown trigger', { triggerId: 'no-such-trigger' }, 404, 'not_found', undefined],
    ['params that the trigger does not know', { params: { nothing: 1 } }, 422, 'invalid_input', '/params/nothing'],
    ['a filter that is no SCIM', { params: { filter: 'a b c' } }, 422, 'invalid_input', '/params/filter'],
    ['an unknown mode', { mode: 'sometimes' }, 422, 'invalid_input', '/mode'],
    ['no URL', { delivery: { type: 'webhook' } }, 422, 'invalid_input', '/delivery/url'],
    [
      'a URL of a pull',
      { delivery: { type: 'pull', url: 'https://a.example' } },
      422,
      'invalid_input',
      '/delivery/url',
    ],
    [
      'a private URL',
      { delivery: { type: 'webhook', url: 'https://10.0.0.1/' } },
      422,
      'url_not_allowed',
      '/delivery/url',
    ],
    [
      'plain http',
      { delivery: { type: 'webhook', url: 'http://a.example/' } },
      422,
      'url_not_allowed',
      '/delivery/url',
    ],
    ['a start that is no time', { startFrom: 'yesterday' }, 422, 'invalid_input', '/startFrom'],
    ['a start in the future', { startFrom: daysAgo(-1).toISOString() }, 422, 'invalid_input', '/startFrom'],
    ['a start before the log', { startFrom: daysAgo(91).toISOString() }, 422, 'invalid_input', '/startFrom'],
    ['an unknown field', { secret: 'x' }, 422, 'invalid_input', '/secret'],
  ])('%s', async (_, changes, status, code, pointer) => {
    const answer = await bad(changes);
    expect([answer.status, answer.body.code, answer.body.errors?.[0]?.pointer]).toEqual([status, code, pointer]);
  });

  it('a connection that is not there', async () => {
    expect((await scene.ask({}, 'con_none')).status).toBe(404);
    const list = await scene.service.send('GET', '/v1/connections/con_none/subscriptions');
    expect(list.status).toBe(404);
  });

  it('a connection of another tenant', async () => {
    const path = `/v1/connections/${scene.connectionId}/subscriptions`;
    const body = { triggerId: 'user-account-locked', delivery: WEBHOOK };
    expect((await scene.service.send('POST', path, { body, tenant: 'globex' })).status).toBe(404);
    expect((await scene.service.send('GET', path, { tenant: 'globex' })).status).toBe(404);
  });

  it('a connection that is disabled', async () => {
    const connectionId = await scene.connect('Disabled');
    await scene.service.send('POST', `/v1/connections/${connectionId}/disable`);
    const { status, body } = await scene.ask({}, connectionId);
    expect([status, body.code]).toEqual([409, 'connection_not_ready']);
  });

  it('a token without the scope', async () => {
    const token = await scene.service.token({ scope: 'triggers:read' });
    const path = `/v1/connections/${scene.connectionId}/subscriptions`;
    const { status } = await scene.service.send('POST', path, { token, body: {} });
    expect(status).toBe(403);
  });

  it('the subscription after the hundredth', async () => {
    const connectionId = await scene.connect('Full');
    await scene.sql(
      `INSERT INTO subscription (tenant_id, id, connection_id, trigger_id, mode, status, delivery_type, start_from, created_by)
       SELECT 'acme', 'sub_full' || n, $1, 'user-account-locked', 'polling', 'paused', 'pull', now(), 'x' FROM generate_series(1, 99) n`,
      [connectionId],
    );
    await scene.subscribe({}, connectionId);
    const { status, body } = await scene.ask({}, connectionId);
    expect([status, body.code]).toEqual([422, 'invalid_input']);
    expect(body.detail).toMatch(/100 subscriptions/);
  });
});

describe('where it begins', () => {
  it('is told to the reading of the log', async () => {
    const connectionId = await scene.connect('Begins');
    const late = daysAgo(2).toISOString();
    await scene.subscribe({ startFrom: late }, connectionId);
    expect((await positions(connectionId))[0]?.since.toISOString()).toBe(late);
    expect(await jobs('replays', late)).toBe(1);
    await scene.subscribe({}, connectionId);
    expect((await positions(connectionId))[0]?.since.toISOString()).toBe(late);
    const early = daysAgo(80).toISOString();
    await scene.subscribe({ startFrom: early }, connectionId);
    expect((await positions(connectionId))[0]?.since.toISOString()).toBe(early);
  });
});
