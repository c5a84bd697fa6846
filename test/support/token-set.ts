import type { TokenSet } from '../../src/okta/oauth/oauth-client.js';

/** Tokens number `n` of a family whose refresh token rotates. */
export const tokenSet = (n: number, changes: Partial<TokenSet> = {}): TokenSet => ({
  accessToken: `access-${n}`,
  tokenType: 'Bearer',
  expiresInSeconds: 3_600,
  scopes: ['okta.users.read'],
  refreshToken: `refresh-${n}`,
  idToken: undefined,
  ...changes,
});
