import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DATA_SOURCE } from '../../core/database/data-source.js';
import { TenantDatabase } from '../../core/database/tenant-transaction.js';
import type { TenantId } from '../../core/tenant-id.js';
import { parseTenantId } from '../../core/tenant-id.js';
import type { DueItem } from './leased-rows.repository.js';

/** A connection whose consent ends soon, and the warning that is due. */
export interface ExpiringConnection extends DueItem {
  reauthorizeBefore: Date;
  /** Of the days ahead at which to warn, the one that has been reached last. */
  daysAhead: number;
}

interface Row {
  tenant: string;
  id: string;
  reauthorize_before: Date;
  days_ahead: number;
}

/** Consents that end, and the warnings given of it. */
@Injectable()
export class ExpiringConnectionsRepository {
  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly database: TenantDatabase,
  ) {}

  /** Connections of all tenants that a warning is due for, the most urgent first. */
  async list(daysAhead: readonly number[], limit: number): Promise<ExpiringConnection[]> {
    const rows = await this.dataSource.query<Row[]>('SELECT * FROM list_expiring_connections($1, $2)', [
      daysAhead,
      limit,
    ]);
    return rows.flatMap(({ tenant, id, reauthorize_before, days_ahead }) => {
      const tenantId = parseTenantId(tenant);
      return tenantId ? [{ tenantId, id, reauthorizeBefore: reauthorize_before, daysAhead: days_ahead }] : [];
    });
  }

  /**
   * Notes that the warning is given; inside `TenantDatabase.transaction`, the one that gives it.
   * @returns false when it was given before
   */
  async note(tenant: TenantId, { id, reauthorizeBefore, daysAhead }: ExpiringConnection): Promise<boolean> {
    const rows = await this.database
      .manager()
      .query<unknown[]>(NOTE, [tenant, id, reauthorizeBefore.toISOString(), daysAhead]);
    return rows.length > 0;
  }
}

/** After another consent the warnings begin anew. */
const NOTE = `
  INSERT INTO expiry_warning AS w (tenant_id, connection_id, reauthorize_before, days_ahead) VALUES ($1, $2, $3, $4)
  ON CONFLICT (tenant_id, connection_id)
  DO UPDATE SET reauthorize_before = excluded.reauthorize_before, days_ahead = excluded.days_ahead
  WHERE w.reauthorize_before <> excluded.reauthorize_before OR w.days_ahead > excluded.days_ahead
  RETURNING 1`;
