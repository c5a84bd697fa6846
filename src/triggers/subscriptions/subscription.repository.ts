import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '../../core/database/tenant-transaction.js';
import type { TenantId } from '../../core/tenant-id.js';
import type { Subscription, SubscriptionStatus } from './subscription.js';

const COLUMNS: Record<Exclude<keyof Subscription, 'tenantId' | 'id'>, string> = {
  connectionId: 'connection_id',
  triggerId: 'trigger_id',
  mode: 'mode',
  status: 'status',
  statusReason: 'status_reason',
  eventTypes: 'event_types',
  params: 'params',
  deliveryType: 'delivery_type',
  deliveryUrl: 'delivery_url',
  startFrom: 'start_from',
  nextSequence: 'next_sequence',
  acknowledgedSequence: 'acknowledged_sequence',
  failingSince: 'failing_since',
  lastEventAt: 'last_event_at',
  scheduleFrom: 'schedule_from',
  scheduleDueAt: 'schedule_due_at',
  scheduleState: 'schedule_state',
  createdBy: 'created_by',
  createdAt: 'created_at',
  updatedAt: 'updated_at',
};

/** bigint comes as text from the driver; sequences stay far below 2^53. */
const NUMBERS: ReadonlySet<string> = new Set(['next_sequence', 'acknowledged_sequence']);

const FIELDS = [
  'tenant_id AS "tenantId"',
  'id',
  ...Object.entries(COLUMNS).map(([name, column]) => `${column}${NUMBERS.has(column) ? '::float8' : ''} AS "${name}"`),
].join(', ');

type NewSubscription = Omit<Subscription, 'createdAt' | 'updatedAt' | 'nextSequence' | 'acknowledgedSequence'>;

export interface SubscriptionFilter {
  connectionId: string;
  status?: SubscriptionStatus | undefined;
  triggerId?: string | undefined;
  after?: string | undefined;
  limit: number;
}

/** Subscriptions of a tenant. Every method runs within the tenant's open transaction. */
@Injectable()
export class SubscriptionRepository {
  constructor(private readonly database: TenantDatabase) {}

  async insert({ tenantId, id, ...values }: NewSubscription): Promise<void> {
    const { columns, parameters } = assignments(values);
    const places = columns.map((_, index) => `$${index + 3}`);
    await this.#query(
      `INSERT INTO subscription (tenant_id, id, ${columns.join(', ')}) VALUES ($1, $2, ${places.join(', ')})`,
      [tenantId, id, ...parameters],
    );
  }

  async find(tenant: TenantId, id: string): Promise<Subscription | undefined> {
    return (await this.#select(tenant, 'id = $2', [id]))[0];
  }

  /** As `find`, and holds it until the end of the transaction. */
  async lock(tenant: TenantId, id: string): Promise<Subscription | undefined> {
    return (await this.#select(tenant, 'id = $2 FOR UPDATE', [id]))[0];
  }

  /** In the order of their ids. */
  async list(
    tenant: TenantId,
    { connectionId, status, triggerId, after, limit }: SubscriptionFilter,
  ): Promise<Subscription[]> {
    return this.#select(
      tenant,
      `connection_id = $2 AND ($3::text IS NULL OR status = $3) AND ($4::text IS NULL OR trigger_id = $4)
       AND ($5::text IS NULL OR id > $5) ORDER BY id LIMIT $6`,
      [connectionId, status ?? null, triggerId ?? null, after ?? null, limit],
    );
  }

  /** Those of a connection that events are written down for: all but the disabled and the scheduled. In the order of their ids. */
  async listHearing(tenant: TenantId, connectionId: string): Promise<Subscription[]> {
    return this.#select(
      tenant,
      `connection_id = $2 AND status <> 'disabled' AND schedule_due_at IS NULL AND schedule_from IS NULL ORDER BY id`,
      [connectionId],
    );
  }

  /** Changes some columns. */
  async update(tenant: TenantId, id: string, changes: Partial<Omit<Subscription, 'tenantId' | 'id'>>): Promise<void> {
    const { columns, parameters } = assignments(changes);
    const sets = [...columns.map((column, index) => `${column} = $${index + 3}`), 'updated_at = now()'];
    await this.#query(`UPDATE subscription SET ${sets.join(', ')} WHERE tenant_id = $1 AND id = $2`, [
      tenant,
      id,
      ...parameters,
    ]);
  }

  /** @returns whether it was there */
  async delete(tenant: TenantId, id: string): Promise<boolean> {
    const [, count] = await this.#query<[unknown[], number]>(
      'DELETE FROM subscription WHERE tenant_id = $1 AND id = $2',
      [tenant, id],
    );
    return count > 0;
  }

  #select(tenant: TenantId, condition: string, parameters: unknown[]): Promise<Subscription[]> {
    return this.#query(`SELECT ${FIELDS} FROM subscription WHERE tenant_id = $1 AND ${condition}`, [
      tenant,
      ...parameters,
    ]);
  }

  #query<T = unknown>(sql: string, parameters: unknown[]): Promise<T> {
    return this.database.manager().query<T>(sql, parameters);
  }
}

const JSON_COLUMNS: ReadonlySet<string> = new Set(['params', 'schedule_state']);

function assignments(values: Partial<Record<keyof typeof COLUMNS, unknown>>) {
  const given = Object.entries(COLUMNS).flatMap(([name, column]) => {
    const value = Object.entries(values).find(([key]) => key === name)?.[1];
    if (value === undefined) return [];
    return [{ column, value: JSON_COLUMNS.has(column) ? JSON.stringify(value) : value }];
  });
  return { columns: given.map(({ column }) => column), parameters: given.map(({ value }) => value) };
}
