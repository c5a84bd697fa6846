import { Injectable } from '@nestjs/common';
import type { TenantId } from '../core/tenant-id.js';
import type { TokenSet } from '../okta/oauth/oauth-client.js';
import { AccessTokens } from '../tokens/oauth/access-tokens.service.js';
import { oauthSettingsOf } from './connection-auth.js';
import { ConnectionStore } from './connection-store.js';
import type { Connection } from './connection.entity.js';

interface GrantContext {
  /** On whose behalf, for the audit trail. */
  actor: string;
  /** What was asked for, where that may differ from what the connection asked for before. */
  scopesRequested?: readonly string[];
}

/** Takes what Okta has granted to a connection. */
@Injectable()
export class Grants {
  constructor(
    private readonly store: ConnectionStore,
    private readonly tokens: AccessTokens,
  ) {}

  /**
   * Stores the first tokens of a consent or of new credentials, with the scopes that were granted, and makes the
   * connection active. One transaction: a connection is never active without its tokens. A disabled one stays so.
   */
  async accept(
    tenant: TenantId,
    connectionId: string,
    tokens: TokenSet,
    { actor, scopesRequested }: GrantContext,
  ): Promise<Connection> {
    return this.store.transaction(tenant, async () => {
      const connection = await this.store.change(tenant, connectionId, {
        entry: { actor, action: 'connection.authorized', detail: { scopesGranted: tokens.scopes } },
        changes: (current) => granted(current, { tokens, scopesRequested }),
      });
      await this.tokens.begin(tenant, connectionId, tokens, { consentedAt: new Date() });
      return connection;
    });
  }
}

function granted(
  current: Connection,
  { tokens, scopesRequested }: { tokens: TokenSet; scopesRequested: readonly string[] | undefined },
): Partial<Connection> {
  return {
    auth: {
      ...oauthSettingsOf(current),
      ...(scopesRequested && { scopesRequested: [...scopesRequested] }),
      scopesGranted: tokens.scopes,
      dpopBound: tokens.tokenType === 'DPoP',
    },
    lastVerifiedAt: new Date(),
    ...(current.status !== 'disabled' && { status: 'active', statusReason: null }),
  };
}
