import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { ConnectorError } from '../../../../src/core/errors.js';
import type { TokenSource } from '../../../../src/tokens/oauth/access-token.js';
import type { OAuthTokenRepository, StoredToken } from '../../../../src/tokens/oauth/oauth-token.repository.js';
import { DEFAULT_TIMING, type RefreshTiming } from '../../../../src/tokens/oauth/refresh-timing.js';
import { DUE_RANK } from '../../../../src/tokens/oauth/token-fields.js';
import type { Wanted } from '../../../../src/tokens/oauth/token-pursuit.js';
import type { AttemptEnd, TokenRefresher } from '../../../../src/tokens/oauth/token-refresher.js';
import { acme, FakeDatabase } from '../../fake-database.ts';
import { fakePauses, realPauses, waited } from './fake-pauses.ts';
import { sourceOf, stored } from './refresh-stage.ts';

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
const markUsed = jest.fn<OAuthTokenRepository['markUsed']>();
const attempt = jest.fn<TokenRefresher['attempt']>();

beforeEach(() => {
  database = new FakeDatabase();
  [rows, ends] = [[], []];
  fakePauses();
  jest.spyOn(Math, 'random').mockReturnValue(0);
  find.mockReset().mockImplementation(async () => {
    expect(database.open).toEqual([acme]);
    return rows.shift();
  });
  markUsed.mockReset().mockImplementation(async () => {
    expect(database.open).toEqual([acme]);
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
  satisfied: never,
  patience: 'wait' as const,
  purpose: 'use' as const,
  seen: jest.fn<Wanted['seen']>(),
  comeBack: jest.fn<Wanted['comeBack']>(),
  ...changes,
});

function pursue(
  wanted: Wanted,
  { from = source, timing = {} }: { from?: TokenSource; timing?: Partial<RefreshTiming> } = {},
) {
  const tokens = { find, markUsed } as unknown as OAuthTokenRepository;
  const refresher = { attempt } as unknown as TokenRefresher;
  return new TokenPursuit(database.asDatabase(), tokens, refresher, { ...DEFAULT_TIMING, ...timing }).pursue(
    from,
    wanted,
  );
}

describe('what is stored', () => {
  test('will do where it is what is wanted, and is shown', async () => {
    rows = [stored(3)];
    const wanted = wanting({ satisfied: ({ version }) => version === 3 });
    await expect(pursue(wanted)).resolves.toEqual({ kind: 'satisfied', stored: stored(3), refreshed: false });
    expect(wanted.seen.mock.calls).toEqual([[stored(3)]]);
    expect(attempt).not.toHaveBeenCalled();
    expect(find).toHaveBeenCalledWith(acme, 'con_1');
  });

  test('is replaced where it is not, and what came just now will do whatever its life', async () => {
    rows = [stored(3), stored(4)];
    ends = [{ kind: 'stored' }];
    const wanted = wanting();
    await expect(pursue(wanted)).resolves.toEqual({ kind: 'satisfied', stored: stored(4), refreshed: true });
    expect(attempt.mock.calls).toEqual([[source, { version: 3, purpose: 'use' }]]);
    expect(wanted.seen).toHaveBeenCalledTimes(2);
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
    expect(attempt).not.toHaveBeenCalled();
  });

  test('need not be anything without a refresh token', async () => {
    rows = [undefined, stored(1)];
    ends = [{ kind: 'stored' }];
    const wanted = wanting({ purpose: 'upkeep' });
    await expect(pursue(wanted, { from: withoutRefreshToken })).resolves.toMatchObject({ stored: { version: 1 } });
    expect(attempt.mock.calls).toEqual([[withoutRefreshToken, { version: 0, purpose: 'upkeep' }]]);
    expect(wanted.seen).toHaveBeenCalledTimes(1);
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
    rows = [stored(3), stored(3), stored(4)];
    ends = [{ kind: 'again', afterMs: 250 }, { kind: 'stored' }];
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
    expect(attempt).not.toHaveBeenCalled();
  });
});

describe('while another process has the lease', () => {
  const held = stored(3, { leaseMs: 2_500 });

  test('no attempt is made, and the row is looked at again, ever more rarely', async () => {
    rows = [...Array.from({ length: 6 }, () => held), stored(4)];
    await pursue(wanting({ satisfied: ({ version }) => version === 4 }));
    expect(waited.pauses).toEqual([20, 40, 80, 160, 200, 200]);
    expect(attempt).not.toHaveBeenCalled();
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
    ends = [{ kind: 'busy' }];
    await pursue(wanting({ satisfied: ({ version }) => version === 4 }));
    expect(waited.pauses).toEqual([20]);
  });

  test('the wait has an end, which is told with the time that the lease has left', async () => {
    const now = jest.spyOn(performance, 'now').mockReturnValue(0);
    rows = [held, held];
    now.mockReturnValueOnce(0).mockReturnValueOnce(60).mockReturnValueOnce(60.1);
    await expect(pursue(wanting(), { timing: { waitMs: 100 } })).rejects.toMatchObject({
      code: 'overloaded',
      details: { retryAfterSeconds: 3 },
    });
    // The first look ends right at the bound, and is waited for.
    expect(waited.pauses).toEqual([20]);
  });

  test('a row that went away meanwhile has no lease to wait for', async () => {
    jest.spyOn(performance, 'now').mockReturnValueOnce(0).mockReturnValue(1_000);
    rows = [undefined];
    ends = [{ kind: 'busy' }];
    await expect(pursue(wanting(), { from: withoutRefreshToken, timing: { waitMs: 100 } })).rejects.toMatchObject({
      details: { retryAfterSeconds: 1 },
    });
  });
});

describe('use', () => {
  const idle = { dueInMs: Infinity, dueRank: DUE_RANK.refresh };
  const keptAlive = { dueInMs: 1_000, dueRank: DUE_RANK.keepAlive };
  const ahead = { dueInMs: 1_000, dueRank: DUE_RANK.refresh };

  test.each<[string, Partial<StoredToken>, Wanted['purpose'], number]>([
    ['is noted of a token that nobody renews', idle, 'use', 1],
    ['is noted of a token that is kept alive only', keptAlive, 'use', 1],
    ['is known of a token that is renewed ahead', ahead, 'use', 0],
    ['is none where upkeep looks', idle, 'upkeep', 0],
    ['is none of a token that has ended', { ...idle, validMs: 0 }, 'use', 0],
  ])('%s', async (_, changes, purpose, times) => {
    rows = [stored(3, changes)];
    await pursue(wanting({ satisfied: () => true, purpose }));
    expect(markUsed.mock.calls).toEqual(Array.from({ length: times }, () => [acme, 'con_1', 3]));
  });
});
