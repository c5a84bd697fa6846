import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '../core/database/tenant-transaction.js';
import type { TenantId } from '../core/tenant-id.js';

/** The deliveries of a connection's events that were begun within an hour, as they stand now. */
export interface HourOfDeliveries {
  /** Its beginning. */
  hour: Date;
  delivered: number;
  /** Given up. */
  failed: number;
  /** On their way, or waiting for another attempt. */
  pending: number;
}

/** Held ones are pulled, not delivered. */
const HOURLY = `
  SELECT date_trunc('hour', created_at, 'UTC') AS hour, count(*) FILTER (WHERE status = 'delivered')::int AS delivered,
    count(*) FILTER (WHERE status = 'failed')::int AS failed, count(*) FILTER (WHERE status = 'pending')::int AS pending
  FROM delivery WHERE tenant_id = $1 AND connection_id = $2 AND created_at >= $3 AND status <> 'held'
  GROUP BY 1 ORDER BY 1`;

/** Counts of deliveries. Every method runs within the tenant's open transaction. */
@Injectable()
export class DeliveryStatistics {
  constructor(private readonly database: TenantDatabase) {}

  /** Hours with deliveries, the oldest first. */
  async hourly(tenant: TenantId, connectionId: string, since: Date): Promise<HourOfDeliveries[]> {
    return this.database.manager().query<HourOfDeliveries[]>(HOURLY, [tenant, connectionId, since]);
  }
}
