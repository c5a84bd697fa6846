import { Injectable } from '@nestjs/common';
import type { AuditEvent } from '../audit/audit-event.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { TenantDatabase } from '../core/database/tenant-transaction.js';
import type { TenantId } from '../core/tenant-id.js';
import { ConnectionSecretsRepository } from '../tokens/connection-secrets.repository.js';
import { TenantKeys } from '../tokens/tenant-keys.service.js';
import { API_TOKEN_FIELD } from './api-token.js';
import { ConnectionCache } from './connection-cache.js';
import type { Connection } from './connection.entity.js';
import { ConnectionsRepository, type ConnectionFilter } from './connections.repository.js';
import { noConnection } from './no-connection.js';

/** A change of a connection, and what the audit trail says of it. */
export interface ConnectionChange {
  entry: Pick<AuditEvent, 'actor' | 'action'> & Partial<Pick<AuditEvent, 'outcome' | 'detail'>>;
  /** New credentials, stored in the same transaction. */
  apiToken?: string | undefined;
  /** The new values, from the connection as it stands under the lock; undefined: leave it as it is. */
  changes: (connection: Connection) => Partial<Connection> | undefined;
}

/** Connections with their secrets, kept consistent with the audit trail and with this process's cache. */
@Injectable()
export class ConnectionStore {
  constructor(
    private readonly database: TenantDatabase,
    private readonly connections: ConnectionsRepository,
    private readonly secrets: ConnectionSecretsRepository,
    private readonly keys: TenantKeys,
    private readonly audit: AuditTrail,
    private readonly cache: ConnectionCache,
  ) {}

  /** @throws ConnectorError `name_taken` */
  async insert(
    connection: Omit<Connection, 'createdAt' | 'updatedAt'>,
    { entry, apiToken }: { entry: ConnectionChange['entry']; apiToken: string },
  ): Promise<Connection> {
    const { tenantId, id } = connection;
    return this.database.transaction(tenantId, async () => {
      await this.connections.insert(connection);
      await this.#storeApiToken(connection, apiToken);
      await this.audit.record(tenantId, { ...entry, connectionId: id });
      return this.get(tenantId, id);
    });
  }

  /** @throws ConnectorError `not_found` */
  async get(tenant: TenantId, id: string): Promise<Connection> {
    return this.database.transaction(tenant, async () => {
      const connection = await this.connections.find(tenant, id);
      if (!connection) throw noConnection();
      return connection;
    });
  }

  /** The connection and its API token. @throws ConnectorError `not_found` */
  async getWithApiToken(
    tenant: TenantId,
    id: string,
  ): Promise<{ connection: Connection; apiToken: string | undefined }> {
    return this.database.transaction(tenant, async () => {
      const connection = await this.get(tenant, id);
      const secret = await this.secrets.get(tenant, id, API_TOKEN_FIELD);
      return { connection, apiToken: secret?.plaintext };
    });
  }

  async list(tenant: TenantId, filter: ConnectionFilter): Promise<Connection[]> {
    return this.database.transaction(tenant, () => this.connections.list(tenant, filter));
  }

  /** Changes the connection under a lock, and records it. @throws ConnectorError `not_found`, `name_taken` */
  async change(tenant: TenantId, id: string, { entry, apiToken, changes }: ConnectionChange): Promise<Connection> {
    const changed = await this.database.transaction(tenant, async () => {
      const connection = await this.connections.lock(tenant, id);
      if (!connection) throw noConnection();
      const values = changes(connection);
      if (values === undefined) return connection;
      if (apiToken !== undefined) await this.#storeApiToken(connection, apiToken);
      await this.connections.update(connection, values);
      await this.audit.record(tenant, { ...entry, connectionId: id });
      return this.get(tenant, id);
    });
    this.cache.forget(tenant, id);
    return changed;
  }

  /** Destroys the connection with its secrets, and the tenant's keys with the last one. @throws ConnectorError `not_found` */
  async delete(tenant: TenantId, id: string, entry: ConnectionChange['entry']): Promise<void> {
    await this.database.transaction(tenant, async () => {
      if (!(await this.connections.delete(tenant, id))) throw noConnection();
      await this.audit.record(tenant, { ...entry, connectionId: id });
      await this.keys.destroyIfUnused(tenant);
    });
    this.cache.forget(tenant, id);
  }

  async #storeApiToken({ tenantId, id }: Pick<Connection, 'tenantId' | 'id'>, apiToken: string): Promise<void> {
    await this.secrets.put(tenantId, { connectionId: id, field: API_TOKEN_FIELD, plaintext: apiToken });
  }
}
