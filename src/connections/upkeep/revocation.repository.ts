import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DATA_SOURCE } from '../../core/database/data-source.js';
import { TenantDatabase } from '../../core/database/tenant-transaction.js';
import type { TenantId } from '../../core/tenant-id.js';
import type { SealedSecret } from '../../tokens/secret-box.js';
import { dueItems, LeasedRows, type DueItem } from './leased-rows.repository.js';

export interface SealedRevocation extends SealedSecret {
  id: string;
  connectionId: string;
}

export interface LeasedRevocation extends SealedRevocation {
  /** 1 for the first. */
  attempt: number;
}

/** Longer than a revocation can take. */
const LEASE_SECONDS = 60;

/** Refresh tokens of deleted connections. Every method but `listDue` runs within the tenant's open transaction. */
@Injectable()
export class RevocationRepository {
  readonly #rows: LeasedRows;

  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly database: TenantDatabase,
  ) {
    this.#rows = new LeasedRows(database, 'token_revocation');
  }

  async insert(tenant: TenantId, { id, connectionId, keyVersion, ciphertext }: SealedRevocation): Promise<void> {
    await this.database
      .manager()
      .query(
        `INSERT INTO token_revocation (tenant_id, id, connection_id, key_version, ciphertext) VALUES ($1, $2, $3, $4, $5)`,
        [tenant, id, connectionId, keyVersion, ciphertext],
      );
  }

  /** Revocations of all tenants that are due, those of each tenant in turn. */
  async listDue(limit: number): Promise<DueItem[]> {
    return dueItems(await this.dataSource.query('SELECT * FROM list_due_token_revocations($1)', [limit]));
  }

  /** Takes the revocation for one attempt. @returns undefined when it is not due or gone */
  async lease(tenant: TenantId, id: string): Promise<LeasedRevocation | undefined> {
    const attempt = await this.#rows.lease(tenant, id, LEASE_SECONDS);
    if (attempt === undefined) return undefined;
    const [revocation] = await this.database.manager().query<SealedRevocation[]>(
      `SELECT id, connection_id AS "connectionId", key_version AS "keyVersion", ciphertext
       FROM token_revocation WHERE tenant_id = $1 AND id = $2`,
      [tenant, id],
    );
    return revocation && { ...revocation, attempt };
  }

  async postpone(tenant: TenantId, job: Pick<LeasedRevocation, 'id' | 'attempt'>, seconds: number): Promise<void> {
    await this.#rows.postpone(tenant, job, seconds);
  }

  async remove(tenant: TenantId, id: string): Promise<void> {
    await this.#rows.remove(tenant, id);
  }
}
