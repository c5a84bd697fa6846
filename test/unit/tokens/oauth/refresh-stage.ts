import { jest } from '@jest/globals';
import { ConnectorError, type ErrorCode } from '../../../../src/core/errors.js';
import type { TokenFailure, TokenResult, TokenSet } from '../../../../src/okta/oauth/oauth-client.js';
import type { TokenSource } from '../../../../src/tokens/oauth/access-token.js';
import type { StoredToken } from '../../../../src/tokens/oauth/oauth-token.repository.js';
import type { RefreshLease } from '../../../../src/tokens/oauth/refresh-lease.repository.js';
import { tokenSet } from '../../../support/token-set.ts';
import { acme } from '../../fake-database.ts';

export const granted = (n: number, changes: Partial<TokenSet> = {}): TokenResult => ({
  kind: 'tokens',
  tokens: tokenSet(n, changes),
});

export const failed = (failure: TokenFailure, code: ErrorCode, retryAfterSeconds?: number): TokenResult => ({
  kind: 'failure',
  failure,
  error: new ConnectorError(code, failure, retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
});

/** A source that gives these answers, one for each request. */
export function sourceOf(
  answers: (TokenResult | Promise<TokenResult>)[],
  grant: TokenSource['grant'] = 'refreshToken',
) {
  const request = jest.fn<TokenSource['request']>(async () => {
    const answer = answers.shift();
    if (!answer) throw new Error('No further request was expected');
    return answer;
  });
  return { tenantId: acme, connectionId: 'con_1', grant, request };
}

export const lease = (changes: Partial<RefreshLease> = {}): RefreshLease => ({
  connectionId: 'con_1',
  version: 7,
  epoch: 3,
  earlier: [],
  spareOf: undefined,
  refreshToken: 'refresh-1',
  ...changes,
});

export const stored = (version: number, changes: Partial<StoredToken> = {}): StoredToken => ({
  version,
  token: { token: `access-${version}`, tokenType: 'Bearer', scopes: [], expiresAt: new Date(0), version },
  lifeMs: 3_600_000,
  validMs: 3_600_000,
  refreshInMs: 3_000_000,
  leaseMs: 0,
  cooldownMs: 0,
  failureCode: undefined,
  reauthorizationReason: undefined,
  dueInMs: 3_000_000,
  dueRank: 1,
  ...changes,
});
