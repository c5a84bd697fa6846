import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { dueItems, type DueItem } from '../connections/upkeep/leased-rows.repository.js';
import { DATA_SOURCE } from '../core/database/data-source.js';
import { TenantDatabase } from '../core/database/tenant-transaction.js';
import { storableJson } from '../core/storable-json.js';
import type { TenantId } from '../core/tenant-id.js';
import type { DueDelivery, Settlement, TakenDeliveries } from './due-delivery.js';

interface Found {
  id: string;
  createdAt: string;
  published: string | null;
  /** Seconds; none for one that waits for its subscription to be resumed. */
  due: number | null;
}

/** Rows that are changed at once; more would outlast a statement. */
export const BITE = 5_000;

/**
 * Deliveries that wait. One is leased by moving `due_at` ahead: when its worker dies it is due again. Database time only.
 * The statements name the partitions they need by bounds of time, which spares planning for all of them. Every method but
 * `listOverdue` runs within the tenant's open transaction.
 */
@Injectable()
export class DueDeliveryRepository {
  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly database: TenantDatabase,
  ) {}

  /** Subscriptions of all tenants with deliveries that nobody looked after when they were due. */
  async listOverdue(limit: number): Promise<DueItem[]> {
    return dueItems(await this.dataSource.query('SELECT * FROM list_overdue_deliveries($1)', [limit]));
  }

  /** Subscriptions of all tenants that have failed for so long that their status changes. */
  async listFailing(limit: number): Promise<DueItem[]> {
    return dueItems(await this.dataSource.query('SELECT * FROM list_failing_subscriptions($1)', [limit]));
  }

  /** Takes what is due for one attempt each; nobody else takes it until the lease has ended. */
  async take(
    tenant: TenantId,
    { subscriptionId, limit, leaseSeconds }: { subscriptionId: string; limit: number; leaseSeconds: number },
  ): Promise<TakenDeliveries> {
    const found = await this.#query<Found[]>(FIND, [tenant, subscriptionId, limit + 1]);
    const due = found.filter((row) => row.due !== null && row.due <= 0);
    const later = found.flatMap((row) => (row.due !== null && row.due > 0 ? [row.due] : []));
    const parked = found.some((row) => row.due === null);
    const nextSeconds = due.length > limit ? 0 : later[0];
    return { deliveries: await this.#lease(tenant, due.slice(0, limit), leaseSeconds), nextSeconds, parked };
  }

  /** Writes attempts and outcomes down. A delivery whose lease was lost meanwhile is left as it is. */
  async settle(tenant: TenantId, settlements: readonly Settlement[]): Promise<void> {
    if (settlements.length === 0) return;
    const rows = settlements.map(({ delivery, status, seconds, attempt }) => ({
      id: delivery.id,
      createdAt: delivery.createdAt,
      number: delivery.attempt,
      outcome: status,
      seconds,
      tried: attempt !== undefined,
      ...attempt,
    }));
    const { from, to } = boundsOf(settlements.map(({ delivery }) => delivery.createdAt));
    await this.#query(SETTLE, [tenant, storableJson(rows), from, to]);
  }

  /** Puts deliveries of a paused subscription aside. @returns how many, at most BITE */
  park(tenant: TenantId, subscriptionId: string): Promise<number> {
    return this.#change(PARK, [tenant, subscriptionId, BITE]);
  }

  /** Brings those back, in their order and before what came later. @returns how many, at most BITE */
  unpark(tenant: TenantId, subscriptionId: string): Promise<number> {
    return this.#change(UNPARK, [tenant, subscriptionId, BITE]);
  }

  /** Ends waiting for all of a subscription's deliveries. @returns how many, at most BITE */
  dismiss(tenant: TenantId, subscriptionId: string, status: 'failed' | 'held'): Promise<number> {
    return this.#change(DISMISS, [tenant, subscriptionId, BITE, status]);
  }

  async #lease(tenant: TenantId, due: readonly Found[], leaseSeconds: number): Promise<DueDelivery[]> {
    if (due.length === 0) return [];
    const created = boundsOf(due.map(({ createdAt }) => createdAt));
    const published = boundsOf(due.flatMap((row) => row.published ?? []));
    const keys = [due.map(({ id }) => id), due.map(({ createdAt }) => createdAt)];
    const bounds = [created.from, created.to, published.from, published.to];
    return this.#query<DueDelivery[]>(LEASE, [tenant, leaseSeconds, ...keys, ...bounds]);
  }

  async #change(sql: string, parameters: unknown[]): Promise<number> {
    const [, count] = await this.#query<[unknown[], number]>(sql, parameters);
    return count;
  }

  #query<T>(sql: string, parameters: unknown[]): Promise<T> {
    return this.database.manager().query<T>(sql, parameters);
  }
}

/** ISO texts of one width and offset, so they compare as they are. */
function boundsOf(times: readonly string[]): { from: string | null; to: string | null } {
  const sorted = times.toSorted();
  return { from: sorted[0] ?? null, to: sorted.at(-1) ?? null };
}

const isoText = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

const FIND = `
  SELECT id, ${isoText('created_at')} AS "createdAt", ${isoText('event_published')} AS published,
    CASE WHEN due_at < 'infinity' THEN extract(epoch FROM due_at - now())::float8 END AS due
  FROM delivery WHERE tenant_id = $1 AND subscription_id = $2 AND status = 'pending'
  ORDER BY due_at, sequence LIMIT $3 FOR UPDATE SKIP LOCKED`;

const LEASE = `
  WITH leased AS (
    UPDATE delivery u SET due_at = now() + make_interval(secs => $2), attempts = attempts + 1
    FROM unnest($3::text[], $4::timestamptz[]) AS k(id, created_at)
    WHERE u.tenant_id = $1 AND u.created_at = k.created_at AND u.id = k.id
      AND u.created_at BETWEEN $5::timestamptz AND $6::timestamptz
    RETURNING u.id, u.created_at, connection_id, webhook_id, sequence, attempts, event_published, event_uuid, body, traceparent)
  SELECT d.id, ${isoText('d.created_at')} AS "createdAt", d.connection_id AS "connectionId", d.webhook_id AS "webhookId",
    d.sequence::float8 AS sequence, d.attempts AS attempt, d.traceparent,
    COALESCE(e.body ->> 'published', to_char(COALESCE(d.event_published, d.created_at) AT TIME ZONE 'UTC',
      'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) AS published,
    d.body::text AS content, CASE WHEN d.body IS NULL THEN e.body::text END AS event
  FROM leased d LEFT JOIN event e ON e.tenant_id = $1 AND e.connection_id = d.connection_id
    AND e.published = d.event_published AND e.uuid = d.event_uuid
    AND e.published BETWEEN $7::timestamptz AND $8::timestamptz
  ORDER BY d.sequence`;

const SETTLE = `
  WITH given AS (
    SELECT * FROM json_to_recordset($2::json) AS g(id text, "createdAt" timestamptz, number int, outcome text,
      seconds float8, tried boolean, status int, error text, "durationMs" int, answer text)),
  settled AS (
    UPDATE delivery d SET status = g.outcome, attempts = d.attempts - CASE WHEN g.tried THEN 0 ELSE 1 END,
      due_at = CASE WHEN g.outcome = 'pending' THEN now() + make_interval(secs => g.seconds) ELSE d.due_at END,
      delivered_at = CASE WHEN g.outcome = 'delivered' THEN now() END
    FROM given g WHERE d.tenant_id = $1 AND d.id = g.id AND d.created_at = g."createdAt"
      AND d.created_at BETWEEN $3::timestamptz AND $4::timestamptz AND d.attempts = g.number AND d.status = 'pending')
  INSERT INTO delivery_attempt (tenant_id, at, delivery_id, attempt, status, error, duration_ms, answer)
  SELECT $1, now(), g.id, g.number, g.status, g.error, g."durationMs", g.answer FROM given g WHERE g.tried
  ON CONFLICT DO NOTHING`;

const some = (condition: string) => `
  SELECT created_at, id FROM delivery
  WHERE tenant_id = $1 AND subscription_id = $2 AND status = 'pending' AND ${condition}
  ORDER BY due_at, sequence LIMIT $3 FOR UPDATE SKIP LOCKED`;

const changeSome = (condition: string, change: string) => `
  UPDATE delivery d SET ${change} FROM (${some(condition)}) s
  WHERE d.tenant_id = $1 AND d.created_at = s.created_at AND d.id = s.id`;

const PARK = changeSome('due_at <= now()', `due_at = 'infinity'`);
const UNPARK = changeSome(`due_at = 'infinity'`, `due_at = d.created_at`);
const DISMISS = changeSome('true', 'status = $4');
