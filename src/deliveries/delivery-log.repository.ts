import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '../core/database/tenant-transaction.js';
import { idTime } from '../core/ids.js';
import type { TenantId } from '../core/tenant-id.js';

type DeliveryStatus = 'pending' | 'delivered' | 'failed' | 'held';

interface DeliveryAttempt {
  attempt: number;
  at: Date;
  /** Null where there was no answer. */
  status: number | null;
  error: string | null;
  durationMs: number;
  answer: string | null;
}

export interface LoggedDelivery {
  id: string;
  subscriptionId: string;
  connectionId: string;
  webhookId: string;
  sequence: number;
  eventId: string | null;
  published: Date | null;
  status: DeliveryStatus;
  /** Begun so far. */
  attemptCount: number;
  createdAt: Date;
  /** Null where none will follow by itself. */
  nextAttemptAt: Date | null;
  deliveredAt: Date | null;
  /** The latest first. */
  attempts: DeliveryAttempt[];
}

export interface DeliveryFilter {
  subscriptionId: string;
  status?: DeliveryStatus | undefined;
  before?: string | undefined;
  limit: number;
}

/** Deliveries and their attempts, for those who look at them. Every method runs within the tenant's open transaction. */
@Injectable()
export class DeliveryLogRepository {
  constructor(private readonly database: TenantDatabase) {}

  /** The newest first; `before` is the id of the last one seen. */
  async list(tenant: TenantId, { subscriptionId, status, before, limit }: DeliveryFilter): Promise<LoggedDelivery[]> {
    const beforeTime = before === undefined ? null : (idTime('dlv', before) ?? null);
    return this.#query(
      `${SELECT} WHERE d.tenant_id = $1 AND d.subscription_id = $2 AND ($3::text IS NULL OR d.status = $3)
       AND ($4::timestamptz IS NULL OR (d.created_at, d.id) < ($4, $5)) ORDER BY d.created_at DESC, d.id DESC LIMIT $6`,
      [tenant, subscriptionId, status ?? null, beforeTime, before ?? null, limit],
    );
  }

  async find(tenant: TenantId, id: string): Promise<LoggedDelivery | undefined> {
    const createdAt = idTime('dlv', id);
    if (!createdAt) return undefined;
    const rows = await this.#query<LoggedDelivery[]>(
      `${SELECT} WHERE d.tenant_id = $1 AND d.created_at = $2 AND d.id = $3`,
      [tenant, createdAt, id],
    );
    return rows[0];
  }

  /**
   * Makes a dead or waiting delivery due now; a dead one gets one attempt. One that is due within a lease comes by itself:
   * it may be under way. @returns false when there is nothing to send
   */
  async retry(tenant: TenantId, id: string, leaseSeconds: number): Promise<boolean> {
    const [, count] = await this.#query<[unknown[], number]>(
      `UPDATE delivery SET due_at = now(), status = 'pending' WHERE tenant_id = $1 AND created_at = $2 AND id = $3
       AND (status = 'failed' OR (status = 'pending' AND due_at > now() + make_interval(secs => $4)))`,
      [tenant, idTime('dlv', id), id, leaseSeconds],
    );
    return count > 0;
  }

  #query<T>(sql: string, parameters: unknown[]): Promise<T> {
    return this.database.manager().query<T>(sql, parameters);
  }
}

const SELECT = `
  SELECT d.id, d.subscription_id AS "subscriptionId", d.connection_id AS "connectionId", d.webhook_id AS "webhookId",
    d.sequence::float8 AS sequence, d.event_uuid AS "eventId", d.event_published AS published, d.status,
    d.attempts AS "attemptCount", d.created_at AS "createdAt", d.delivered_at AS "deliveredAt",
    CASE WHEN d.status = 'pending' AND d.due_at < 'infinity' THEN d.due_at END AS "nextAttemptAt",
    COALESCE((
      SELECT json_agg(json_build_object('attempt', a.attempt, 'at', a.at, 'status', a.status, 'error', a.error,
        'durationMs', a.duration_ms, 'answer', a.answer) ORDER BY a.at DESC, a.attempt DESC)
      FROM delivery_attempt a
      WHERE a.tenant_id = d.tenant_id AND a.delivery_id = d.id AND a.at >= d.created_at), '[]') AS attempts
  FROM delivery d`;
