import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { dueItems, type DueItem } from '../../connections/upkeep/leased-rows.repository.js';
import { DATA_SOURCE } from '../../core/database/data-source.js';
import { TenantDatabase } from '../../core/database/tenant-transaction.js';
import { idTime } from '../../core/ids.js';
import type { TenantId } from '../../core/tenant-id.js';
import type { Run } from './run.js';
import { RUN_LEASE, type RunLease } from './run-lease.js';

/** Renews only what still runs: a run that was given up stays so until its outcome is known. */
const RENEW = `
  UPDATE run SET lease_until = now() + make_interval(secs => $4::float8)
  WHERE tenant_id = $1 AND id = ANY ($2) AND started_at = ANY ($3) AND status = 'running'`;

/** A read that was left behind has no outcome to wonder about. */
const ABANDON = `
  UPDATE run SET status = 'failed', lease_until = NULL, finished_at = now(),
    duration_ms = least(extract(epoch FROM now() - started_at) * 1000, 2147483647)::int,
    error_code = CASE WHEN effect = 'read' THEN 'abandoned' ELSE 'outcome_unknown' END
  WHERE tenant_id = $1 AND id = $2 AND started_at = $3 AND status = 'running' AND lease_until <= now()
  RETURNING effect, action_id AS "actionId", error_code AS "errorCode"`;

const AUDIT = `
  UPDATE audit_event SET outcome = 'unknown', error_code = 'outcome_unknown'
  WHERE tenant_id = $1 AND id = replace($2, 'run_', 'aud_') AND at = $3 AND outcome = 'started'`;

/** A run whose process died. */
type AbandonedRun = Pick<Run, 'effect' | 'actionId' | 'errorCode'>;

/** Signs of life of running runs, and what becomes of those without; database time only. */
@Injectable()
export class RunLeaseRepository {
  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly database: TenantDatabase,
    @Inject(RUN_LEASE) private readonly lease: RunLease,
  ) {}

  /** The runs of this process are alive. */
  async renew(tenant: TenantId, ids: readonly string[]): Promise<void> {
    const values = [tenant, ids, ids.map((id) => idTime('run', id)), this.lease.seconds];
    await this.database.transaction(tenant, () => this.database.manager().query(RENEW, values));
  }

  /** Runs of all tenants whose process has not been heard of, the longest silent first. */
  async listAbandoned(limit: number): Promise<DueItem[]> {
    return dueItems(await this.dataSource.query('SELECT * FROM list_abandoned_runs($1)', [limit]));
  }

  /**
   * Ends an abandoned run in run log and audit trail: nobody knows whether Okta carried it out.
   * @returns undefined when it is alive or has ended meanwhile
   */
  async abandon(tenant: TenantId, id: string): Promise<AbandonedRun | undefined> {
    const values = [tenant, id, idTime('run', id)];
    return this.database.transaction(tenant, async () => {
      const manager = this.database.manager();
      const [[run]] = await manager.query<[AbandonedRun[], number]>(ABANDON, values);
      if (run && run.effect !== 'read') await manager.query(AUDIT, values);
      return run;
    });
  }
}
