import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { dueItems, type DueItem } from '../../connections/upkeep/leased-rows.repository.js';
import { DATA_SOURCE } from '../../core/database/data-source.js';
import { TenantDatabase } from '../../core/database/tenant-transaction.js';
import type { TenantId } from '../../core/tenant-id.js';
import type { LogPosition, PollProgress } from './log-position.js';

/** A stored position as it is shown. */
export interface StoredPosition {
  since: Date;
  lastPublished: Date | null;
  lastEventAt: Date | null;
  polledAt: Date | null;
  intervalSeconds: number;
  error: string | null;
  dueAt: Date;
}

type LeasedRow = Omit<LogPosition, 'tenantId' | 'connectionId'>;

/** As text: the database counts microseconds, a Date does not. */
const SINCE = `to_char(p.since AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS since`;

/**
 * Where logs have been read to. A position is leased by moving `due_at` ahead, and stored only by whoever holds the lease.
 * Every method but `listDue` runs within the tenant's open transaction.
 */
@Injectable()
export class LogPositions {
  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly database: TenantDatabase,
  ) {}

  /**
   * The connection's log is read from `since` at the latest. A position that began later moves back: what it has read is
   * read again, and known by its uuid. A poll under way sees that its position moved, and stores nothing.
   */
  async begin(tenant: TenantId, connectionId: string, since: Date): Promise<void> {
    // A random first number: a poller of an earlier position of the connection must not fit this one.
    await this.#query(
      `INSERT INTO log_position AS p (tenant_id, id, since, attempts) VALUES ($1, $2, $3, floor(random() * 1e9))
       ON CONFLICT (tenant_id, id) DO UPDATE SET since = EXCLUDED.since, next_target = NULL, last_published = NULL
       WHERE EXCLUDED.since < p.since`,
      [tenant, connectionId, since],
    );
  }

  /** The log is not read any more. */
  async end(tenant: TenantId, connectionId: string): Promise<void> {
    await this.#query('DELETE FROM log_position WHERE tenant_id = $1 AND id = $2', [tenant, connectionId]);
  }

  /** Positions of all tenants that are due, those of each tenant in turn. */
  async listDue(limit: number): Promise<DueItem[]> {
    return dueItems(await this.dataSource.query('SELECT * FROM list_due_log_positions($1)', [limit]));
  }

  /** @returns undefined when it is not due, gone, or just being taken by another process */
  async lease(tenant: TenantId, connectionId: string, seconds: number): Promise<LogPosition | undefined> {
    const [rows] = await this.#query<[LeasedRow[], number]>(
      `UPDATE log_position p SET due_at = now() + make_interval(secs => $3), attempts = p.attempts + 1
       FROM (SELECT due_at FROM log_position WHERE tenant_id = $1 AND id = $2 AND due_at <= now()
             FOR UPDATE SKIP LOCKED) due
       WHERE p.tenant_id = $1 AND p.id = $2
       RETURNING p.attempts AS attempt, ${SINCE}, p.next_target AS "nextTarget", p.last_published AS "lastPublished",
         p.interval_seconds AS "intervalSeconds", (extract(epoch FROM now() - due.due_at) * 1000)::float8 AS "lateMs"`,
      [tenant, connectionId, seconds],
    );
    return rows[0] && { tenantId: tenant, connectionId, ...rows[0] };
  }

  /** Stores what a page has brought. @returns false when the position is gone, moved, or another's by now */
  async advance({ tenantId, connectionId, attempt, since }: LogPosition, progress: PollProgress): Promise<boolean> {
    const { nextTarget, latestPublished, intervalSeconds, dueInSeconds } = progress;
    const [, count] = await this.#query<[unknown[], number]>(
      // An event of the future must not put the place ahead that a stale cursor falls back to.
      `UPDATE log_position SET next_target = $5, last_published = GREATEST(last_published, LEAST($6::timestamptz, now())),
         last_event_at = CASE WHEN $6 IS NULL THEN last_event_at ELSE now() END, polled_at = now(), error = NULL,
         interval_seconds = $7, due_at = now() + make_interval(secs => $8)
       WHERE tenant_id = $1 AND id = $2 AND attempts = $3 AND since = $4::timestamptz`,
      [tenantId, connectionId, attempt, since, nextTarget, latestPublished, intervalSeconds, dueInSeconds],
    );
    return count === 1;
  }

  /** Gives the lease back without having read; another's lease is left alone. */
  async postpone(
    { tenantId, connectionId, attempt }: LogPosition,
    { seconds, failure }: { seconds: number; failure?: { error: string; intervalSeconds: number } | undefined },
  ): Promise<void> {
    await this.#query(
      `UPDATE log_position SET due_at = now() + make_interval(secs => $4), error = COALESCE($5, error),
         interval_seconds = COALESCE($6, interval_seconds)
       WHERE tenant_id = $1 AND id = $2 AND attempts = $3`,
      [tenantId, connectionId, attempt, seconds, failure?.error ?? null, failure?.intervalSeconds ?? null],
    );
  }

  async find(tenant: TenantId, connectionId: string): Promise<StoredPosition | undefined> {
    const rows = await this.#query<StoredPosition[]>(
      `SELECT since, last_published AS "lastPublished", last_event_at AS "lastEventAt", polled_at AS "polledAt",
         interval_seconds AS "intervalSeconds", error, due_at AS "dueAt"
       FROM log_position WHERE tenant_id = $1 AND id = $2`,
      [tenant, connectionId],
    );
    return rows[0];
  }

  #query<T = unknown>(sql: string, parameters: unknown[]): Promise<T> {
    return this.database.manager().query<T>(sql, parameters);
  }
}
