import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DATA_SOURCE } from '../../core/database/data-source.js';
import { TenantDatabase } from '../../core/database/tenant-transaction.js';
import type { TenantId } from '../../core/tenant-id.js';
import { dueItems, type DueItem } from './leased-rows.repository.js';

/** When connections were last seen to work; each method is a transaction of its own. */
@Injectable()
export class IdleConnectionsRepository {
  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly database: TenantDatabase,
  ) {}

  /** Some of the API-token connections, of all tenants, that have not been verified for so many days; in no order. */
  async list(days: number, limit: number): Promise<DueItem[]> {
    return dueItems(await this.dataSource.query('SELECT * FROM list_unverified_api_tokens($1, $2)', [days, limit]));
  }

  /**
   * Takes a run that Okta accepted in those days as the verification; the run log is written anyway, so a run costs
   * nothing more for it. Version and time of update stay: nothing that callers set has changed.
   * @returns false when there was no such run
   */
  async verifyByUse(tenant: TenantId, id: string, days: number): Promise<boolean> {
    const values = [tenant, id, days];
    const [, count] = await this.database.transaction(tenant, () =>
      this.database.manager().query<[unknown[], number]>(VERIFY_BY_USE, values),
    );
    return count > 0;
  }

  async verifiedNow(tenant: TenantId, id: string): Promise<void> {
    const sql = 'UPDATE connection SET last_verified_at = now() WHERE tenant_id = $1 AND id = $2';
    await this.database.transaction(tenant, () => this.database.manager().query(sql, [tenant, id]));
  }
}

const VERIFY_BY_USE = `
  UPDATE connection SET last_verified_at = used.at
  FROM (SELECT max(started_at) AS at FROM run
    WHERE tenant_id = $1 AND connection_id = $2 AND okta_status BETWEEN 200 AND 299
      AND started_at > now() - make_interval(days => $3)) used
  WHERE tenant_id = $1 AND id = $2 AND used.at IS NOT NULL`;
