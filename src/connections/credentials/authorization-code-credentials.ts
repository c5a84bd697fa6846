import { Injectable } from '@nestjs/common';
import { ConnectorError } from '../../core/errors.js';
import { generateDpopKey } from '../../okta/dpop-key.js';
import type { OAuthClient } from '../../okta/oauth/oauth-client.js';
import { OAuthTokenClient } from '../../okta/oauth/oauth-token-client.js';
import { DEFAULT_SCOPES, isKnownScope } from '../../okta/requested-scopes.js';
import { newOAuthSettings } from '../connection-auth.js';
import type { AuthorizationCodeAuth } from '../connection.schema.js';
import { ReturnUrls } from '../consent/return-urls.js';
import type { PreparedCredentials } from './prepared-credentials.js';

@Injectable()
export class AuthorizationCodeCredentials {
  constructor(
    private readonly returnUrls: ReturnUrls,
    private readonly tokens: OAuthTokenClient,
  ) {}

  /** Nothing can be tested before a person consents, but for scopes that Okta does not have. */
  async prepare(auth: AuthorizationCodeAuth): Promise<PreparedCredentials> {
    const { clientId, clientSecret, dpop, scopes = [...DEFAULT_SCOPES], returnUrl = null } = auth;
    assertKnownScopes(scopes);
    if (returnUrl !== null) this.returnUrls.assertAllowed(returnUrl);
    return {
      authType: 'authorizationCode',
      settings: newOAuthSettings({ clientId, dpop, scopesRequested: scopes, returnUrl }),
      secrets: { clientSecret, dpopKey: JSON.stringify(await generateDpopKey()) },
      status: 'pending',
      tokens: undefined,
    };
  }

  /**
   * Tries another secret, or another app, without a person: revoking a token that does not exist is answered with 200
   * to the right secret and with 401 to a wrong one (RFC 7009, section 2.2).
   * @throws ConnectorError `invalid_credentials`, `okta_unavailable`
   */
  async accept(client: OAuthClient): Promise<void> {
    const outcome = await this.tokens.revoke(client, 'no-token-of-this-app');
    if (outcome === 'revoked') return;
    if (outcome === 'unreachable') {
      throw new ConnectorError('okta_unavailable', 'The credentials could not be tried at Okta. Try again.');
    }
    throw new ConnectorError('invalid_credentials', 'Okta does not accept the client id with this secret.', {
      remedy: 'Copy the client id and the secret of the app once more (Applications > the app > General).',
      errors: [{ pointer: '/auth/clientSecret', message: 'is refused by Okta' }],
    });
  }
}

/** @throws ConnectorError `invalid_scope` with a pointer to each */
export function assertKnownScopes(scopes: readonly string[], pointer = '/auth/scopes'): void {
  const unknown = scopes.flatMap((scope, index) => (isKnownScope(scope) ? [] : [{ scope, index }]));
  if (unknown.length === 0) return;
  throw new ConnectorError('invalid_scope', `Okta has no scope ${unknown.map(({ scope }) => scope).join(', ')}.`, {
    remedy: 'GET /v1/scopes lists the scopes.',
    errors: unknown.map(({ index }) => ({ pointer: `${pointer}/${index}`, message: 'is not a scope of Okta' })),
  });
}
