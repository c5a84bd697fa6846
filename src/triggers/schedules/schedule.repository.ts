import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { dueItems, type DueItem } from '../../connections/upkeep/leased-rows.repository.js';
import { DATA_SOURCE } from '../../core/database/data-source.js';
import { TenantDatabase } from '../../core/database/tenant-transaction.js';
import type { TenantId } from '../../core/tenant-id.js';
import type { Subscription } from '../subscriptions/subscription.js';
import type { ScheduleState } from './schedule-state.js';

/** A scheduled subscription and how far it is: who finds it elsewhere has been overtaken. */
export interface ScheduleHold {
  tenantId: TenantId;
  id: string;
  scheduleFrom: Date;
  revision: number;
}

/** What becomes of the row; times from now on, by the database's clock. */
export interface ScheduleChange {
  scheduleFrom: Date;
  state: ScheduleState;
  dueAt: { at: Date } | { inSeconds: number };
}

/** What the schedule says of a subscription's health. */
export interface ScheduleHealth {
  /** Null takes back what was said; undefined leaves it. */
  reason: string | null | undefined;
  /** Sets `failing_since`, or takes it back; undefined leaves it to the deliveries. */
  failing: boolean | undefined;
}

/** Compared to the millisecond, which is what a Date holds. */
const HELD = `tenant_id = $1 AND id = $2 AND date_trunc('milliseconds', schedule_from) = $3
  AND COALESCE((schedule_state->>'revision')::int, 0) = $4 AND status IN ('active', 'failing')`;

/**
 * Where scheduled searches stand. One is leased by moving `schedule_due_at` ahead; what it found is kept only while it
 * stands where it stood. Every method but `listDue` runs within the tenant's open transaction.
 */
@Injectable()
export class ScheduleRepository {
  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly database: TenantDatabase,
  ) {}

  /** Those of all tenants that are due. */
  async listDue(limit: number): Promise<DueItem[]> {
    return dueItems(await this.dataSource.query('SELECT * FROM list_due_schedules($1)', [limit]));
  }

  /** @returns whether it was due; the one that took it may search for so long */
  async lease(tenant: TenantId, id: string, seconds: number): Promise<boolean> {
    const count = await this.#change(
      `UPDATE subscription SET schedule_due_at = now() + make_interval(secs => $3)
       WHERE tenant_id = $1 AND id = $2 AND status IN ('active', 'failing') AND schedule_due_at <= now()`,
      [tenant, id, seconds],
    );
    return count === 1;
  }

  /** @returns false where it is gone, paused, disabled, or was moved by another process: nothing may be written then */
  async move(hold: ScheduleHold, { scheduleFrom, state, dueAt }: ScheduleChange): Promise<boolean> {
    const [at, inSeconds] = 'at' in dueAt ? [dueAt.at, 0] : [null, dueAt.inSeconds];
    const count = await this.#change(
      `UPDATE subscription SET schedule_from = $5, schedule_state = $6,
         schedule_due_at = COALESCE($7::timestamptz, now() + make_interval(secs => $8))
       WHERE ${HELD}`,
      [...keyOf(hold), scheduleFrom, JSON.stringify(state), at, inSeconds],
    );
    return count === 1;
  }

  /** Says how the searches of a subscription go. */
  async setHealth({ tenantId, id }: ScheduleHold, { reason, failing }: ScheduleHealth): Promise<void> {
    await this.#change(
      `UPDATE subscription SET status_reason = CASE WHEN $3 THEN $4 ELSE status_reason END,
         failing_since = CASE WHEN $5 THEN COALESCE(failing_since, now()) WHEN NOT $5 THEN NULL ELSE failing_since END,
         status = CASE WHEN status = 'failing' AND NOT $5 THEN 'active' ELSE status END
       WHERE tenant_id = $1 AND id = $2`,
      [tenantId, id, reason !== undefined, reason ?? null, failing ?? null],
    );
  }

  /** Which of these were written down for the subscription since then. */
  async findTold(
    { tenantId, id }: Pick<Subscription, 'tenantId' | 'id'>,
    webhookIds: readonly string[],
    since: Date,
  ): Promise<Set<string>> {
    const rows = await this.database.manager().query<{ webhookId: string }[]>(
      `SELECT webhook_id AS "webhookId" FROM delivery
       WHERE tenant_id = $1 AND subscription_id = $2 AND created_at >= $3 AND webhook_id = ANY($4)`,
      [tenantId, id, since, webhookIds],
    );
    return new Set(rows.map(({ webhookId }) => webhookId));
  }

  async #change(sql: string, parameters: unknown[]): Promise<number> {
    const [, count] = await this.database.manager().query<[unknown[], number]>(sql, parameters);
    return count;
  }
}

const keyOf = ({ tenantId, id, scheduleFrom, revision }: ScheduleHold) => [tenantId, id, scheduleFrom, revision];
