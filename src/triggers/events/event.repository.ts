import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '../../core/database/tenant-transaction.js';
import { storableJson } from '../../core/storable-json.js';
import type { TenantId } from '../../core/tenant-id.js';
import type { LogEvent } from './log-event.js';

export type EventSource = 'hook' | 'log';

/** The name of the advisory lock that arrivals of a connection share, and that a new subscription takes for itself. */
export const arrivalLock = (tenant: TenantId, connectionId: string): string => `arrivals/${tenant}/${connectionId}`;

/** What was heard of orgs. Every method runs within the tenant's open transaction. */
@Injectable()
export class EventRepository {
  constructor(private readonly database: TenantDatabase) {}

  /**
   * Stores the events that are not there yet, whichever way they came. Until the transaction ends no subscription appears
   * that this one would not see from now on. @returns the uuids of those stored now
   */
  async insertNew(
    tenant: TenantId,
    { connectionId, source, events }: { connectionId: string; source: EventSource; events: readonly LogEvent[] },
  ): Promise<Set<string>> {
    // Always in the same order: two arrivals with the same events do not wait for one another in a circle.
    const sorted = events.toSorted((a, b) => (a.uuid < b.uuid ? -1 : 1));
    const rows = sorted.map((event) => ({ uuid: event.uuid, at: event.published, type: event.eventType, body: event }));
    const stored = await this.database.manager().query<{ uuid: string }[]>(
      `WITH held AS MATERIALIZED (SELECT pg_advisory_xact_lock_shared(hashtextextended($5, 0)))
       INSERT INTO event (tenant_id, connection_id, published, uuid, event_type, source, body)
       SELECT $1, $2, e.at, e.uuid, e.type, $3, e.body
       FROM held, json_to_recordset($4::json) AS e(uuid text, at timestamptz, type text, body json)
       ON CONFLICT DO NOTHING RETURNING uuid`,
      [tenant, connectionId, source, storableJson(rows), arrivalLock(tenant, connectionId)],
    );
    return new Set(stored.map(({ uuid }) => uuid));
  }
}
