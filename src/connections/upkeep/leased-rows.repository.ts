import type { TenantDatabase } from '../../core/database/tenant-transaction.js';
import { parseTenantId, type TenantId } from '../../core/tenant-id.js';

/** Something to be done for a tenant; the id is unique in the tenant. */
export interface DueItem {
  tenantId: TenantId;
  id: string;
}

/** Where the jobs lie; its columns `id`, `attempts` and `due_at` are used here. */
type JobTable = 'connection_event' | 'token_revocation' | 'hook_removal' | 'key_trial';

/** The items of a listing over all tenants. */
export function dueItems(rows: readonly { tenant: string; id: string }[]): DueItem[] {
  return rows.flatMap(({ tenant, id }) => {
    const tenantId = parseTenantId(tenant);
    return tenantId ? [{ tenantId, id }] : [];
  });
}

/**
 * Rows that are jobs. A job is leased by moving `due_at` ahead: the worker that does it is the one whose update found it
 * due, and when that worker dies the job is due again. Database time only. Inside `TenantDatabase.transaction` only.
 */
export class LeasedRows {
  constructor(
    private readonly database: TenantDatabase,
    private readonly table: JobTable,
  ) {}

  /** Takes the job for so long. @returns which attempt this is, or undefined when it is not due or gone */
  async lease(tenant: TenantId, id: string, seconds: number): Promise<number | undefined> {
    const [rows] = await this.#change<{ attempts: number }>(
      `UPDATE ${this.table} SET due_at = now() + make_interval(secs => $3), attempts = attempts + 1
       WHERE tenant_id = $1 AND id = $2 AND due_at <= now() RETURNING attempts`,
      [tenant, id, seconds],
    );
    return rows[0]?.attempts;
  }

  /** Gives a failed attempt back; one that lost its lease meanwhile changes nothing. */
  async postpone(tenant: TenantId, job: { id: string; attempt: number }, seconds: number): Promise<void> {
    await this.#change(
      `UPDATE ${this.table} SET due_at = now() + make_interval(secs => $4)
       WHERE tenant_id = $1 AND id = $2 AND attempts = $3`,
      [tenant, job.id, job.attempt, seconds],
    );
  }

  async remove(tenant: TenantId, id: string): Promise<void> {
    await this.#change(`DELETE FROM ${this.table} WHERE tenant_id = $1 AND id = $2`, [tenant, id]);
  }

  #change<Row>(sql: string, parameters: unknown[]): Promise<[Row[], number]> {
    return this.database.manager().query(sql, parameters);
  }
}
