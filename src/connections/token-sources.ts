import { Injectable } from '@nestjs/common';
import type { TenantId } from '../core/tenant-id.js';
import { OAuthTokenClient } from '../okta/oauth/oauth-token-client.js';
import type { TokenSource } from '../tokens/oauth/access-token.js';
import { oauthSettingsOf, type ConnectionSecrets } from './connection-auth.js';
import { ConnectionStore } from './connection-store.js';
import type { Connection } from './connection.entity.js';
import { oauthClientOf } from './oauth-registration.js';

/** How the next access token of a connection is got. */
@Injectable()
export class TokenSources {
  constructor(
    private readonly store: ConnectionStore,
    private readonly tokens: OAuthTokenClient,
  ) {}

  /** For an OAuth connection. */
  of(connection: Connection, secrets: ConnectionSecrets): TokenSource {
    const client = oauthClientOf(connection, secrets);
    const { scopesRequested } = oauthSettingsOf(connection);
    const grant = connection.authType === 'authorizationCode' ? 'refreshToken' : 'clientCredentials';
    return {
      tenantId: connection.tenantId,
      connectionId: connection.id,
      grant,
      request: (refreshToken, deadline) =>
        grant === 'refreshToken' && refreshToken !== undefined
          ? this.tokens.refresh(client, refreshToken, { deadline })
          : this.tokens.clientCredentials(client, scopesRequested, { deadline }),
    };
  }

  /** Undefined where the connection needs no tokens, or none now: it is an API token's, pending or disabled. */
  async load(tenant: TenantId, connectionId: string): Promise<TokenSource | undefined> {
    const { connection, secrets } = await this.store.getWithSecrets(tenant, connectionId);
    const needed =
      connection.authType !== 'apiToken' && connection.status !== 'disabled' && connection.status !== 'pending';
    return needed ? this.of(connection, secrets) : undefined;
  }
}
