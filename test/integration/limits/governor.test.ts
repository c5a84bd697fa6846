import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ExchangeResult } from '../../../src/okta/exchange.js';
import type { RateBudgets } from '../../../src/okta/limits/rate-budget.repository.js';
import { RateGovernor } from '../../../src/okta/limits/rate-governor.js';
import { RateBudgetRepository } from '../../../src/okta/limits/rate-budget.repository.js';
import { query } from '../../support/postgres.js';
import { call, GovernorScene } from './governor-scene.js';
import { WindowOkta } from './window-okta.js';

let scene: GovernorScene;
beforeAll(async () => {
  scene = await GovernorScene.open();
});
afterAll(() => scene.close());

const hour = { windowMs: 3_600_000 };

/** One replica; there always is. */
function alone(...given: Parameters<GovernorScene['replicas']> | []): RateGovernor {
  const [governor] = scene.replicas(given[0] ?? 1, given[1]);
  if (!governor) throw new Error('There is a replica');
  return governor;
}

describe('RateGovernor', () => {
  it('asks the database once for a bucket far from its limit, however many calls', async () => {
    const okta = new WindowOkta({ limit: 100_000, ...hour });
    const governor = alone();
    const attempt = scene.attempt();
    for (let count = 0; count < 50; count += 1) expect(await call(governor, attempt, okta)).toBe('sent');
    expect(governor.counters).toMatchObject({ exchanges: 1, free: 50, sliced: 0 });
  });

  it('says how much of each limit a connection has used, and nothing of others', async () => {
    const governor = alone();
    const groups = scene.attempt();
    const users = { ...groups, target: '/api/v1/users/00u1?fields=id' };
    expect(governor.usage(groups.account!)).toEqual([]);
    const okta = new WindowOkta({ limit: 600, ...hour });
    await call(governor, groups, okta);
    await call(governor, groups, okta);
    await call(governor, users, new WindowOkta({ limit: 2_000, ...hour }));
    await call(governor, scene.attempt(), new WindowOkta({ limit: 10, ...hour }));
    const usage = governor.usage(groups.account!);
    expect(usage.toSorted((one, other) => one.limit - other.limit)).toEqual([
      { bucket: '/api/v1/groups', limit: 600, remaining: 598, endsInMs: expect.any(Number) },
      { bucket: 'GET /api/v1/users/{id}', limit: 2_000, remaining: 1_999, endsInMs: expect.any(Number) },
    ]);
    expect(Math.min(...usage.map(({ endsInMs }) => endsInMs))).toBeGreaterThan(0);
  });

  it('gives back at the end of the process what it did not use', async () => {
    const okta = new WindowOkta({ limit: 40, ...hour });
    const [first, second] = scene.replicas(2);
    const attempt = scene.attempt();
    if (!first || !second) throw new Error('There are two');
    const burst = await Promise.all(Array.from({ length: 8 }, () => call(first, attempt, okta)));
    expect(burst).toEqual(Array.from({ length: 8 }, () => 'sent'));
    await first.close();
    const rest = await Promise.all(Array.from({ length: 40 }, () => call(second, attempt, okta)));
    expect(rest.filter((outcome) => outcome === 'sent')).toHaveLength(32);
    expect(okta.windows).toMatchObject([{ used: 40, refused: 0 }]);
  });

  it('gives back what lies unused; a call whose answer never comes counts until the window ends (the control)', async () => {
    const okta = new WindowOkta({ limit: 40, ...hour });
    const [first, second] = scene.replicas(2);
    const attempt = scene.attempt();
    if (!first || !second) throw new Error('There are two');
    await call(first, attempt, okta);
    await first.admit(attempt);
    const rest = await Promise.all(Array.from({ length: 60 }, () => call(second, attempt, okta)));
    expect(rest.filter((outcome) => outcome === 'sent')).toHaveLength(38);
    expect(okta.windows).toMatchObject([{ used: 39, refused: 0 }]);
  });

  it('two connections of one app share its budget, and each keeps its share', async () => {
    const okta = new WindowOkta({ limit: 40, ...hour });
    const governor = alone();
    const { account, ...common } = scene.attempt();
    if (!account) throw new Error('There is an account');
    const of = (connectionId: string, share: number) => ({ ...common, account: { ...account, connectionId, share } });
    const play = (attempt: ReturnType<typeof of>) => Array.from({ length: 50 }, () => call(governor, attempt, okta));
    const [one, two] = await Promise.all([Promise.all(play(of('a', 0.25))), Promise.all(play(of('b', 1)))]);
    const sent = [one, two].map((outcomes) => outcomes.filter((outcome) => outcome === 'sent').length);
    expect(sent[0]).toBeLessThanOrEqual(10);
    expect((sent[0] ?? 0) + (sent[1] ?? 0)).toBe(40);
    expect(okta.windows).toMatchObject([{ used: 40, refused: 0 }]);
  });

  it('goes by its own part when the database is away or slow, and does not hold calls up', async () => {
    const okta = new WindowOkta({ limit: 20, ...hour });
    const away: Pick<RateBudgets, 'exchange'> = { exchange: () => new Promise(() => undefined) };
    const governor = new RateGovernor(away, { exchangeMs: 20, replicas: () => 2 });
    const attempt = scene.attempt();
    const outcomes = [];
    for (let count = 0; count < 10; count += 1) outcomes.push(await call(governor, attempt, okta));
    expect(outcomes).toEqual(Array.from({ length: 10 }, () => 'sent'));
    expect(governor.counters.failedExchanges).toBeGreaterThan(0);
  });

  it('makes fewer calls at once after a 429 for too many', async () => {
    const governor = alone(1, { concurrency: 4, queueMs: 10 });
    const attempt = { ...scene.attempt(), account: undefined };
    const permits = await Promise.all([1, 2, 3, 4].map(() => governor.admit(attempt)));
    await expect(governor.admit(attempt)).rejects.toMatchObject({ code: 'too_many_requests' });
    for (const permit of permits) permit.settle(crowded);
    await Promise.all([1, 2].map(() => governor.admit(attempt)));
    await expect(governor.admit(attempt)).rejects.toMatchObject({ code: 'too_many_requests' });
    expect(governor.counters).toMatchObject({ concurrencyLimited: 4, refused: 2 });
  });

  it('lets calls that one token request held up wait for fewer at once, and no others (the control)', async () => {
    const governor = alone(1, { concurrency: 1, queueMs: 1 });
    const attempt = { ...scene.attempt(), account: undefined };
    const first = await governor.admit(attempt);
    const heldUp = [1, 2].map(() => governor.admit({ ...attempt, heldUpMs: 5 }));
    await expect(governor.admit(attempt)).rejects.toMatchObject({ code: 'too_many_requests' });
    first.settle(undefined);
    for (const waiting of heldUp) (await waiting).settle(undefined);
    expect(governor.counters).toMatchObject({ waited: 3, refused: 1 });
  });

  it('gives the slice its call back when there is no room for one more at once', async () => {
    const okta = new WindowOkta({ limit: 20, ...hour });
    const governor = alone(1, { concurrency: 1, queueMs: 200 });
    const attempt = scene.attempt();
    await call(governor, attempt, okta);
    const permit = await governor.admit(attempt);
    await expect(governor.admit(attempt)).rejects.toMatchObject({ code: 'too_many_requests' });
    permit.settle(okta.answer());
    const rest = [];
    for (let count = 0; count < 20; count += 1) rest.push(await call(governor, attempt, okta));
    expect(rest.filter((outcome) => outcome === 'sent')).toHaveLength(18);
  });
});

const crowded: ExchangeResult = {
  kind: 'answer',
  status: 429,
  headers: { 'x-rate-limit-limit': '0', 'x-rate-limit-remaining': '0', 'x-rate-limit-reset': '1000' },
  text: '',
};

describe('live replicas', () => {
  it('are counted by the database, until they say goodbye or are silent', async () => {
    const repository = new RateBudgetRepository(scene.database.dataSource);
    await repository.countReplicas('a');
    expect(await repository.countReplicas('b')).toBe(2);
    await repository.forgetReplica('a');
    expect(await repository.countReplicas('b')).toBe(1);
    await repository.countReplicas('c');
    await query(scene.database.adminUrl, `UPDATE replica SET seen_at = now() - interval '20 seconds' WHERE id = 'c'`);
    expect(await repository.countReplicas('b')).toBe(1);
  });
});

describe('the tables', () => {
  it('are reached through functions only', async () => {
    for (const table of ['rate_budget', 'rate_budget_share', 'replica']) {
      await expect(query(scene.database.url, `SELECT * FROM ${table}`)).rejects.toThrow(/permission denied/);
    }
  });

  it('hold hashes and counters, and nothing of a tenant', async () => {
    const okta = new WindowOkta({ limit: 20, ...hour });
    const attempt = scene.attempt();
    await call(alone(), attempt, okta);
    const rows = await query(
      scene.database.adminUrl,
      'SELECT b.*, s.* FROM rate_budget b JOIN rate_budget_share s ON s.budget = b.budget',
    );
    expect(rows.length).toBeGreaterThan(0);
    const text = JSON.stringify(rows);
    for (const secret of ['acme', attempt.account?.connectionId ?? '', attempt.origin, '/api/']) {
      expect(text).not.toContain(secret);
    }
  });
});
