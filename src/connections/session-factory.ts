import { Injectable } from '@nestjs/common';
import { DpopNonces } from '../okta/oauth/dpop-nonces.js';
import { createOAuthAuthorizer } from '../okta/oauth/oauth-authorizer.js';
import type { Authorizer } from '../okta/okta-request.js';
import { AccessTokens } from '../tokens/oauth/access-tokens.service.js';
import { apiTokenAuthorizer } from './api-token.js';
import { oauthSettingsOf, secretOf, type ConnectionSecrets } from './connection-auth.js';
import { orgOf } from './connection-org.js';
import type { Connection } from './connection.entity.js';
import { oauthClientOf } from './oauth-registration.js';
import type { OktaSession } from './okta-session.js';
import { TokenSources } from './token-sources.js';
import type { UsageAccount } from '../okta/limits/usage-account.js';

/** Makes of a connection and its secrets what can act on the org. */
@Injectable()
export class SessionFactory {
  constructor(
    private readonly sources: TokenSources,
    private readonly tokens: AccessTokens,
    private readonly nonces: DpopNonces,
  ) {}

  /** @throws ConnectorError `connection_not_ready` where credentials are missing */
  open(connection: Connection, secrets: ConnectionSecrets): OktaSession {
    const { tenantId, id: connectionId, version, readOnly, authType } = connection;
    const oauth = authType !== 'apiToken';
    const token = () => apiTokenAuthorizer(secretOf(secrets, 'apiToken'));
    const authorizer = oauth ? this.#oauth(connection, secrets) : token();
    return {
      tenantId,
      connectionId,
      version,
      readOnly,
      org: orgOf(connection),
      authorizer: { ...authorizer, usage: usageOf(connection) },
      grantedScopes: oauth ? new Set(oauthSettingsOf(connection).scopesGranted) : undefined,
    };
  }

  #oauth(connection: Connection, secrets: ConnectionSecrets): Authorizer {
    const source = this.sources.of(connection, secrets);
    const { org, clientId, dpop } = oauthClientOf(connection, secrets);
    return createOAuthAuthorizer({
      getToken: () => this.tokens.get(source),
      replaceToken: (refused) => this.tokens.replace(source, refused),
      dpopKey: dpop.key,
      nonces: this.nonces.of(org.origin, clientId),
    });
  }
}

/** Okta counts for each app by itself, and for each API token, of which a connection has one of its own. */
function usageOf(connection: Connection): UsageAccount {
  const { tenantId, id: connectionId, rateLimitShare: share, authType } = connection;
  const principal =
    authType === 'apiToken' ? `connection ${tenantId} ${connectionId}` : `app ${oauthSettingsOf(connection).clientId}`;
  return { tenantId, connectionId, principal, share };
}
