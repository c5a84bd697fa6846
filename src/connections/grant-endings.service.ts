import { Injectable } from '@nestjs/common';
import type { TenantId } from '../core/tenant-id.js';
import { AccessTokens } from '../tokens/oauth/access-tokens.service.js';
import { ConnectionStore } from './connection-store.js';
import { oauthClientOf } from './oauth-registration.js';
import { Revocations } from './upkeep/revocations.service.js';

/** Ends at Okta what was granted to a connection that is deleted. */
@Injectable()
export class GrantEndings {
  constructor(
    private readonly store: ConnectionStore,
    private readonly tokens: AccessTokens,
    private readonly revocations: Revocations,
  ) {}

  /**
   * Writes the revocation of the refresh token down, in the transaction that deletes the connection.
   * @returns the revocation's id; undefined where there is nothing to revoke
   * @throws ConnectorError `not_found`
   */
  async schedule(tenant: TenantId, connectionId: string): Promise<string | undefined> {
    const { connection, secrets } = await this.store.getWithSecrets(tenant, connectionId);
    if (connection.authType !== 'authorizationCode') return undefined;
    const refreshToken = await this.tokens.takeRefreshToken(tenant, connectionId);
    if (refreshToken === undefined) return undefined;
    return this.revocations.schedule(tenant, connectionId, {
      client: oauthClientOf(connection, secrets),
      refreshToken,
    });
  }

  /** Revokes at once; what does not succeed goes on in the background. */
  async finish(tenant: TenantId, connectionId: string, revocation: string | undefined): Promise<void> {
    this.tokens.forget(tenant, connectionId);
    if (revocation !== undefined) await this.revocations.attempt(tenant, revocation);
  }
}
