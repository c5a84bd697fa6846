import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { TenantDatabase } from '../../../src/core/database/tenant-transaction.js';
import { HookScene } from './hook-scene.js';

const LOCK = 'user.account.lock';
const CHALLENGE = 'X-Okta-Verification-Challenge';

let scene: HookScene;
beforeAll(async () => {
  scene = await HookScene.set();
});
afterAll(async () => {
  await scene.strike();
});
afterEach(async () => {
  await scene.clear();
});

const eventOf = (changes: object = {}) => ({
  uuid: randomUUID(),
  published: new Date().toISOString(),
  eventType: LOCK,
  version: '0',
  client: { ipChain: [] },
  ...changes,
});

const envelope = (...events: object[]) => ({
  eventType: 'com.okta.event_hook',
  eventTypeVersion: '1.0',
  cloudEventsVersion: '0.1',
  eventId: randomUUID(),
  data: { events },
});

/** A hook that a person is to enter: its address and its secret are known without Okta. */
async function known() {
  const connectionId = await scene.connect({ readOnly: true });
  const subscriptionId = await scene.subscribe(connectionId, { eventTypes: [LOCK] });
  await scene.reconcile(connectionId);
  const setup = (await scene.standings(connectionId))[0]?.setup;
  if (!setup) throw new Error('There is nothing to set up');
  return { connectionId, subscriptionId, path: new URL(setup.url).pathname, secret: setup.secret };
}

/** As Okta calls, with no token of ours. */
async function call(
  method: string,
  path: string,
  { secret, body, headers }: { secret?: string; body?: unknown; headers?: Record<string, string> } = {},
) {
  const response = await fetch(`${scene.service.baseUrl}${path}`, {
    method,
    headers: {
      ...(secret !== undefined && { authorization: secret }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, text, headers: response.headers };
}

describe('the address of an event hook', () => {
  it('answers the challenge, with the secret', async () => {
    const { path, secret } = await known();
    const { status, text, headers } = await call('GET', path, { secret, headers: { [CHALLENGE]: 'a "value"' } });
    expect([status, JSON.parse(text)]).toEqual([200, { verification: 'a "value"' }]);
    expect(headers.get('content-type')).toMatch(/^application\/json/);
    expect((await call('GET', path, { secret })).status).toBe(400);
    expect((await call('HEAD', path, { secret, headers: { [CHALLENGE]: 'x' } })).status).toBe(400);
  });

  it('stores events, and what is to be delivered of them, before it answers 204 with nothing', async () => {
    const { connectionId, subscriptionId, path, secret } = await known();
    const [first, second] = [eventOf({ extra: { kept: [1] } }), eventOf({ eventType: 'user.session.start' })];
    const answer = await call('POST', path, { secret, body: envelope(first, second) });
    expect([answer.status, answer.text]).toEqual([204, '']);
    const stored = await scene.query<{ uuid: string; body: object }>(
      'SELECT uuid, body FROM event WHERE connection_id = $1',
      [connectionId],
    );
    expect(stored.find(({ uuid }) => uuid === first.uuid)?.body).toEqual(first);
    expect(stored).toHaveLength(2);
    const deliveries = await scene.query('SELECT event_uuid FROM delivery WHERE subscription_id = $1', [
      subscriptionId,
    ]);
    expect(deliveries).toEqual([{ event_uuid: first.uuid }]);
    expect((await call('POST', path, { secret, body: envelope(second, first, first) })).status).toBe(204);
    expect(await scene.events(connectionId)).toHaveLength(2);
  });

  it('does not tell a wrong secret from an unknown address', async () => {
    const { path, secret } = await known();
    const unknown = `/hooks/okta/hk_${'0'.repeat(40)}`;
    const body = envelope(eventOf());
    const answers = await Promise.all([
      call('POST', path, { secret: `${secret}x`, body }),
      call('POST', path, { body }),
      call('POST', unknown, { secret, body }),
      call('POST', '/hooks/okta/42', { secret, body }),
      call('GET', path, { secret: 'wrong', headers: { [CHALLENGE]: 'x' } }),
      call('GET', unknown, { secret, headers: { [CHALLENGE]: 'x' } }),
    ]);
    const told = answers.map(({ status, text }) => {
      const { requestId: _, instance: __, ...problem } = JSON.parse(text) as Record<string, unknown>;
      return { status, problem };
    });
    expect(told.map(({ status }) => status)).toEqual(told.map(() => 401));
    expect(new Set(told.map(({ problem }) => JSON.stringify(problem))).size).toBe(1);
  });

  it('looks at the secret before it reads the body', async () => {
    const { path, secret } = await known();
    const body = envelope(...Array.from({ length: 1_500 }, () => eventOf({ text: 'x'.repeat(1_000) })));
    expect((await call('POST', path, { secret, body })).status).toBe(204);
    const huge = 'x'.repeat(6 * 1_024 * 1_024);
    expect((await call('POST', path, { secret, body: JSON.stringify(huge) })).status).toBe(413);
    expect((await call('POST', path, { secret: 'wrong', body: '{"broken' })).status).toBe(401);
  });

  it.each(['', '{"broken', '[]', '{}', '{"data":{"events":[{"uuid":1}]}}'])('refuses %j as malformed', async (body) => {
    const { path, secret } = await known();
    expect((await call('POST', path, { secret, body })).status).toBe(400);
  });

  it('costs one transaction when it is known', async () => {
    const { path, secret } = await known();
    await call('POST', path, { secret, body: envelope(eventOf()) });
    await call('POST', path, { secret, body: envelope(eventOf()) });
    const transactions = jest.spyOn(TenantDatabase.prototype, 'transaction');
    const queries = jest.spyOn(DataSource.prototype, 'query');
    try {
      expect((await call('POST', path, { secret, body: envelope(eventOf(), eventOf()) })).status).toBe(204);
      const lookups = queries.mock.calls.filter(([sql]) => sql.includes('okta_hook'));
      expect([transactions.mock.calls.length, lookups]).toEqual([1, []]);
    } finally {
      jest.restoreAllMocks();
    }
  });

  it('answers 503 when the database cannot store, and never 4xx', async () => {
    const { path, secret } = await known();
    await call('POST', path, { secret, body: envelope(eventOf()) });
    const client = new Client({ connectionString: scene.service.database.adminUrl });
    await client.connect();
    await client.query('BEGIN; LOCK TABLE event IN ACCESS EXCLUSIVE MODE');
    try {
      const answers = await Promise.all(
        Array.from({ length: 40 }, () => call('POST', path, { secret, body: envelope(eventOf()) })),
      );
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([503]));
      expect(answers[0]?.headers.get('retry-after')).toBeTruthy();
    } finally {
      await client.query('ROLLBACK');
      await client.end();
    }
    expect(await untilTaken(path, secret)).toBe(204);
  });

  it('is not there for people: no token of ours opens it, and it opens nothing of ours', async () => {
    const { path, secret } = await known();
    const token = await scene.service.token();
    expect((await call('POST', path, { secret: `Bearer ${token}`, body: envelope(eventOf()) })).status).toBe(401);
    expect((await call('GET', '/v1/connections', { secret })).status).toBe(401);
  });

  async function untilTaken(path: string, secret: string): Promise<number> {
    for (let attempt = 0; attempt < 100; attempt += 1) {
      const { status } = await call('POST', path, { secret, body: envelope(eventOf()) });
      if (status !== 503) return status;
    }
    return 503;
  }
});
