import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '../../core/database/tenant-transaction.js';
import type { TenantId } from '../../core/tenant-id.js';

/** The runs of a connection that began within an hour. */
export interface HourOfRuns {
  /** Its beginning. */
  hour: Date;
  succeeded: number;
  failed: number;
}

const HOURLY = `
  SELECT date_trunc('hour', started_at, 'UTC') AS hour,
    count(*) FILTER (WHERE status = 'succeeded')::int AS succeeded, count(*) FILTER (WHERE status = 'failed')::int AS failed
  FROM run WHERE tenant_id = $1 AND connection_id = $2 AND started_at >= $3 AND status IN ('succeeded', 'failed')
  GROUP BY 1 ORDER BY 1`;

/** Counts of the run log. Every method runs within the tenant's open transaction. */
@Injectable()
export class RunStatistics {
  constructor(private readonly database: TenantDatabase) {}

  /** Hours with runs that have ended, the oldest first. */
  async hourly(tenant: TenantId, connectionId: string, since: Date): Promise<HourOfRuns[]> {
    return this.database.manager().query<HourOfRuns[]>(HOURLY, [tenant, connectionId, since]);
  }
}
