import { jest } from '@jest/globals';
import { ConnectorError } from '../../../../src/core/errors.js';
import { AccessTokens } from '../../../../src/tokens/oauth/access-tokens.service.js';
import type { DueTokens } from '../../../../src/tokens/oauth/due-tokens.repository.js';
import type { OAuthTokenRepository, StoredToken } from '../../../../src/tokens/oauth/oauth-token.repository.js';
import { DEFAULT_TIMING, type RefreshTiming } from '../../../../src/tokens/oauth/refresh-timing.js';
import type { PursuitEnd, TokenPursuit, Wanted } from '../../../../src/tokens/oauth/token-pursuit.js';
import type { TokenRefresher } from '../../../../src/tokens/oauth/token-refresher.js';
import { FakeDatabase, listenToLog } from '../../fake-database.ts';
import { sourceOf } from './refresh-stage.ts';

export const source = sourceOf([]);
export const boom = new ConnectorError('okta_timeout', 'no answer');
export const satisfied = (row: StoredToken, refreshed = false): PursuitEnd => ({
  kind: 'satisfied',
  stored: row,
  refreshed,
});

/** A search that the test brings to its end. */
interface Search {
  connectionId: string;
  wanted: Wanted;
  end: (end: PursuitEnd) => void;
  fail: (error: unknown) => void;
}

/** Everything that is under way goes on as far as it can. */
export const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Access tokens of a process whose searches the test ends. */
export class AccessTokensStage {
  readonly database = new FakeDatabase();
  readonly lines = listenToLog();
  searches: Search[] = [];
  readonly repository = {
    begin: jest.fn<OAuthTokenRepository['begin']>(),
    discard: jest.fn<OAuthTokenRepository['discard']>(),
    state: jest.fn<OAuthTokenRepository['state']>(),
    takeRefreshToken: jest.fn<OAuthTokenRepository['takeRefreshToken']>(),
  };
  readonly settle = jest.fn<DueTokens['settle']>();
  readonly settled = jest.fn<TokenRefresher['settled']>();
  tokens = this.build();

  constructor() {
    jest.spyOn(Math, 'random').mockReturnValue(0);
  }

  build(timing: Partial<RefreshTiming> = {}): AccessTokens {
    const pursue: TokenPursuit['pursue'] = ({ connectionId }, wanted) => {
      const { promise, resolve, reject } = Promise.withResolvers<PursuitEnd>();
      this.searches.push({ connectionId, wanted, end: resolve, fail: reject });
      return promise;
    };
    return new AccessTokens(
      this.database.asDatabase(),
      { pursue } as unknown as TokenPursuit,
      { settled: this.settled } as unknown as TokenRefresher,
      this.repository as unknown as OAuthTokenRepository,
      { settle: this.settle } as unknown as DueTokens,
      { ...DEFAULT_TIMING, ...timing },
    );
  }

  at(index: number): Search {
    const search = this.searches[index];
    if (!search) throw new Error(`There is no search ${index}`);
    return search;
  }

  /** Ends a search as a pursuit does: what was read is shown first. */
  async finish(index: number, row: StoredToken, refreshed = false): Promise<void> {
    this.at(index).wanted.seen(row);
    this.at(index).end(satisfied(row, refreshed));
    await turn();
  }

  /** Puts a token into the process's memory. */
  async remember(row: StoredToken): Promise<void> {
    const got = this.tokens.get(source);
    await this.finish(this.searches.length - 1, row);
    await got.catch(() => undefined);
    this.searches = [];
  }

  async strike(): Promise<void> {
    jest.restoreAllMocks();
    for (const { fail } of this.searches) fail(boom);
    await this.tokens.onModuleDestroy();
  }
}
