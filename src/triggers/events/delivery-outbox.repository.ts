import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '../../core/database/tenant-transaction.js';
import type { TenantId } from '../../core/tenant-id.js';

/** One event for one subscription. */
export interface NewDelivery {
  id: string;
  createdAt: Date;
  subscriptionId: string;
  connectionId: string;
  webhookId: string;
  sequence: number;
  eventPublished: string | null;
  eventUuid: string | null;
  /** What is delivered where it is no event of the store: a list, a sample, a computed event. */
  body: unknown;
  status: 'pending' | 'held';
  /** What made it, where that is traced (W3C Trace Context). */
  traceparent?: string | undefined;
}

/** Where deliveries are written down, in the transaction of what they tell of. Within the tenant's open transaction. */
@Injectable()
export class DeliveryOutbox {
  constructor(private readonly database: TenantDatabase) {}

  /** Takes `count` numbers of the subscription's sequence. @returns the first; undefined when the subscription is gone */
  async takeSequences(
    tenant: TenantId,
    { subscriptionId, count, lastEventAt }: { subscriptionId: string; count: number; lastEventAt: string | null },
  ): Promise<number | undefined> {
    const [rows] = await this.database.manager().query<[{ first: string }[], number]>(
      `UPDATE subscription SET next_sequence = next_sequence + $3, last_event_at = GREATEST(last_event_at, $4::timestamptz)
       WHERE tenant_id = $1 AND id = $2 AND status <> 'disabled' RETURNING next_sequence - $3 AS first`,
      [tenant, subscriptionId, count, lastEventAt],
    );
    return rows[0] && Number(rows[0].first);
  }

  async insert(tenant: TenantId, deliveries: readonly NewDelivery[]): Promise<void> {
    if (deliveries.length === 0) return;
    await this.database.manager().query(
      `INSERT INTO delivery (tenant_id, id, created_at, subscription_id, connection_id, webhook_id, sequence,
         event_published, event_uuid, body, status, traceparent)
       SELECT $1, d.id, d."createdAt", d."subscriptionId", d."connectionId", d."webhookId", d.sequence,
         d."eventPublished", d."eventUuid", d.body, d.status, d.traceparent
       FROM json_to_recordset($2::json) AS d(id text, "createdAt" timestamptz, "subscriptionId" text, "connectionId" text,
         "webhookId" text, sequence bigint, "eventPublished" timestamptz, "eventUuid" text, body json, status text, traceparent text)`,
      [tenant, JSON.stringify(deliveries)],
    );
  }
}
