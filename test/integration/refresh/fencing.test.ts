import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { TokenResult } from '../../../src/okta/oauth/oauth-client.js';
import { RefreshLeaseRepository, type RefreshLease } from '../../../src/tokens/oauth/refresh-lease.repository.js';
import { query } from '../../support/postgres.js';
import { tokenSet } from '../../support/token-set.ts';
import {
  acme,
  failed,
  gate,
  granted,
  openRefreshScene,
  sourceOf,
  type Answer,
  type RefreshScene,
} from './refresh-scene.js';

const EXPIRED = `expires_at = now() - interval '1 second'`;
/** As if its time were up: the holder hangs. */
const LEASE_OVER = `lease_until = now() - interval '1 second'`;

let scene: RefreshScene;
beforeEach(async () => {
  scene = await openRefreshScene();
  await scene.engine().accessTokens.begin(acme, 'con_1', tokenSet(1));
  await scene.row(EXPIRED);
});
afterEach(() => scene.drop());

type EngineOptions = Parameters<RefreshScene['engine']>[0];

/** A process that asked Okta, and hangs before it has the answer; another one has taken over and got `meanwhile`. */
async function overtaken(answer: TokenResult, { meanwhile, ...options }: EngineOptions & { meanwhile: Answer[] }) {
  const answered = gate();
  const slow = scene.engine({ timing: { requestMs: 5_000 }, ...options });
  const source = sourceOf([() => answered.passed.then(() => answer), granted(tokenSet(9))]);
  const get = slow.accessTokens.get(source).catch((error: unknown) => error);
  while (source.sent.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  await scene.row(LEASE_OVER);
  const taker = sourceOf(meanwhile);
  const taken = await scene
    .engine(options)
    .accessTokens.get(taker)
    .catch((error: unknown) => error);
  answered.open();
  return { late: await get, taken, taker, source };
}

const storedRefreshToken = async () => {
  await scene.row(`${EXPIRED}, cooldown_until = NULL, lease_until = NULL`);
  const source = sourceOf([granted(tokenSet(99))]);
  await scene.engine().accessTokens.get(source);
  return source.sent[0];
};

describe('a holder that was overtaken', () => {
  test('uses the newer token, and its own is kept as a spare, sealed', async () => {
    const { late, taken } = await overtaken(granted(tokenSet(2)), { meanwhile: [granted(tokenSet(3))] });
    expect([late, taken]).toEqual([
      expect.objectContaining({ token: 'access-3', version: 2 }),
      expect.objectContaining({ token: 'access-3', version: 2 }),
    ]);
    const [first, second] = await scene.attempts();
    expect(first).toMatchObject({ outcome: 'superseded', spare_refresh_token_enc: expect.anything() });
    expect(second).toMatchObject({ outcome: 'stored', spare_refresh_token_enc: null });
    await expect(storedRefreshToken()).resolves.toBe('refresh-3');
  });

  test('would overwrite the newer token without the comparison (control)', async () => {
    class Careless extends RefreshLeaseRepository {
      override async store(...[tenant, lease, received]: Parameters<RefreshLeaseRepository['store']>) {
        const rows = await query<{ epoch: string }>(scene.db.adminUrl, `SELECT lease_epoch AS epoch FROM oauth_token`);
        return super.store(tenant, { ...lease, epoch: Number(rows[0]?.epoch) }, received);
      }
    }
    await overtaken(granted(tokenSet(2)), { Leases: Careless, meanwhile: [granted(tokenSet(3))] });
    await expect(storedRefreshToken()).resolves.toBe('refresh-2');
  });

  test('passes no verdict on a refusal: the token is somebody else’s business now', async () => {
    const { late } = await overtaken(failed('invalidGrant'), { meanwhile: [granted(tokenSet(3))] });
    expect(late).toMatchObject({ token: 'access-3' });
    await expect(scene.row()).resolves.toMatchObject({ reauthorization_reason: null, cooldown_until: null });
  });

  test('loses to a new consent, and its spare is never sent for that', async () => {
    const answered = gate();
    const slow = scene.engine({ timing: { requestMs: 5_000 } });
    const source = sourceOf([() => answered.passed.then(() => granted(tokenSet(2)))]);
    const get = slow.accessTokens.get(source);
    while (source.sent.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await scene.engine().accessTokens.begin(acme, 'con_1', tokenSet(50));
    answered.open();
    await expect(get).resolves.toMatchObject({ token: 'access-50', version: 2 });
    await scene.row(EXPIRED);
    const refused = sourceOf([failed('invalidGrant'), failed('invalidGrant')]);
    await expect(scene.engine().accessTokens.get(refused)).rejects.toMatchObject({ code: 'overloaded' });
    expect(refused.sent).toEqual(['refresh-50']);
  });
});

describe('a spare', () => {
  test('is sent when Okta refuses the stored token, and takes its place', async () => {
    await overtaken(granted(tokenSet(2)), { meanwhile: [granted(tokenSet(3))] });
    await scene.row(EXPIRED);
    const source = sourceOf([failed('invalidGrant'), granted(tokenSet(4))]);
    await expect(scene.engine().accessTokens.get(source)).resolves.toMatchObject({ token: 'access-4', version: 3 });
    expect(source.sent).toEqual(['refresh-3', 'refresh-2']);
    await expect(storedRefreshToken()).resolves.toBe('refresh-4');
  });

  test('that Okta refuses, too, means that the rotation was lost', async () => {
    await overtaken(granted(tokenSet(2)), { meanwhile: [granted(tokenSet(3))] });
    await scene.row(EXPIRED);
    const source = sourceOf([failed('invalidGrant'), failed('invalidGrant')]);
    await expect(scene.engine().accessTokens.get(source)).rejects.toMatchObject({
      code: 'reauthorization_required',
      message: expect.stringContaining('(rotation_lost)'),
    });
  });

  test('survives a taker that got no answer: it is all that is left', async () => {
    const meanwhile = [failed('unknown'), failed('unknown')];
    await overtaken(granted(tokenSet(2)), { meanwhile, timing: { requestMs: 5_000 } });
    await scene.row(`${EXPIRED}, cooldown_until = NULL, lease_until = NULL`);
    const source = sourceOf([failed('invalidGrant'), granted(tokenSet(4))]);
    await expect(scene.engine().accessTokens.get(source)).resolves.toMatchObject({ token: 'access-4' });
    expect(source.sent).toEqual(['refresh-1', 'refresh-2']);
  });
});

describe('the lease', () => {
  const REQUEST = { connectionId: 'con_1', grant: 'refreshToken', version: 1, owner: 'test', leaseMs: 60_000 } as const;
  const take = (): Promise<RefreshLease | undefined> =>
    scene.db.database.transaction(acme, () => scene.engine().leases.take(acme, REQUEST));

  test('is given to one of many, with one attempt written down', async () => {
    const leases = await Promise.all(Array.from({ length: 8 }, () => take()));
    expect(leases.filter((lease) => lease !== undefined)).toHaveLength(1);
    await expect(scene.attempts()).resolves.toMatchObject([{ epoch: '2', outcome: null, token_version: 1 }]);
  });

  test('is not given for a version that is gone, during a pause, or after a verdict', async () => {
    await scene.row('version = 2');
    await expect(take()).resolves.toBeUndefined();
    await scene.row(`version = 1, cooldown_until = now() + interval '1 minute'`);
    await expect(take()).resolves.toBeUndefined();
    await scene.row(`cooldown_until = NULL, reauthorization_reason = 'revoked'`);
    await expect(take()).resolves.toBeUndefined();
    await scene.row('reauthorization_reason = NULL');
    await expect(take()).resolves.toMatchObject({ epoch: 2, refreshToken: 'refresh-1' });
  });

  test('lasts from when it is given, also in a transaction that was held up', async () => {
    const heldUp = scene.db.database.transaction(acme, async () => {
      await scene.db.database.manager().query('SELECT now(), pg_sleep(0.3)');
      return scene.engine().leases.take(acme, { ...REQUEST, leaseMs: 250 });
    });
    await expect(heldUp).resolves.toMatchObject({ epoch: 2 });
    const [row] = await query<{ left: boolean }>(
      scene.db.adminUrl,
      `SELECT lease_until - a.started_at >= interval '0.2 seconds' AS left
       FROM oauth_token t JOIN oauth_refresh_attempt a ON a.epoch = t.lease_epoch`,
    );
    expect(row).toEqual({ left: true });
  });

  test('that came too late to ask Okta is given back unused', async () => {
    const { accessTokens } = scene.engine({ timing: { requestMs: 0 } });
    const get = accessTokens.get(sourceOf([]), { waitMs: 200 });
    await expect(get).rejects.toMatchObject({ code: 'overloaded' });
    await scene.row(`reauthorization_reason = 'revoked'`);
    await accessTokens.onModuleDestroy();
    const attempts = await scene.attempts();
    expect(new Set(attempts.map(({ outcome }) => outcome))).toEqual(new Set(['notSent']));
  });

  test('of a request that does not come back is left to end; the answer is stored whenever it comes', async () => {
    const answered = gate();
    const { accessTokens } = scene.engine({ timing: { requestMs: 500, leaseMs: 60_000, waitMs: 20_000 } });
    const source = sourceOf([() => answered.passed.then(() => granted(tokenSet(2)))]);
    await expect(accessTokens.get(source)).rejects.toMatchObject({ code: 'okta_timeout' });
    expect((await scene.attempts()).at(-1)).toMatchObject({ outcome: null });
    answered.open();
    await accessTokens.onModuleDestroy();
    await expect(accessTokens.get(sourceOf([]))).resolves.toMatchObject({ token: 'access-2' });
  });

  test('tells the request by when it must be answered', async () => {
    const before = performance.now();
    const source = sourceOf([granted(tokenSet(2))]);
    await scene.engine({ timing: { requestMs: 5_000 } }).accessTokens.get(source);
    expect(source.deadlines[0]).toBeGreaterThanOrEqual(before + 5_000);
    expect(source.deadlines[0]).toBeLessThanOrEqual(performance.now() + 5_000);
  });
});

describe('a database that is away when the new token comes', () => {
  test('gets it when it is back', async () => {
    let down = 2;
    class Interrupted extends RefreshLeaseRepository {
      override async store(...given: Parameters<RefreshLeaseRepository['store']>) {
        down -= 1;
        if (down >= 0) throw new Error('the database is away');
        return super.store(...given);
      }
    }
    const { accessTokens } = scene.engine({ Leases: Interrupted });
    await expect(accessTokens.get(sourceOf([granted(tokenSet(2))]))).resolves.toMatchObject({ token: 'access-2' });
    expect(down).toBe(-1);
  });
});
