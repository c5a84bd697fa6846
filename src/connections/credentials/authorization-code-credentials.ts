import { Injectable } from '@nestjs/common';
import { ConnectorError } from '../../core/errors.js';
import { generateDpopKey } from '../../okta/dpop-key.js';
import { DEFAULT_SCOPES, isKnownScope } from '../../okta/requested-scopes.js';
import { newOAuthSettings } from '../connection-auth.js';
import type { AuthorizationCodeAuth } from '../connection.schema.js';
import { ReturnUrls } from '../consent/return-urls.js';
import type { PreparedCredentials } from './prepared-credentials.js';

@Injectable()
export class AuthorizationCodeCredentials {
  constructor(private readonly returnUrls: ReturnUrls) {}

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
