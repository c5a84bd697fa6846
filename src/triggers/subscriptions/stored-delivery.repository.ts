import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '../../core/database/tenant-transaction.js';
import type { Deliverable } from '../events/delivery-writer.service.js';
import type { LogEvent } from '../events/log-event.js';
import type { Period } from './start-time.js';
import type { Subscription } from './subscription.js';

/** Where the next page begins; undefined for the first. */
export interface EventPlace {
  published: string;
  uuid: string;
}

interface EventsWanted extends Period {
  after: EventPlace | undefined;
  limit: number;
}

type Owner = Pick<Subscription, 'tenantId' | 'id' | 'connectionId' | 'eventTypes'>;

/** A delivery of what a schedule has found, as it was written. */
type ComputedDelivery = Deliverable & { sequence: number };

/** What was stored of a period, to be delivered again. Every method runs within the tenant's open transaction. */
@Injectable()
export class StoredDeliveryRepository {
  constructor(private readonly database: TenantDatabase) {}

  /** Events of the connection, of the subscription's types, in the order of their time. */
  async events({ tenantId, connectionId, eventTypes }: Owner, wanted: EventsWanted): Promise<LogEvent[]> {
    const { since, until, after, limit } = wanted;
    const rows = await this.#query<{ body: LogEvent }[]>(
      `SELECT body FROM event WHERE tenant_id = $1 AND connection_id = $2 AND published >= $3 AND published <= $4
         AND ($5::text[] IS NULL OR event_type = ANY ($5))
         AND ($6::timestamptz IS NULL OR (published, uuid) > ($6, $7)) ORDER BY published, uuid LIMIT $8`,
      [tenantId, connectionId, since, until, eventTypes, after?.published ?? null, after?.uuid ?? null, limit],
    );
    return rows.map(({ body }) => body);
  }

  /** What a schedule found, in the order it was written, without samples. */
  async computed(
    { tenantId, id }: Owner,
    wanted: Period & { after: number; before: number; limit: number },
  ): Promise<ComputedDelivery[]> {
    const { since, until, after, before, limit } = wanted;
    return this.#query(
      `SELECT sequence::float8 AS sequence, webhook_id AS "webhookId", event_published AS "eventPublished",
         NULL AS "eventUuid", body
       FROM delivery WHERE tenant_id = $1 AND subscription_id = $2 AND created_at >= $3 AND created_at <= $4
         AND sequence > $5 AND sequence < $6 AND event_uuid IS NULL AND body -> 'sample' IS NULL
       ORDER BY sequence LIMIT $7`,
      [tenantId, id, since, until, after, before, limit],
    );
  }

  /** Which of these were written for the subscription with a number from `sequence` on. */
  async writtenSince(
    { tenantId, id }: Owner,
    { sequence, webhookIds }: { sequence: number; webhookIds: readonly string[] },
  ): Promise<Set<string>> {
    const rows = await this.#query<{ webhookId: string }[]>(
      `SELECT webhook_id AS "webhookId" FROM delivery
       WHERE tenant_id = $1 AND subscription_id = $2 AND sequence >= $3 AND webhook_id = ANY ($4)`,
      [tenantId, id, sequence, webhookIds],
    );
    return new Set(rows.map(({ webhookId }) => webhookId));
  }

  #query<T>(sql: string, parameters: unknown[]): Promise<T> {
    return this.database.manager().query<T>(sql, parameters);
  }
}
