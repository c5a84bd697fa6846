import { Injectable } from '@nestjs/common';
import type { AuditEvent } from '../audit/audit-event.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { TenantDatabase } from '../core/database/tenant-transaction.js';
import type { TenantId } from '../core/tenant-id.js';
import { ConnectionSecretsRepository } from '../tokens/connection-secrets.repository.js';
import { TenantKeys } from '../tokens/tenant-keys.service.js';
import type { ConnectionSecrets, SecretField } from './connection-auth.js';
import { ConnectionCache } from './connection-cache.js';
import type { Connection } from './connection.entity.js';
import { eventOf } from './events/connection-event.js';
import { ConnectionEvents } from './events/connection-events.service.js';
import { ConnectionsRepository, type ConnectionFilter } from './connections.repository.js';
import { noConnection } from './no-connection.js';
import { countReauthorization } from './reauthorization-metrics.js';

/** Secrets to store, by field; null destroys one. */
export type SecretChanges = Partial<Record<SecretField, string | null>>;

/** A change of a connection, and what the audit trail says of it. */
export interface ConnectionChange {
  entry: Pick<AuditEvent, 'actor' | 'action'> & Partial<Pick<AuditEvent, 'outcome' | 'detail'>>;
  /** Stored in the same transaction. */
  secrets?: SecretChanges | undefined;
  /** The new values, from the connection as it stands under the lock; undefined: leave it as it is. */
  changes: (connection: Connection) => Partial<Connection> | undefined;
}

export type NewConnection = Omit<Connection, 'createdAt' | 'updatedAt'>;

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
    private readonly events: ConnectionEvents,
  ) {}

  /** @throws ConnectorError `name_taken` */
  async insert(
    connection: NewConnection,
    { entry, secrets }: { entry: ConnectionChange['entry']; secrets: SecretChanges },
  ): Promise<Connection> {
    const { tenantId, id } = connection;
    return this.database.transaction(tenantId, async () => {
      await this.connections.insert(connection);
      await this.#storeSecrets(connection, secrets);
      await this.audit.record(tenantId, { ...entry, connectionId: id });
      return this.#announced(undefined, await this.get(tenantId, id));
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

  /** The connection and its secrets. @throws ConnectorError `not_found` */
  async getWithSecrets(tenant: TenantId, id: string): Promise<{ connection: Connection; secrets: ConnectionSecrets }> {
    return this.database.transaction(tenant, async () => {
      const connection = await this.get(tenant, id);
      const secrets = await this.secrets.getAll(tenant, id);
      return { connection, secrets: new Map([...secrets].map(([field, { plaintext }]) => [field, plaintext])) };
    });
  }

  async list(tenant: TenantId, filter: ConnectionFilter): Promise<Connection[]> {
    return this.database.transaction(tenant, () => this.connections.list(tenant, filter));
  }

  /** Changes the connection under a lock, and records it. @throws ConnectorError `not_found`, `name_taken` */
  async change(tenant: TenantId, id: string, { entry, secrets, changes }: ConnectionChange): Promise<Connection> {
    const changed = await this.database.transaction(tenant, async () => {
      const connection = await this.connections.lock(tenant, id);
      if (!connection) throw noConnection();
      const values = changes(connection);
      if (values === undefined) return connection;
      if (secrets) await this.#storeSecrets(connection, secrets);
      await this.connections.update(connection, values);
      await this.audit.record(tenant, { ...entry, connectionId: id });
      const after = await this.get(tenant, id);
      if (connection.status !== after.status && after.status === 'reauthorizationRequired')
        countReauthorization(entry.detail);
      return this.#announced(connection, after);
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

  /** Runs `work` in the tenant's transaction, for changes that belong together with one of this store. */
  transaction<T>(tenant: TenantId, work: () => Promise<T>): Promise<T> {
    return this.database.transaction(tenant, work);
  }

  /** Tells the platform what the change means to it, in the transaction that makes it. */
  async #announced(before: Connection | undefined, after: Connection): Promise<Connection> {
    const type = eventOf(before, after);
    if (type) await this.events.record(after.tenantId, { type, connection: after });
    return after;
  }

  async #storeSecrets({ tenantId, id }: Pick<Connection, 'tenantId' | 'id'>, secrets: SecretChanges): Promise<void> {
    for (const [field, plaintext] of Object.entries(secrets)) {
      if (plaintext === null) await this.secrets.delete(tenantId, id, field);
      else if (plaintext !== undefined) await this.secrets.put(tenantId, { connectionId: id, field, plaintext });
    }
  }
}
