import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DATA_SOURCE } from '../../core/database/data-source.js';
import { TenantDatabase } from '../../core/database/tenant-transaction.js';
import type { TenantId } from '../../core/tenant-id.js';
import type { SealedSecret } from '../../tokens/secret-box.js';
import { dueItems, LeasedRows, type DueItem } from './leased-rows.repository.js';

export interface SealedHookRemoval extends SealedSecret {
  id: string;
  connectionId: string;
}

export interface LeasedHookRemoval extends SealedHookRemoval {
  /** 1 for the first. */
  attempt: number;
}

/** Longer than one attempt: a token, a list, and two calls for each hook. */
const LEASE_SECONDS = 300;

/** Event hooks that outlive their connection. Every method but `listDue` runs within the tenant's open transaction. */
@Injectable()
export class HookRemovalRepository {
  readonly #rows: LeasedRows;

  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly database: TenantDatabase,
  ) {
    this.#rows = new LeasedRows(database, 'hook_removal');
  }

  /** Ids of the hooks of a connection that are at Okta, or may be. What a person entered is not ours to remove. */
  async hooksOf(tenant: TenantId, connectionId: string): Promise<string[]> {
    const rows = await this.database.manager().query<{ id: string }[]>(
      `SELECT id FROM okta_hook WHERE tenant_id = $1 AND connection_id = $2
         AND (okta_id IS NOT NULL OR state IN ('wanted', 'removing')) ORDER BY ordinal`,
      [tenant, connectionId],
    );
    return rows.map(({ id }) => id);
  }

  async insert(tenant: TenantId, { id, connectionId, keyVersion, ciphertext }: SealedHookRemoval): Promise<void> {
    await this.database
      .manager()
      .query(
        `INSERT INTO hook_removal (tenant_id, id, connection_id, key_version, ciphertext) VALUES ($1, $2, $3, $4, $5)`,
        [tenant, id, connectionId, keyVersion, ciphertext],
      );
  }

  /** Removals of all tenants that are due, those of each tenant in turn. */
  async listDue(limit: number): Promise<DueItem[]> {
    return dueItems(await this.dataSource.query('SELECT * FROM list_due_hook_removals($1)', [limit]));
  }

  /** Takes the removal for one attempt. @returns undefined when it is not due or gone */
  async lease(tenant: TenantId, id: string): Promise<LeasedHookRemoval | undefined> {
    const attempt = await this.#rows.lease(tenant, id, LEASE_SECONDS);
    if (attempt === undefined) return undefined;
    const [removal] = await this.database.manager().query<SealedHookRemoval[]>(
      `SELECT id, connection_id AS "connectionId", key_version AS "keyVersion", ciphertext
       FROM hook_removal WHERE tenant_id = $1 AND id = $2`,
      [tenant, id],
    );
    return removal && { ...removal, attempt };
  }

  /** Puts what changed in its place, unless the lease was lost. */
  async reseal(tenant: TenantId, job: LeasedHookRemoval, { keyVersion, ciphertext }: SealedSecret): Promise<void> {
    await this.database
      .manager()
      .query(
        `UPDATE hook_removal SET key_version = $4, ciphertext = $5 WHERE tenant_id = $1 AND id = $2 AND attempts = $3`,
        [tenant, job.id, job.attempt, keyVersion, ciphertext],
      );
  }

  async postpone(tenant: TenantId, job: Pick<LeasedHookRemoval, 'id' | 'attempt'>, seconds: number): Promise<void> {
    await this.#rows.postpone(tenant, job, seconds);
  }

  async remove(tenant: TenantId, id: string): Promise<void> {
    await this.#rows.remove(tenant, id);
  }
}
