import type { TokenEndpointResponse, TokenEndpointResponseHelpers } from 'openid-client';
import type { TokenSet } from './oauth-client.js';

/** Okta always says how long a token lives; without a word, it is used for five minutes. */
const UNKNOWN_LIFETIME_SECONDS = 300;

/** The tokens of an answer that openid-client has checked. Scopes that Okta does not name are those asked for. */
export function tokenSetOf(
  answer: TokenEndpointResponse & TokenEndpointResponseHelpers,
  requestedScopes: readonly string[],
): TokenSet {
  const claims = answer.claims();
  return {
    accessToken: answer.access_token,
    tokenType: answer.token_type === 'dpop' ? 'DPoP' : 'Bearer',
    expiresInSeconds: Math.max(0, Math.floor(answer.expires_in ?? UNKNOWN_LIFETIME_SECONDS)),
    scopes: answer.scope?.split(' ').filter(Boolean) ?? [...requestedScopes],
    refreshToken: answer.refresh_token,
    idToken: claims && { iss: claims.iss, sub: claims.sub },
  };
}
