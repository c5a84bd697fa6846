import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '../../core/database/tenant-transaction.js';
import type { Subscription } from '../../triggers/subscriptions/subscription.js';

/** A delivery as it is pulled. */
export interface PulledDelivery {
  sequence: number;
  webhookId: string;
  /** RFC 3339. */
  published: string;
  /** JSON text of an object: what `data` holds besides the ids; null where an event of the store is delivered. */
  content: string | null;
  /** JSON text of the event of the store. */
  event: string | null;
}

type Owner = Pick<Subscription, 'tenantId' | 'id'>;

/** Deliveries to be pulled. Every method runs within the tenant's open transaction. */
@Injectable()
export class PulledDeliveryRepository {
  constructor(private readonly database: TenantDatabase) {}

  /** In the order of their sequence, whatever became of them; without those whose event is not kept any more. */
  async after(
    { tenantId, id }: Owner,
    { sequence, limit }: { sequence: number; limit: number },
  ): Promise<PulledDelivery[]> {
    return this.#query<PulledDelivery[]>(PAGE, [tenantId, id, sequence, limit]);
  }

  /** What comes up to `sequence` was taken. @returns false when the subscription is gone */
  async acknowledge({ tenantId, id }: Owner, sequence: number): Promise<boolean> {
    const [, count] = await this.#query<[unknown[], number]>(
      `UPDATE subscription SET acknowledged_sequence = GREATEST(acknowledged_sequence, LEAST($3, next_sequence - 1))
       WHERE tenant_id = $1 AND id = $2`,
      [tenantId, id, sequence],
    );
    return count === 1;
  }

  #query<T>(sql: string, parameters: unknown[]): Promise<T> {
    return this.database.manager().query<T>(sql, parameters);
  }
}

const PAGE = `
  SELECT d.sequence::float8 AS sequence, d.webhook_id AS "webhookId", d.body::text AS content,
    CASE WHEN d.body IS NULL THEN e.body::text END AS event,
    COALESCE(e.body ->> 'published', to_char(COALESCE(d.event_published, d.created_at) AT TIME ZONE 'UTC',
      'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) AS published
  FROM delivery d LEFT JOIN event e ON e.tenant_id = d.tenant_id AND e.connection_id = d.connection_id
    AND e.published = d.event_published AND e.uuid = d.event_uuid
  WHERE d.tenant_id = $1 AND d.subscription_id = $2 AND d.sequence > $3 AND (d.body IS NOT NULL OR e.uuid IS NOT NULL)
  ORDER BY d.sequence LIMIT $4`;
