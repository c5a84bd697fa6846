import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { ConnectorError } from '../../../../src/core/errors.js';
import type { TokenSource } from '../../../../src/tokens/oauth/access-token.js';
import type { OAuthTokenRepository, StoredToken } from '../../../../src/tokens/oauth/oauth-token.repository.js';
import { DEFAULT_TIMING, type RefreshTiming } from '../../../../src/tokens/oauth/refresh-timing.js';
import type { Wanted } from '../../../../src/tokens/oauth/token-pursuit.js';
import type { AttemptEnd, TokenRefresher } from '../../../../src/tokens/oauth/token-refresher.js';
import { acme, FakeDatabase } from '../../fake-database.ts';
import { fakePauses, realPauses, waited } from './fake-pauses.ts';
import { lease, sourceOf, stored } from './refresh-stage.ts';

fakePauses();
const { TokenPursuit } = await import('../../../../src/tokens/oauth/token-pursuit.js');
realPauses();

const source = sourceOf([]);
const withoutRefreshToken = sourceOf([], 'clientCredentials');
const boom = new ConnectorError('okta_timeout', 'no answer');

let database: FakeDatabase;
let rows: (StoredToken | undefined)[];
let ends: AttemptEnd[];
const find = jest.fn<OAuthTokenRepository['find']>();
const take = jest.fn<TokenRefresher['take']>();
const attempt = jest.fn<TokenRefresher['attempt']>();
const turn = { lease: lease(), deadline: 5_000 };

beforeEach(() => {
  database = new FakeDatabase();
  [rows, ends] = [[], []];
  fakePauses();
  jest.spyOn(Math, 'random').mockReturnValue(0);
  find.mockReset().mockImplementation(async () => {
    expect(database.open).toEqual([acme]);
    return rows.shift();
  });
  take.mockReset().mockImplementation(async () => {
    expect(database.open).toEqual([acme]);
    return turn;
  });
  attempt.mockReset().mockImplementation(async () => {
    expect(database.open).toEqual([]);
    const end = ends.shift();
    if (!end) throw new Error('No further attempt was expected');
    return end;
  });
});
afterEach(() => {
  realPauses();
  jest.restoreAllMocks();
});

const never = () => false;
const wanting = (changes: Partial<Omit<Wanted, 'seen' | 'comeBack'>> = {}) => ({
  source: async (): Promise<TokenSource | undefined> => source,
  satisfied: never,
  patience: 'wait' as const,
  purpose: 'use' as const,
  seen: jest.fn<Wanted['seen']>(),
  comeBack: jest.fn<Wanted['comeBack']>(),
  ...changes,
});

function pursue(wanted: Wanted, timing: Partial<RefreshTiming> = {}) {
  const tokens = { find, markUsed: async () => undefined } as unknown as OAuthTokenRepository;
  const refresher = { take, attempt } as unknown as TokenRefresher;
  const pursuit = new TokenPursuit(database.asDatabase(), tokens, refresher, { ...DEFAULT_TIMING, ...timing });
  return pursuit.pursue({ tenantId: acme, connectionId: 'con_1' }, wanted);
}

describe('what is stored', () => {
  test('will do where it is what is wanted, and is shown', async () => {
    rows = [stored(3)];
    const wanted = wanting({ satisfied: ({ version }) => version === 3 });
    await expect(pursue(wanted)).resolves.toEqual({ kind: 'satisfied', stored: stored(3), refreshed: false });
    expect(wanted.seen.mock.calls).toEqual([[stored(3)]]);
    expect(take).not.toHaveBeenCalled();
    expect(find).toHaveBeenCalledWith(acme, 'con_1');
  });

  test('is replaced where it is not, and what came just now will do whatever its life', async () => {
    rows = [stored(3)];
    ends = [{ kind: 'stored', stored: stored(4) }];
    const wanted = wanting();
    await expect(pursue(wanted)).resolves.toEqual({ kind: 'satisfied', stored: stored(4), refreshed: true });
    expect(take.mock.calls).toEqual([[source, 3]]);
    expect(attempt.mock.calls).toEqual([[source, turn, 'use']]);
    expect(wanted.seen.mock.calls).toEqual([[stored(3)], [stored(4)]]);
  });

  test('of another process will do, and was not refreshed here', async () => {
    rows = [stored(3), stored(4)];
    ends = [{ kind: 'superseded' }];
    await expect(pursue(wanting({ satisfied: ({ version }) => version > 3 }))).resolves.toMatchObject({
      stored: { version: 4 },
      refreshed: false,
    });
  });

  test('is nothing before the consent', async () => {
    rows = [undefined];
    await expect(pursue(wanting())).rejects.toMatchObject({ code: 'connection_not_ready' });
    expect(take).not.toHaveBeenCalled();
  });

  test('need not be anything without a refresh token', async () => {
    rows = [undefined];
    ends = [{ kind: 'stored', stored: stored(1) }];
    const wanted = wanting({ purpose: 'upkeep', source: async () => withoutRefreshToken });
    await expect(pursue(wanted)).resolves.toMatchObject({ stored: { version: 1 } });
    expect(take.mock.calls).toEqual([[withoutRefreshToken, 0]]);
    expect(attempt.mock.calls).toEqual([[withoutRefreshToken, turn, 'upkeep']]);
    expect(wanted.seen).toHaveBeenCalledTimes(1);
  });

  test('and its source are read where the lease is taken, in one transaction', async () => {
    rows = [stored(3)];
    ends = [{ kind: 'stored', stored: stored(4) }];
    const transaction = jest.spyOn(database, 'transaction');
    const wanted = wanting({
      source: async () => {
        expect(database.open).toEqual([acme]);
        return source;
      },
    });
    await pursue(wanted);
    expect(transaction).toHaveBeenCalledTimes(1);
  });

  test('does not matter where no token is wanted', async () => {
    await expect(pursue(wanting({ source: async () => undefined }))).resolves.toEqual({ kind: 'unwanted' });
    expect(find).not.toHaveBeenCalled();
    expect(take).not.toHaveBeenCalled();
  });
});

describe('a verdict', () => {
  test('that stands ends the search', async () => {
    rows = [stored(3, { reauthorizationReason: 'revoked' })];
    const end = await pursue(wanting({ satisfied: () => true }));
    expect(end).toEqual({ kind: 'reauthorizationRequired', reason: 'revoked', decidedNow: false });
  });

  test('that another process found while this one waited is not its own', async () => {
    rows = [stored(3, { leaseMs: 100 }), stored(3, { reauthorizationReason: 'revoked' })];
    await expect(pursue(wanting())).resolves.toMatchObject({ decidedNow: false });
  });

  test('that was found just now is told apart', async () => {
    rows = [stored(3), stored(3, { reauthorizationReason: 'rotation_lost' })];
    ends = [{ kind: 'gaveUp', reason: 'rotation_lost' }];
    const end = await pursue(wanting());
    expect(end).toEqual({ kind: 'reauthorizationRequired', reason: 'rotation_lost', decidedNow: true });
  });
});

describe('a failed attempt', () => {
  test('ends the search with its error', async () => {
    rows = [stored(3)];
    ends = [{ kind: 'failed', error: boom }];
    const wanted = wanting();
    await expect(pursue(wanted)).rejects.toBe(boom);
    expect(wanted.comeBack).not.toHaveBeenCalled();
  });

  test('after which a token may be lost makes the process come back', async () => {
    rows = [stored(3)];
    ends = [{ kind: 'failed', error: boom, comeBackMs: 700 }];
    const wanted = wanting();
    await expect(pursue(wanted)).rejects.toBe(boom);
    expect(wanted.comeBack.mock.calls).toEqual([[700]]);
  });

  test('that may be repeated is, after the pause', async () => {
    rows = [stored(3), stored(3)];
    ends = [
      { kind: 'again', afterMs: 250 },
      { kind: 'stored', stored: stored(4) },
    ];
    await expect(pursue(wanting())).resolves.toMatchObject({ stored: { version: 4 } });
    expect(waited.pauses).toEqual([250]);
  });

  test('of before is told while nobody may try, unless nobody waits', async () => {
    rows = [stored(3, { cooldownMs: 1_500, failureCode: 'okta_rate_limited' })];
    await expect(pursue(wanting())).rejects.toMatchObject({
      code: 'okta_rate_limited',
      details: { retryAfterSeconds: 2 },
    });
    rows = [stored(3, { cooldownMs: 1_500 })];
    await expect(pursue(wanting({ patience: 'leave' }))).resolves.toEqual({ kind: 'busy' });
    expect(take).not.toHaveBeenCalled();
  });
});

describe('while another process has the lease', () => {
  const held = stored(3, { leaseMs: 2_500 });

  test('no attempt is made, and the row is looked at again, ever more rarely', async () => {
    rows = [...Array.from({ length: 6 }, () => held), stored(4)];
    await pursue(wanting({ satisfied: ({ version }) => version === 4 }));
    expect(waited.pauses).toEqual([20, 40, 80, 160, 200, 200]);
    expect(take).not.toHaveBeenCalled();
  });

  test('the looks of several are spread', async () => {
    jest.spyOn(Math, 'random').mockReturnValue(0.5);
    rows = [held, stored(4)];
    await pursue(wanting({ satisfied: ({ version }) => version === 4 }));
    expect(waited.pauses).toEqual([30]);
  });

  test('who does not wait leaves', async () => {
    rows = [held];
    await expect(pursue(wanting({ patience: 'leave' }))).resolves.toEqual({ kind: 'busy' });
    expect(waited.pauses).toEqual([]);
  });

  test('a lease that was taken meanwhile is waited for in the same way', async () => {
    rows = [stored(3), stored(4)];
    take.mockResolvedValueOnce(undefined);
    await pursue(wanting({ satisfied: ({ version }) => version === 4 }));
    expect(waited.pauses).toEqual([20]);
  });

  test('the wait has an end, which is told with the time that the lease has left', async () => {
    const now = jest.spyOn(performance, 'now').mockReturnValue(0);
    rows = [held, held];
    now.mockReturnValueOnce(0).mockReturnValueOnce(60).mockReturnValueOnce(60.1);
    await expect(pursue(wanting(), { waitMs: 100 })).rejects.toMatchObject({
      code: 'overloaded',
      details: { retryAfterSeconds: 3 },
    });
    // The first look ends right at the bound, and is waited for.
    expect(waited.pauses).toEqual([20]);
  });

  test('a row that went away meanwhile has no lease to wait for', async () => {
    jest.spyOn(performance, 'now').mockReturnValueOnce(0).mockReturnValue(1_000);
    rows = [undefined];
    take.mockResolvedValueOnce(undefined);
    const wanted = wanting({ source: async () => withoutRefreshToken });
    await expect(pursue(wanted, { waitMs: 100 })).rejects.toMatchObject({ details: { retryAfterSeconds: 1 } });
  });
});
