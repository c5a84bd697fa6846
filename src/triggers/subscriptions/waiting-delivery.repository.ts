import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '../../core/database/tenant-transaction.js';
import type { TenantId } from '../../core/tenant-id.js';

interface WaitingRow {
  id: string;
  at: Date | null;
}

/** Deliveries that wait, as far as subscriptions are concerned. Every method runs within the tenant's open transaction. */
@Injectable()
export class WaitingDeliveryRepository {
  constructor(private readonly database: TenantDatabase) {}

  /** When the oldest event happened that a subscription still waits for; those without any are left out. */
  async oldest(tenant: TenantId, subscriptionIds: readonly string[]): Promise<Map<string, Date>> {
    if (subscriptionIds.length === 0) return new Map();
    const rows = await this.database.manager().query<WaitingRow[]>(
      `SELECT s.id, CASE s.delivery_type
         WHEN 'webhook' THEN (
           SELECT min(COALESCE(d.event_published, d.created_at)) FROM delivery d
           WHERE d.tenant_id = s.tenant_id AND d.subscription_id = s.id AND d.status = 'pending')
         ELSE (
           SELECT COALESCE(d.event_published, d.created_at) FROM delivery d
           WHERE d.tenant_id = s.tenant_id AND d.subscription_id = s.id AND d.sequence > s.acknowledged_sequence
           ORDER BY d.sequence LIMIT 1) END AS at
       FROM subscription s WHERE s.tenant_id = $1 AND s.id = ANY ($2)`,
      [tenant, subscriptionIds],
    );
    return new Map(rows.flatMap(({ id, at }) => (at ? [[id, at]] : [])));
  }

  /** From now on deliveries wait to be pulled. What was not delivered yet is among them. */
  async hold(tenant: TenantId, subscriptionId: string): Promise<void> {
    await this.database
      .manager()
      .query(
        `UPDATE delivery SET status = 'held' WHERE tenant_id = $1 AND subscription_id = $2 AND status = 'pending'`,
        [tenant, subscriptionId],
      );
  }

  /** From now on deliveries are sent. What was not pulled yet is among them. */
  async release(tenant: TenantId, subscriptionId: string): Promise<void> {
    await this.database.manager().query(
      `UPDATE delivery d SET status = CASE WHEN d.sequence > s.acknowledged_sequence THEN 'pending' ELSE 'delivered' END,
         due_at = now(), delivered_at = CASE WHEN d.sequence > s.acknowledged_sequence THEN NULL ELSE now() END
       FROM subscription s WHERE s.tenant_id = $1 AND s.id = $2 AND d.tenant_id = s.tenant_id AND d.subscription_id = s.id
         AND d.status = 'held'`,
      [tenant, subscriptionId],
    );
  }

  /** The number of the first delivery that is not sent yet; undefined where there is none. */
  async firstPending(tenant: TenantId, subscriptionId: string): Promise<number | undefined> {
    const [row] = await this.database
      .manager()
      .query<{ sequence: number | null }[]>(
        `SELECT min(sequence)::float8 AS sequence FROM delivery WHERE tenant_id = $1 AND subscription_id = $2 AND status = 'pending'`,
        [tenant, subscriptionId],
      );
    return row?.sequence ?? undefined;
  }
}
