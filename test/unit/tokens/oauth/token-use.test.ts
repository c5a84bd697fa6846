import { expect, jest, test, describe } from '@jest/globals';
import type { OAuthTokenRepository, StoredToken } from '../../../../src/tokens/oauth/oauth-token.repository.js';
import { DEFAULT_TIMING } from '../../../../src/tokens/oauth/refresh-timing.js';
import { DUE_RANK } from '../../../../src/tokens/oauth/token-fields.js';
import { TokenPursuit, type Wanted } from '../../../../src/tokens/oauth/token-pursuit.js';
import type { TokenRefresher } from '../../../../src/tokens/oauth/token-refresher.js';
import { acme, FakeDatabase } from '../../fake-database.ts';
import { sourceOf, stored } from './refresh-stage.ts';

const source = sourceOf([]);

/** Of which version it was noted that somebody wants it, when this is stored and will do. */
async function notedOf(row: StoredToken, purpose: Wanted['purpose']): Promise<unknown[]> {
  const database = new FakeDatabase();
  const markUsed = jest.fn<OAuthTokenRepository['markUsed']>(async () => expect(database.open).toEqual([acme]));
  const tokens = { find: async () => row, markUsed } as unknown as OAuthTokenRepository;
  const pursuit = new TokenPursuit(database.asDatabase(), tokens, {} as TokenRefresher, DEFAULT_TIMING);
  const told = { seen: () => undefined, comeBack: () => undefined };
  const wish = { source: async () => source, satisfied: () => true, patience: 'wait' } as const;
  await pursuit.pursue(source, { ...wish, ...told, purpose });
  return markUsed.mock.calls;
}

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
    const noted = Array.from({ length: times }, () => [acme, 'con_1', 3]);
    await expect(notedOf(stored(3, changes), purpose)).resolves.toEqual(noted);
  });
});
