import type { DpopNonces } from '../../okta/oauth/dpop-nonces.js';
import { createOAuthAuthorizer } from '../../okta/oauth/oauth-authorizer.js';
import type { OAuthClient, TokenResult, TokenSet } from '../../okta/oauth/oauth-client.js';
import type { OAuthTokenClient } from '../../okta/oauth/oauth-token-client.js';
import type { Authorizer } from '../../okta/okta-request.js';
import { apiTokenAuthorizer } from '../api-token.js';
import { secretOf, oauthSettingsOf } from '../connection-auth.js';
import { oauthClientOf, type Registered } from '../oauth-registration.js';

/** What a deleted connection could do, to be used for one last thing. Sealed wherever it is kept. */
export interface LastCredentials {
  connection: Registered;
  secrets: [field: string, plaintext: string][];
  /** Of a connection by consent. */
  refreshToken: string | undefined;
}

export interface LastAuthorityParts {
  tokens: Pick<OAuthTokenClient, 'refresh' | 'clientCredentials'>;
  nonces: DpopNonces;
  /** Keeps the refresh token that came in the place of the one that was used; before the access token is used. */
  keep: (refreshToken: string) => Promise<void>;
}

/** The app of a deleted connection by consent, for the revocation of its refresh token. */
export const lastClientOf = ({ connection, secrets }: LastCredentials): OAuthClient =>
  oauthClientOf(connection, new Map(secrets));

/**
 * Authorizes calls without the connection, whose tokens nobody keeps any more.
 * @throws ConnectorError whatever became of the token request
 */
export async function lastAuthority(last: LastCredentials, parts: LastAuthorityParts): Promise<Authorizer> {
  const secrets = new Map(last.secrets);
  if (last.connection.authType === 'apiToken') return apiTokenAuthorizer(secretOf(secrets, 'apiToken'));
  const client = lastClientOf(last);
  const { accessToken: token, tokenType } = await tokensOf(last, client, parts);
  return createOAuthAuthorizer({
    getToken: async () => ({ token, tokenType }),
    dpopKey: client.dpop.key,
    nonces: parts.nonces.of(client.org.origin, client.clientId),
  });
}

async function tokensOf(
  last: LastCredentials,
  client: OAuthClient,
  { tokens, keep }: LastAuthorityParts,
): Promise<TokenSet> {
  const { refreshToken, connection } = last;
  const result: TokenResult =
    refreshToken === undefined
      ? await tokens.clientCredentials(client, oauthSettingsOf(connection).scopesRequested)
      : await tokens.refresh(client, refreshToken);
  if (result.kind === 'failure') throw result.error;
  const next = result.tokens.refreshToken;
  if (next !== undefined && next !== refreshToken) await keep(next);
  return result.tokens;
}
