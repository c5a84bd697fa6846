import { Injectable } from '@nestjs/common';
import type { TenantId } from '../core/tenant-id.js';
import { AccessTokens } from '../tokens/oauth/access-tokens.service.js';
import type { ConnectionSecrets } from './connection-auth.js';
import { ConnectionStore } from './connection-store.js';
import type { Connection } from './connection.entity.js';
import { oauthClientOf } from './oauth-registration.js';
import { HookRemovals } from './upkeep/hook-removals.service.js';
import { Revocations } from './upkeep/revocations.service.js';

/** What is left to do at Okta, under the id that it was written down with. */
export type Ending = { kind: 'revocation' | 'hookRemoval'; id: string } | undefined;

interface Leaving {
  connection: Connection;
  secrets: ConnectionSecrets;
  refreshToken: string | undefined;
}

/** Ends at Okta what was granted to a connection that is deleted, and removes what it left there. */
@Injectable()
export class GrantEndings {
  constructor(
    private readonly store: ConnectionStore,
    private readonly tokens: AccessTokens,
    private readonly revocations: Revocations,
    private readonly hookRemovals: HookRemovals,
  ) {}

  /**
   * Writes the removal of the connection's event hooks and the revocation of its refresh token down, in this order and in
   * the transaction that deletes the connection.
   * @throws ConnectorError `not_found`
   */
  async schedule(tenant: TenantId, connectionId: string): Promise<Ending> {
    const leaving = await this.#leaving(tenant, connectionId);
    const hookIds = await this.hookRemovals.hooksOf(tenant, connectionId);
    if (hookIds.length === 0) return this.#revocation(tenant, leaving);
    const { connection, secrets, refreshToken } = leaving;
    const { origin, customDomain, authType, auth } = connection;
    const id = await this.hookRemovals.schedule(tenant, connectionId, {
      connection: { origin, customDomain, authType, auth },
      secrets: [...secrets],
      refreshToken,
      hookIds,
    });
    return { kind: 'hookRemoval', id };
  }

  /** For a connection that stays and is about to become another app's: its tokens go, its event hooks stay. */
  async abandon(tenant: TenantId, connectionId: string): Promise<Ending> {
    const ending = await this.#revocation(tenant, await this.#leaving(tenant, connectionId));
    await this.tokens.discard(tenant, connectionId);
    return ending;
  }

  /** Does it at once; what does not succeed goes on in the background. */
  async finish(tenant: TenantId, connectionId: string, ending: Ending): Promise<void> {
    this.tokens.forget(tenant, connectionId);
    if (ending?.kind === 'revocation') await this.revocations.attempt(tenant, ending.id);
    if (ending?.kind === 'hookRemoval') await this.hookRemovals.attempt(tenant, ending.id);
  }

  async #leaving(tenant: TenantId, connectionId: string): Promise<Leaving> {
    const { connection, secrets } = await this.store.getWithSecrets(tenant, connectionId);
    const byConsent = connection.authType === 'authorizationCode';
    const refreshToken = byConsent ? await this.tokens.takeRefreshToken(tenant, connectionId) : undefined;
    return { connection, secrets, refreshToken };
  }

  async #revocation(tenant: TenantId, { connection, secrets, refreshToken }: Leaving): Promise<Ending> {
    if (refreshToken === undefined) return undefined;
    const client = oauthClientOf(connection, secrets);
    return { kind: 'revocation', id: await this.revocations.schedule(tenant, connection.id, { client, refreshToken }) };
  }
}
