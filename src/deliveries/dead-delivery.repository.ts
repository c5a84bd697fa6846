import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { dueItems, type DueItem } from '../connections/upkeep/leased-rows.repository.js';
import { DATA_SOURCE } from '../core/database/data-source.js';
import { TenantDatabase } from '../core/database/tenant-transaction.js';
import type { TenantId } from '../core/tenant-id.js';

/** Which subscriptions, of all tenants. */
export interface SubscriptionsWanted {
  tenantId: TenantId | undefined;
  connectionId: string | undefined;
  subscriptionId: string | undefined;
}

/** Dead letters of a subscription that were written in a period. */
export interface DeadLetters {
  subscriptionId: string;
  since: Date;
  until: Date;
}

/** A delivery's place in the order in which they were written. */
export interface DeadPlace {
  createdAt: string;
  id: string;
}

/** Deliveries that were given up. Every method but `subscriptions` runs within the tenant's open transaction. */
@Injectable()
export class DeadDeliveryRepository {
  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly database: TenantDatabase,
  ) {}

  /** Subscriptions of all tenants, in their order; `after` is the last one seen. */
  async subscriptions(wanted: SubscriptionsWanted, after: DueItem | undefined, limit: number): Promise<DueItem[]> {
    const { tenantId = null, connectionId = null, subscriptionId = null } = wanted;
    return dueItems(
      await this.dataSource.query('SELECT * FROM list_subscriptions($1, $2, $3, $4, $5, $6)', [
        tenantId,
        connectionId,
        subscriptionId,
        after?.tenantId ?? '',
        after?.id ?? '',
        limit,
      ]),
    );
  }

  async count(tenant: TenantId, { subscriptionId, since, until }: DeadLetters): Promise<number> {
    const [row] = await this.#query<{ count: number }[]>(COUNT, [tenant, subscriptionId, since, until]);
    return row?.count ?? 0;
  }

  /** Makes the next ones after a place due now. @returns their places */
  async revive(
    tenant: TenantId,
    { subscriptionId, since, until }: DeadLetters,
    { after, limit }: { after: DeadPlace | undefined; limit: number },
  ): Promise<DeadPlace[]> {
    const place = [after?.createdAt ?? null, after?.id ?? null];
    const [rows] = await this.#query<[DeadPlace[], number]>(REVIVE, [
      tenant,
      subscriptionId,
      since,
      until,
      ...place,
      limit,
    ]);
    return rows.toSorted((a, b) => compare(a.createdAt, b.createdAt) || compare(a.id, b.id));
  }

  #query<T>(sql: string, parameters: unknown[]): Promise<T> {
    return this.database.manager().query<T>(sql, parameters);
  }
}

/** ISO texts of one width and offset compare as they are. */
const compare = (a: string, b: string): number => Number(a > b) - Number(a < b);

const DEAD = `FROM delivery WHERE tenant_id = $1 AND subscription_id = $2 AND status = 'failed'
  AND created_at >= $3::timestamptz AND created_at < $4::timestamptz`;

const COUNT = `SELECT count(*)::integer AS count ${DEAD}`;

const REVIVE = `
  UPDATE delivery d SET status = 'pending', due_at = now() FROM (
    SELECT created_at, id ${DEAD} AND ($5::timestamptz IS NULL OR (created_at, id) > ($5::timestamptz, $6))
    ORDER BY created_at, id LIMIT $7 FOR UPDATE SKIP LOCKED) s
  WHERE d.tenant_id = $1 AND d.created_at = s.created_at AND d.id = s.id
  RETURNING to_char(d.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "createdAt", d.id`;
