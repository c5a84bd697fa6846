import { Injectable, Logger } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail.js';
import { TenantDatabase } from '../core/database/tenant-transaction.js';
import { ConnectorError } from '../core/errors.js';
import type { TenantId } from '../core/tenant-id.js';
import { ConnectionSecretsRepository } from '../tokens/connection-secrets.repository.js';
import { API_TOKEN_FIELD, authorizeWithApiToken } from './api-token.js';
import { ConnectionCache } from './connection-cache.js';
import { orgOf } from './connection-org.js';
import type { Connection } from './connection.entity.js';
import { ConnectionsRepository } from './connections.repository.js';
import { noConnection } from './no-connection.js';
import type { OktaSession } from './okta-session.js';

/** Opens connections for actions, and learns from what Okta answers them. */
@Injectable()
export class ConnectionAccess {
  readonly #logger = new Logger(ConnectionAccess.name);

  constructor(
    private readonly database: TenantDatabase,
    private readonly connections: ConnectionsRepository,
    private readonly secrets: ConnectionSecretsRepository,
    private readonly cache: ConnectionCache,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * The connection, ready to act. Warm, it costs no database round trip.
   * @throws ConnectorError `not_found`, `connection_not_ready`, `reauthorization_required`
   */
  open(tenant: TenantId, connectionId: string): Promise<OktaSession> {
    return this.cache.open(tenant, connectionId, () => this.#load(tenant, connectionId));
  }

  /**
   * Marks the connection when an error shows that Okta no longer accepts its credentials; other errors change nothing.
   * Credentials replaced meanwhile are left alone. Never rejects.
   */
  async learn({ tenantId, connectionId, version }: OktaSession, error: unknown): Promise<void> {
    if (!(error instanceof ConnectorError) || error.code !== 'reauthorization_required') return;
    const statusReason = error.details.upstream?.summary ?? 'Okta does not accept the credentials any more.';
    try {
      await this.database.transaction(tenantId, async () => {
        const connection = await this.connections.lock(tenantId, connectionId);
        if (connection?.version !== version || connection.status === 'disabled') return;
        await this.connections.update(connection, { status: 'reauthorizationRequired', statusReason });
        await this.audit.record(tenantId, {
          actor: 'okta-connector',
          action: 'connection.reauthorizationRequired',
          connectionId,
        });
      });
      this.cache.forget(tenantId, connectionId);
    } catch (failure) {
      this.#logger.error({
        msg: 'A connection with refused credentials could not be marked',
        connectionId,
        error: failure,
      });
    }
  }

  async #load(tenant: TenantId, connectionId: string): Promise<OktaSession> {
    return this.database.transaction(tenant, async () => {
      const connection = await this.connections.find(tenant, connectionId);
      if (!connection) throw noConnection();
      assertReady(connection);
      const apiToken = await this.secrets.get(tenant, connectionId, API_TOKEN_FIELD);
      if (!apiToken) throw noCredentials();
      return {
        tenantId: tenant,
        connectionId,
        version: connection.version,
        readOnly: connection.readOnly,
        org: orgOf(connection),
        authorize: authorizeWithApiToken(apiToken.plaintext),
        grantedScopes: undefined,
      };
    });
  }
}

function noCredentials(): ConnectorError {
  return new ConnectorError(
    'connection_not_ready',
    'The connection has no credentials. Give them with PATCH /v1/connections/{id}.',
  );
}

function assertReady({ status, statusReason }: Connection): void {
  if (status === 'disabled') {
    throw new ConnectorError(
      'connection_not_ready',
      'The connection is disabled. Enable it with POST /v1/connections/{id}/enable.',
    );
  }
  if (status === 'pending') {
    throw new ConnectorError(
      'connection_not_ready',
      'The connection is not set up to the end. Finish the consent or the key registration.',
    );
  }
  if (status === 'reauthorizationRequired') {
    throw new ConnectorError(
      'reauthorization_required',
      `Okta does not accept the connection's credentials: ${statusReason ?? 'no reason given'}`,
      {
        remedy: 'Give new credentials with PATCH /v1/connections/{id}.',
      },
    );
  }
}
