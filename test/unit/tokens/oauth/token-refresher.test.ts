import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { TokenResult } from '../../../../src/okta/oauth/oauth-client.js';
import { acme } from '../../fake-database.ts';
import { waited } from './fake-pauses.ts';
import { tokenSet } from '../../../support/token-set.ts';
import { failed, granted, lease, sourceOf, stored } from './refresh-stage.ts';
import { RefresherStage } from './refresher-stage.ts';

const HOUR_LEAD_MS = 360_000;

let stage: RefresherStage;
beforeEach(() => {
  stage = new RefresherStage();
});
afterEach(() => stage.strike());

describe('the lease', () => {
  test('is asked for the version that was seen, in the name of the process', async () => {
    stage.leases.take.mockResolvedValue(undefined);
    const source = sourceOf([]);
    const refresher = stage.build({ leaseMs: 123 });
    await expect(refresher.take(source, 7)).resolves.toBeUndefined();
    await refresher.take(source, 8);
    const [first, second] = stage.leases.take.mock.calls.slice(-2).map(([, request]) => request);
    expect(first).toEqual({
      connectionId: 'con_1',
      grant: 'refreshToken',
      version: 7,
      owner: expect.stringMatching(/^[0-9a-f-]{36}$/),
      leaseMs: 123,
    });
    expect(second).toEqual({ ...first, version: 8 });
    expect(source.request).not.toHaveBeenCalled();
  });

  test('is held while nothing of the database is', async () => {
    const source = sourceOf([]);
    source.request.mockImplementation(async () => {
      expect(stage.database.inTransaction()).toBe(false);
      return granted(2);
    });
    await expect(stage.attempt(source)).resolves.toEqual({ kind: 'stored', stored: stored(8) });
  });
});

describe('tokens that came', () => {
  test('are asked for with the refresh token and a deadline, and stored', async () => {
    const source = sourceOf([granted(2)]);
    jest.spyOn(performance, 'now').mockReturnValue(5_000);
    await expect(stage.attempt(source)).resolves.toEqual({ kind: 'stored', stored: stored(8) });
    expect(source.request).toHaveBeenCalledWith('refresh-1', 13_000);
    expect(waited).toMatchObject({ bounds: [9_000], open: 0 });
    expect(stage.done).toEqual([
      ['take', expect.anything()],
      ['store', lease(), { tokens: tokenSet(2), refreshLeadMs: HOUR_LEAD_MS, keepAliveDays: undefined }],
    ]);
    expect(stage.logged('warn')).toEqual([]);
  });

  test('are handed out once their transaction is over, and not where it could not be committed', async () => {
    const commit = jest.spyOn(stage.database, 'transaction');
    const uncommitted: typeof stage.database.transaction = async (_, work) => {
      await work();
      throw new Error('away');
    };
    const refresher = stage.build({ storeMs: -1 });
    const turn = { lease: lease(), deadline: Infinity };
    commit.mockImplementation(uncommitted);
    stage.leases.store.mockResolvedValue(stored(8));
    await expect(refresher.attempt(sourceOf([granted(2)]), turn, 'use')).rejects.toThrow('away');
  });

  test('are kept for days where nobody asked for them', async () => {
    await stage.attemptBy(stage.build(), sourceOf([granted(2)]), 'upkeep');
    expect(stage.leases.store).toHaveBeenLastCalledWith(acme, lease(), expect.objectContaining({ keepAliveDays: 5 }));
  });

  test('are asked for without a refresh token where the grant has none', async () => {
    stage.leases.take.mockResolvedValue(lease({ refreshToken: undefined }));
    const source = sourceOf([granted(2)], 'clientCredentials');
    await expect(stage.attempt(source)).resolves.toEqual({ kind: 'stored', stored: stored(8) });
    expect(source.request).toHaveBeenCalledWith(undefined, expect.any(Number));
  });

  test('are followed now and then by a look for attempts that can be forgotten', async () => {
    const epochs = [19, 20, 21, 40];
    for (const epoch of epochs) {
      stage.leases.take.mockImplementation(stage.noting('take', lease({ epoch })));
      await stage.attempt(sourceOf([granted(2)]));
    }
    expect(stage.attempts.prune.mock.calls.map(([, { epoch }]) => epoch)).toEqual([20, 40]);
  });

  test('are stored although nothing could be forgotten', async () => {
    stage.leases.take.mockImplementation(stage.noting('take', lease({ epoch: 20 })));
    stage.attempts.prune.mockRejectedValueOnce(new Error('away'));
    await expect(stage.attempt(sourceOf([granted(2)]))).resolves.toEqual({ kind: 'stored', stored: stored(8) });
    const place = { tenantId: 'acme', connectionId: 'con_1' };
    expect(stage.logged('warn')).toEqual([expect.objectContaining({ ...place, error: new Error('away') })]);
  });

  test('are kept as a spare where the lease was lost', async () => {
    stage.leases.store.mockImplementation(stage.noting('store', undefined));
    await expect(stage.attempt(sourceOf([granted(2)]))).resolves.toEqual({ kind: 'superseded' });
    expect(stage.since('store')).toEqual([['finish', lease(), { outcome: 'superseded', spare: 'refresh-2' }]]);
    expect(stage.logged('warn')).toEqual([expect.objectContaining({ tenantId: 'acme', connectionId: 'con_1' })]);
  });

  test('leave no spare where the refresh token is the one that was sent', async () => {
    stage.leases.store.mockImplementation(stage.noting('store', undefined));
    await stage.attempt(sourceOf([granted(2, { refreshToken: 'refresh-1' })]));
    expect(stage.since('store')).toEqual([['finish', lease(), { outcome: 'superseded', spare: undefined }]]);
  });

  test('are stored again and again while the database is away, at longer and longer intervals', async () => {
    for (let count = 0; count < 8; count += 1) stage.leases.store.mockRejectedValueOnce(new Error('away'));
    await expect(stage.attempt(sourceOf([granted(2)]))).resolves.toEqual({ kind: 'stored', stored: stored(8) });
    expect(waited.pauses).toEqual([50, 100, 200, 400, 800, 1_600, 2_000, 2_000]);
    expect(stage.logged('error')).toHaveLength(8);
    expect(stage.logged('error')[0]).toMatchObject({ error: new Error('away') });
  });

  test('are given up only after storeMs', async () => {
    jest.spyOn(performance, 'now').mockReturnValue(5_000);
    stage.leases.store.mockRejectedValueOnce(new Error('away'));
    await expect(stage.attempt(sourceOf([granted(2)]), { storeMs: 0 })).resolves.toEqual({
      kind: 'stored',
      stored: stored(8),
    });
    stage.leases.store.mockRejectedValueOnce(new Error('away'));
    await expect(stage.attempt(sourceOf([granted(2)]), { storeMs: -1 })).rejects.toThrow('away');
  });
});

describe('nothing is sent', () => {
  test('without a refresh token: the consent is over', async () => {
    stage.leases.take.mockImplementation(stage.noting('take', lease({ refreshToken: undefined })));
    const source = sourceOf([]);
    await expect(stage.attempt(source)).resolves.toEqual({ kind: 'gaveUp', reason: 'revoked' });
    const taken = lease({ refreshToken: undefined });
    expect(stage.since('take')).toEqual([
      ['finish', taken, { outcome: 'notSent' }],
      ['giveUp', taken, 'revoked'],
    ]);
    expect(source.request).not.toHaveBeenCalled();
  });

  test('once the deadline has come', async () => {
    jest.spyOn(performance, 'now').mockReturnValue(5_000);
    const source = sourceOf([]);
    await expect(stage.attempt(source, { requestMs: 0 })).resolves.toEqual({ kind: 'superseded' });
    expect(stage.since('take')).toEqual([
      ['finish', lease(), { outcome: 'notSent' }],
      ['backOff', lease(), { pauseMs: 0, due: 'refresh', dueInMs: 0, errorCode: 'overloaded' }],
    ]);
    expect(source.request).not.toHaveBeenCalled();
  });
});

describe('an answer long after the deadline', () => {
  const late = () => {
    waited.inTime = false;
    const { promise, resolve } = Promise.withResolvers<TokenResult>();
    const refresher = stage.build();
    const end = stage.attemptBy(refresher, sourceOf([promise]), 'upkeep');
    return { refresher, end, resolve };
  };

  test('is not waited for, and stored when it comes', async () => {
    const { refresher, end, resolve } = late();
    await expect(end).resolves.toMatchObject({ kind: 'failed', error: { code: 'okta_timeout' } });
    await expect(end).resolves.not.toHaveProperty('comeBackMs');
    expect(stage.since('take')).toEqual([]);
    let over = false;
    const settled = refresher.settled().then(() => (over = true));
    await Promise.resolve();
    expect(over).toBe(false);
    resolve(granted(2));
    await settled;
    expect(stage.since('take').map(([what]) => what)).toEqual(['store']);
    expect(stage.leases.store).toHaveBeenLastCalledWith(acme, lease(), expect.objectContaining({ keepAliveDays: 5 }));
  });

  test('that is a failure changes nothing: the lease is not ours any more', async () => {
    const { refresher, end, resolve } = late();
    await end;
    resolve(failed('invalidGrant', 'reauthorization_required'));
    await refresher.settled();
    expect(stage.since('take')).toEqual([]);
    expect(stage.logged('error')).toEqual([]);
  });

  test('that cannot be stored is told of', async () => {
    const { refresher, end, resolve } = late();
    await end;
    jest.spyOn(performance, 'now').mockReturnValueOnce(0).mockReturnValue(Infinity);
    stage.leases.store.mockRejectedValueOnce(new Error('away'));
    resolve(granted(2));
    await refresher.settled();
    expect(stage.logged('error').at(-1)).toMatchObject({ error: new Error('away') });
    expect(stage.logged('error')).toHaveLength(2);
  });
});
