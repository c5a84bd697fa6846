import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { TokenSource } from '../../../src/tokens/oauth/access-token.js';
import type { ReauthorizationListener } from '../../../src/tokens/oauth/access-tokens.service.js';
import type { DueToken } from '../../../src/tokens/oauth/due-tokens.repository.js';
import { tenantId } from '../../support/database.js';
import { tokenSet } from '../../support/token-set.ts';
import { acme, failed, granted, openRefreshScene, PLACE, sourceOf, type RefreshScene } from './refresh-scene.js';

const globex = tenantId('globex');
const PAST = `now() - interval '1 second'`;

let scene: RefreshScene;
let engine: ReturnType<RefreshScene['engine']>;
beforeEach(async () => {
  scene = await openRefreshScene([acme, globex]);
  engine = scene.engine();
  await engine.accessTokens.begin(acme, 'con_1', tokenSet(1));
});
afterEach(() => scene.drop());

const upkeep = (source: TokenSource, by = engine.accessTokens) => by.upkeep(source, async () => source);

const listed = async (): Promise<DueToken[]> => engine.due.list(10);

describe('the list of due tokens', () => {
  test('is empty while all is well, and names connections of all tenants by id', async () => {
    await expect(listed()).resolves.toEqual([]);
    await engine.accessTokens.begin(globex, 'con_1', tokenSet(1, { expiresInSeconds: 0 }));
    await scene.row(`due_at = ${PAST}`);
    await expect(listed()).resolves.toEqual([
      { tenantId: acme, connectionId: 'con_1', reason: 'refresh' },
      { tenantId: globex, connectionId: 'con_1', reason: 'refresh' },
    ]);
    await expect(engine.due.list(1)).resolves.toHaveLength(1);
  });

  test('names a token that ends soon from when it is to be refreshed ahead', async () => {
    await expect(scene.row()).resolves.toMatchObject({ due_at: (await scene.row())['refresh_at'], due_rank: 1 });
    await scene.row(`due_at = ${PAST}`);
    await expect(listed()).resolves.toEqual([{ ...PLACE, reason: 'refresh' }]);
  });

  test('puts an interrupted refresh first, once its lease has ended', async () => {
    await engine.accessTokens.begin(globex, 'con_1', tokenSet(1, { expiresInSeconds: 0 }));
    const request = {
      connectionId: 'con_1',
      grant: 'refreshToken',
      version: 1,
      owner: 'dead',
      leaseMs: 60_000,
    } as const;
    await scene.db.database.transaction(acme, () => engine.leases.take(acme, request));
    await expect(listed()).resolves.toEqual([{ tenantId: globex, connectionId: 'con_1', reason: 'refresh' }]);
    await scene.row(`lease_until = ${PAST}, due_at = ${PAST}`);
    await expect(listed()).resolves.toMatchObject([{ tenantId: acme, reason: 'unfinished' }, { tenantId: globex }]);
    const source = sourceOf([granted(tokenSet(2))]);
    await expect(upkeep(source)).resolves.toBe('refreshed');
    expect(source.sent).toEqual(['refresh-1']);
  });

  test('names what must be tried again after its pause, not before', async () => {
    await scene.row(`due_at = ${PAST}`);
    const lost = sourceOf([failed('unknown'), failed('unknown'), failed('unknown')]);
    await expect(upkeep(lost)).resolves.toBe('failed');
    await expect(listed()).resolves.toEqual([]);
    await expect(upkeep(sourceOf([]))).resolves.toBe('notDue');
    await scene.row(`cooldown_until = ${PAST}, due_at = ${PAST}`);
    await expect(listed()).resolves.toMatchObject([{ reason: 'unfinished' }]);
  });

  test('leaves out what was postponed, for as long as that', async () => {
    await scene.row(`due_at = ${PAST}`);
    await engine.due.postpone(acme, 'con_1', 60);
    await expect(listed()).resolves.toEqual([]);
    await engine.due.postpone(acme, 'con_1', -1);
    await expect(listed()).resolves.toHaveLength(1);
  });
});

describe('upkeep', () => {
  test('refreshes a due token, which nobody asked for: the next time is after five idle days', async () => {
    await scene.row(`due_at = ${PAST}`);
    await expect(upkeep(sourceOf([granted(tokenSet(2))]))).resolves.toBe('refreshed');
    const { due_at, due_rank, last_refreshed_at, version } = await scene.row();
    const days = ((due_at as Date).getTime() - (last_refreshed_at as Date).getTime()) / 86_400_000;
    expect([version, due_rank, Math.round(days)]).toEqual([2, 2, 5]);
    await scene.row(`due_at = ${PAST}`);
    await expect(listed()).resolves.toMatchObject([{ reason: 'keepAlive' }]);
    await expect(upkeep(sourceOf([granted(tokenSet(3))]))).resolves.toBe('refreshed');
  });

  test('refreshes ahead again what somebody asked for since', async () => {
    await scene.row(`due_at = ${PAST}`);
    await upkeep(sourceOf([granted(tokenSet(2))]));
    await scene.engine().accessTokens.get(sourceOf([]));
    const { due_at, due_rank, refresh_at } = await scene.row();
    expect([due_rank, due_at]).toEqual([1, refresh_at]);
  });

  test('keeps no client alive that needs no keeping', async () => {
    const own = { grant: 'clientCredentials' } as const;
    await engine.accessTokens.begin(acme, 'con_1', tokenSet(1, { refreshToken: undefined }));
    await scene.row(`due_at = ${PAST}`);
    const source = sourceOf([granted(tokenSet(2, { refreshToken: undefined }))], own);
    await expect(upkeep(source)).resolves.toBe('refreshed');
    await expect(scene.row()).resolves.toMatchObject({ due_at: null });
    await scene.engine().accessTokens.get(sourceOf([], own));
    await expect(scene.row()).resolves.toMatchObject({ due_at: expect.any(Date) });
  });

  test('does nothing that is not due, or that another process does', async () => {
    await expect(upkeep(sourceOf([]))).resolves.toBe('notDue');
    await scene.row(`due_at = ${PAST}, lease_until = now() + interval '1 minute'`);
    await expect(upkeep(sourceOf([]))).resolves.toBe('busy');
  });

  test('finishes what a confirmation began, and tells of the verdict', async () => {
    const heard = jest.fn<ReauthorizationListener>(async () => {});
    engine.accessTokens.onReauthorizationRequired(heard);
    await scene.row(`due_at = ${PAST}`);
    const source = sourceOf([failed('invalidGrant'), failed('invalidGrant')]);
    await expect(upkeep(source)).resolves.toBe('failed');
    await scene.row(`due_at = ${PAST}, cooldown_until = NULL`);
    await expect(upkeep(source)).resolves.toBe('reauthorizationRequired');
    expect(heard.mock.calls).toEqual([[acme, 'con_1', 'revoked']]);
    await expect(scene.row()).resolves.toMatchObject({ due_at: null });
  });

  test('tells again of a verdict that could not be announced', async () => {
    engine.accessTokens.onReauthorizationRequired(() => Promise.reject(new Error('not now')));
    await engine.accessTokens.begin(acme, 'con_1', tokenSet(1, { refreshToken: undefined }));
    await scene.row(`expires_at = ${PAST}, due_at = ${PAST}`);
    await expect(upkeep(sourceOf([]))).resolves.toBe('reauthorizationRequired');
    await expect(listed()).resolves.toMatchObject([{ reason: 'unfinished' }]);
    const heard = jest.fn<ReauthorizationListener>(async () => {});
    const other = scene.engine().accessTokens;
    other.onReauthorizationRequired(heard);
    await expect(upkeep(sourceOf([]), other)).resolves.toBe('reauthorizationRequired');
    expect(heard).toHaveBeenCalledTimes(1);
    await expect(listed()).resolves.toEqual([]);
  });

  test('comes back by itself when a token may be lost, in the process that lost it', async () => {
    const answered = Promise.withResolvers<void>();
    const { accessTokens } = scene.engine({ timing: { lostMs: { first: 20, last: 20 } } });
    await scene.row(`expires_at = ${PAST}`);
    const lost = [failed('unknown'), failed('unknown'), failed('unknown')];
    const source = sourceOf([
      ...lost,
      () => {
        answered.resolve();
        return granted(tokenSet(2));
      },
    ]);
    await expect(accessTokens.get(source)).rejects.toMatchObject({ code: 'okta_timeout' });
    await answered.promise;
    await accessTokens.onModuleDestroy();
    await expect(accessTokens.get(source)).resolves.toMatchObject({ version: 2 });
  });

  test('never throws', async () => {
    await expect(upkeep({ ...sourceOf([]), connectionId: 'con_gone' })).resolves.toBe('failed');
  });
});

describe('the life of stored tokens', () => {
  test('is known without them', async () => {
    const consentedAt = new Date('2026-11-01T10:00:00Z');
    await engine.accessTokens.begin(acme, 'con_1', tokenSet(5), { consentedAt });
    const state = await engine.accessTokens.state(acme, 'con_1');
    expect(state).toMatchObject({
      version: 2,
      tokenType: 'Bearer',
      scopes: ['okta.users.read'],
      consentedAt,
      reauthorizeBefore: new Date('2027-01-30T10:00:00Z'),
      expiresAt: expect.any(Date),
      reauthorizationReason: undefined,
    });
    expect(JSON.stringify(state)).not.toMatch(/access-5|refresh-5/);
    await expect(engine.accessTokens.state(globex, 'con_1')).resolves.toBeUndefined();
  });

  test('ends with the connection; its refresh token is taken for revocation, and a late answer stores nothing', async () => {
    const { database } = scene.db;
    const request = {
      connectionId: 'con_1',
      grant: 'refreshToken',
      version: 1,
      owner: 'slow',
      leaseMs: 60_000,
    } as const;
    const lease = await database.transaction(acme, () => engine.leases.take(acme, request));
    const taken = await database.transaction(acme, () => engine.accessTokens.takeRefreshToken(acme, 'con_1'));
    expect(taken).toBe('refresh-1');
    const received = { tokens: tokenSet(2), refreshLeadMs: 0, keepAliveDays: undefined };
    await expect(
      database.transaction(acme, () => engine.leases.store(acme, lease!, received)),
    ).resolves.toBeUndefined();
    await database.transaction(acme, () => database.manager().query('DELETE FROM connection'));
    await expect(scene.row()).resolves.toBeUndefined();
    await expect(scene.attempts()).resolves.toEqual([]);
    await expect(engine.accessTokens.takeRefreshToken(acme, 'con_1')).resolves.toBeUndefined();
  });

  test('can be cut short by new credentials: the next call asks for another token', async () => {
    const own = { grant: 'clientCredentials' } as const;
    await engine.accessTokens.begin(acme, 'con_1', tokenSet(1, { refreshToken: undefined }));
    await engine.accessTokens.get(sourceOf([], own));
    await engine.accessTokens.discard(acme, 'con_1');
    const source = sourceOf([granted(tokenSet(2, { refreshToken: undefined }))], own);
    await expect(engine.accessTokens.get(source)).resolves.toMatchObject({ token: 'access-2' });
  });

  test('is one tenant’s own: the same connection id of another one is another connection', async () => {
    await engine.accessTokens.begin(globex, 'con_1', tokenSet(70));
    const theirs = sourceOf([], { place: { tenantId: globex, connectionId: 'con_1' } });
    await expect(engine.accessTokens.get(theirs)).resolves.toMatchObject({ token: 'access-70' });
    await expect(engine.accessTokens.get(sourceOf([]))).resolves.toMatchObject({ token: 'access-1' });
  });

  test('forgets attempts that can matter no more, and keeps spares', async () => {
    const { database } = scene.db;
    for (let n = 2; n < 60; n += 1) {
      const request = {
        connectionId: 'con_1',
        grant: 'refreshToken',
        version: n - 1,
        owner: 'o',
        leaseMs: 60_000,
      } as const;
      await database.transaction(acme, async () => {
        const lease = await engine.leases.take(acme, request);
        const spare = n === 2 ? 'spare' : undefined;
        await engine.attempts.finish(acme, lease!, { outcome: 'stored', spare });
        await engine.leases.store(acme, lease!, { tokens: tokenSet(n), refreshLeadMs: 0, keepAliveDays: undefined });
      });
    }
    await scene.row(`expires_at = ${PAST}`);
    await engine.accessTokens.get(sourceOf([granted(tokenSet(60))]));
    const epochs = (await scene.attempts()).map(({ epoch }) => Number(epoch));
    expect(epochs.slice(0, 3)).toEqual([2, 10, 11]);
  });
});
