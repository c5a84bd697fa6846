import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { DATA_SOURCE } from '../core/database/data-source.js';
import { parseTenantId, type TenantId } from '../core/tenant-id.js';

/** Finds tenants by connection ids; the database gives away nothing else without a tenant. */
@Injectable()
export class ConnectionTenants {
  constructor(@Inject(DATA_SOURCE) private readonly dataSource: DataSource) {}

  async find(connectionId: string): Promise<TenantId | undefined> {
    const [row] = await this.dataSource.query<{ tenant: string | null }[]>('SELECT connection_tenant($1) AS tenant', [
      connectionId,
    ]);
    return parseTenantId(row?.tenant);
  }
}
