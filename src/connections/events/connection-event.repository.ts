import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DATA_SOURCE } from '../../core/database/data-source.js';
import { TenantDatabase } from '../../core/database/tenant-transaction.js';
import type { TenantId } from '../../core/tenant-id.js';
import { dueItems, LeasedRows, type DueItem } from '../upkeep/leased-rows.repository.js';

export interface RecordedEvent {
  /** The `webhook-id`. */
  id: string;
  type: string;
  connectionId: string;
  body: string;
}

export interface LeasedEvent extends RecordedEvent {
  /** 1 for the first. */
  attempt: number;
}

/** Longer than an attempt can take. */
const LEASE_SECONDS = 30;

/** Events that wait for their delivery. Every method but `listDue` runs within the tenant's open transaction. */
@Injectable()
export class ConnectionEventRepository {
  readonly #rows: LeasedRows;

  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly database: TenantDatabase,
  ) {
    this.#rows = new LeasedRows(database, 'connection_event');
  }

  async insert(tenant: TenantId, { id, type, connectionId, body }: RecordedEvent): Promise<void> {
    await this.database
      .manager()
      .query(`INSERT INTO connection_event (tenant_id, id, type, connection_id, body) VALUES ($1, $2, $3, $4, $5)`, [
        tenant,
        id,
        type,
        connectionId,
        body,
      ]);
  }

  /** Events of all tenants that are due, those of each tenant in turn. */
  async listDue(limit: number): Promise<DueItem[]> {
    return dueItems(await this.dataSource.query('SELECT * FROM list_due_connection_events($1)', [limit]));
  }

  /** Takes the event for one attempt. @returns undefined when it is not due or gone */
  async lease(tenant: TenantId, id: string): Promise<LeasedEvent | undefined> {
    const attempt = await this.#rows.lease(tenant, id, LEASE_SECONDS);
    if (attempt === undefined) return undefined;
    const [event] = await this.database
      .manager()
      .query<RecordedEvent[]>(
        `SELECT id, type, connection_id AS "connectionId", body FROM connection_event WHERE tenant_id = $1 AND id = $2`,
        [tenant, id],
      );
    return event && { ...event, attempt };
  }

  async postpone(tenant: TenantId, event: Pick<LeasedEvent, 'id' | 'attempt'>, seconds: number): Promise<void> {
    await this.#rows.postpone(tenant, event, seconds);
  }

  async remove(tenant: TenantId, id: string): Promise<void> {
    await this.#rows.remove(tenant, id);
  }
}
