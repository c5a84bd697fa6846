import { Injectable } from '@nestjs/common';
import { QueryFailedError } from 'typeorm';
import { TenantDatabase } from '../core/database/tenant-transaction.js';
import { ConnectorError } from '../core/errors.js';
import type { TenantId } from '../core/tenant-id.js';
import { Connection, type AuthType, type ConnectionStatus } from './connection.entity.js';

const UNIQUE_VIOLATION = '23505';

export interface ConnectionFilter {
  status?: ConnectionStatus | undefined;
  authType?: AuthType | undefined;
  name?: string | undefined;
  after?: string | undefined;
  limit: number;
}

/** Connections of one tenant; every method runs within that tenant's open transaction. */
@Injectable()
export class ConnectionsRepository {
  constructor(private readonly database: TenantDatabase) {}

  /** @throws ConnectorError `name_taken` */
  async insert(connection: Omit<Connection, 'createdAt' | 'updatedAt'>): Promise<void> {
    await this.database
      .manager()
      .insert(Connection, connection as object)
      .catch(refuseTakenName);
  }

  async find(tenant: TenantId, id: string): Promise<Connection | undefined> {
    const [found] = await this.database.prepared<Connection>(this.#find(), [tenant, id]);
    return found;
  }

  /** The connection, locked until the transaction ends. */
  async lock(tenant: TenantId, id: string): Promise<Connection | undefined> {
    const where = { tenantId: tenant, id };
    const lock = { mode: 'pessimistic_write' } as const;
    return (await this.database.manager().findOne(Connection, { where, lock })) ?? undefined;
  }

  async list(tenant: TenantId, { status, authType, name, after, limit }: ConnectionFilter): Promise<Connection[]> {
    const query = this.database.manager().createQueryBuilder(Connection, 'c').where('c.tenantId = :tenant', { tenant });
    if (status) query.andWhere('c.status = :status', { status });
    if (authType) query.andWhere('c.authType = :authType', { authType });
    if (name) query.andWhere('c.name = :name', { name });
    if (after) query.andWhere('c.id > :after', { after });
    return query.orderBy('c.id').limit(limit).getMany();
  }

  /**
   * Changes the row if it is still at `version`, and raises the version.
   * @returns false when somebody else changed it meanwhile
   * @throws ConnectorError `name_taken`
   */
  async update(current: Connection, changes: Partial<Connection>): Promise<boolean> {
    const { tenantId, id, version } = current;
    const result = await this.database
      .manager()
      .update(Connection, { tenantId, id, version }, { ...changes, version: version + 1 } as object)
      .catch(refuseTakenName);
    return result.affected === 1;
  }

  async delete(tenant: TenantId, id: string): Promise<boolean> {
    const result = await this.database.manager().delete(Connection, { tenantId: tenant, id });
    return result.affected === 1;
  }

  #find(): string {
    const { columns } = this.database.manager().dataSource.getMetadata(Connection);
    const named = columns.map(({ databaseName, propertyName }) => `${databaseName} AS "${propertyName}"`);
    return `SELECT ${named.join(', ')} FROM connection WHERE tenant_id = $1 AND id = $2`;
  }
}

function refuseTakenName(error: unknown): never {
  if (!(error instanceof QueryFailedError) || Reflect.get(error.driverError, 'code') !== UNIQUE_VIOLATION) throw error;
  const detail = 'Another connection of the tenant has this name. Choose another one.';
  throw new ConnectorError('name_taken', detail, { cause: error });
}
