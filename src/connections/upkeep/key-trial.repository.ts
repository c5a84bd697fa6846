import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DATA_SOURCE } from '../../core/database/data-source.js';
import { TenantDatabase } from '../../core/database/tenant-transaction.js';
import type { TenantId } from '../../core/tenant-id.js';
import { dueItems, LeasedRows, type DueItem } from './leased-rows.repository.js';

/** Longer than two token requests can take. */
const LEASE_SECONDS = 60;

/** Connections with a published key that Okta has yet to accept. Every method but `listDue` runs within the tenant's open transaction. */
@Injectable()
export class KeyTrialRepository {
  readonly #rows: LeasedRows;

  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly database: TenantDatabase,
  ) {
    this.#rows = new LeasedRows(database, 'key_trial');
  }

  /** Begins to try the connection's key, or begins anew with another one; in the transaction that publishes the key. */
  async begin(tenant: TenantId, connectionId: string): Promise<void> {
    await this.database.manager().query(
      `INSERT INTO key_trial (tenant_id, id) VALUES ($1, $2)
       ON CONFLICT (tenant_id, id) DO UPDATE SET attempts = 0, due_at = now()`,
      [tenant, connectionId],
    );
  }

  /** Connections of all tenants whose key is due to be tried, those of each tenant in turn. */
  async listDue(limit: number): Promise<DueItem[]> {
    return dueItems(await this.dataSource.query('SELECT * FROM list_due_key_trials($1)', [limit]));
  }

  /** @returns which trial this is, or undefined when it is not due or gone */
  async lease(tenant: TenantId, connectionId: string): Promise<number | undefined> {
    return this.#rows.lease(tenant, connectionId, LEASE_SECONDS);
  }

  async postpone(tenant: TenantId, trial: { id: string; attempt: number }, seconds: number): Promise<void> {
    await this.#rows.postpone(tenant, trial, seconds);
  }

  /** Ends this trial; one that was begun anew meanwhile goes on. */
  async end(tenant: TenantId, { id, attempt }: { id: string; attempt: number }): Promise<void> {
    await this.database
      .manager()
      .query('DELETE FROM key_trial WHERE tenant_id = $1 AND id = $2 AND attempts = $3', [tenant, id, attempt]);
  }
}
