import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { DATA_SOURCE } from '../core/database/data-source.js';
import { parseTenantId, type TenantId } from '../core/tenant-id.js';
import type { ConnectionStatus } from './connection.entity.js';

interface TenantsPage {
  after: string;
  status: ConnectionStatus | undefined;
  limit: number;
}

/** Finds tenants by their connections; the database gives away nothing else without a tenant. */
@Injectable()
export class ConnectionTenants {
  constructor(@Inject(DATA_SOURCE) private readonly dataSource: DataSource) {}

  async find(connectionId: string): Promise<TenantId | undefined> {
    const [row] = await this.dataSource.query<{ tenant: string | null }[]>('SELECT connection_tenant($1) AS tenant', [
      connectionId,
    ]);
    return parseTenantId(row?.tenant);
  }

  /** Tenants that have connections, or connections in this status, in their order; `after` is the last one seen. */
  async list({ after, status, limit }: TenantsPage): Promise<TenantId[]> {
    const rows = await this.dataSource.query<{ tenant: string }[]>(
      'SELECT * FROM list_connection_tenants($1, $2, $3)',
      [after, status ?? null, limit],
    );
    return rows.map(({ tenant }) => parseTenantId(tenant)).filter((tenant) => tenant !== undefined);
  }
}
