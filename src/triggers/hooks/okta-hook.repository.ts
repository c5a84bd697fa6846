import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { dueItems, type DueItem } from '../../connections/upkeep/leased-rows.repository.js';
import { DATA_SOURCE } from '../../core/database/data-source.js';
import { TenantDatabase } from '../../core/database/tenant-transaction.js';
import { parseTenantId, type TenantId } from '../../core/tenant-id.js';
import type { OktaHook } from './okta-hook.js';

const COLUMNS = {
  oktaId: 'okta_id',
  eventTypes: 'event_types',
  confirmedTypes: 'confirmed_types',
  state: 'state',
  stateReason: 'state_reason',
  secretHashes: 'secret_hashes',
  keyVersion: 'key_version',
  ciphertext: 'ciphertext',
  secretSetAt: 'secret_set_at',
  lastDeliveryAt: 'last_delivery_at',
  checkedAt: 'checked_at',
} as const satisfies Partial<Record<keyof OktaHook, string>>;

const FIELDS = [
  'tenant_id AS "tenantId"',
  'id',
  'connection_id AS "connectionId"',
  'ordinal',
  ...Object.entries(COLUMNS).map(([name, column]) => `${column} AS "${name}"`),
].join(', ');

export type HookChanges = Partial<Pick<OktaHook, keyof typeof COLUMNS>>;

type NewHook = Pick<
  OktaHook,
  'id' | 'connectionId' | 'ordinal' | 'eventTypes' | 'secretHashes' | 'keyVersion' | 'ciphertext'
>;

/** Event hooks of connections. Every method but `listUnchecked` and `tenantOf` runs within the tenant's open transaction. */
@Injectable()
export class OktaHookRepository {
  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly database: TenantDatabase,
  ) {}

  /** Connections of all tenants whose hooks nobody has looked at for a while; `id` is the connection's. */
  async listUnchecked(limit: number): Promise<DueItem[]> {
    return dueItems(await this.dataSource.query('SELECT * FROM list_unchecked_hooks($1)', [limit]));
  }

  /** The database gives away nothing else of a hook without a tenant. */
  async tenantOf(hookId: string): Promise<TenantId | undefined> {
    const [row] = await this.dataSource.query<{ tenant: string }[]>('SELECT tenant FROM okta_hook_tenant($1)', [
      hookId,
    ]);
    return parseTenantId(row?.tenant);
  }

  async find(tenant: TenantId, id: string): Promise<OktaHook | undefined> {
    return (await this.#select(tenant, 'id = $2', id))[0];
  }

  /** Those of a connection, by their ordinals. */
  list(tenant: TenantId, connectionId: string): Promise<OktaHook[]> {
    return this.#select(tenant, 'connection_id = $2 ORDER BY ordinal', connectionId);
  }

  /** Waits for others who plan the hooks of this connection, until the end of the transaction. */
  async lockPlanning(connectionId: string): Promise<void> {
    await this.#query(`SELECT pg_advisory_xact_lock(hashtext('okta_hook'), hashtext($1))`, [connectionId]);
  }

  /** Whether somebody is at work on the connection's hooks. */
  async isLeased(tenant: TenantId, connectionId: string): Promise<boolean> {
    const sql = `SELECT 1 FROM okta_hook WHERE tenant_id = $1 AND connection_id = $2 AND leased_until > now()`;
    return (await this.#query<unknown[]>(sql, [tenant, connectionId])).length > 0;
  }

  /** Takes the connection's hooks for so long, or gives them back with 0. */
  async lease(tenant: TenantId, connectionId: string, seconds: number): Promise<void> {
    await this.#query(
      `UPDATE okta_hook SET leased_until = now() + make_interval(secs => $3) WHERE tenant_id = $1 AND connection_id = $2`,
      [tenant, connectionId, seconds],
    );
  }

  async insert(tenant: TenantId, hook: NewHook): Promise<void> {
    const { id, connectionId, ordinal, eventTypes, secretHashes, keyVersion, ciphertext } = hook;
    await this.#query(
      `INSERT INTO okta_hook (tenant_id, id, connection_id, ordinal, event_types, state, secret_hashes, key_version, ciphertext)
       VALUES ($1, $2, $3, $4, $5, 'wanted', $6, $7, $8)`,
      [tenant, id, connectionId, ordinal, eventTypes, secretHashes, keyVersion, ciphertext],
    );
  }

  /** @returns whether the hook is there */
  async update(tenant: TenantId, id: string, changes: HookChanges): Promise<boolean> {
    const given = Object.entries(changes).filter(([, value]) => value !== undefined);
    const sets = given.map(([name], index) => `${columnOf(name)} = $${index + 3}`);
    if (sets.length === 0) return true;
    const [, count] = await this.#query<[unknown[], number]>(
      `UPDATE okta_hook SET ${sets.join(', ')} WHERE tenant_id = $1 AND id = $2`,
      [tenant, id, ...given.map(([, value]) => value)],
    );
    return count > 0;
  }

  async delete(tenant: TenantId, id: string): Promise<void> {
    await this.#query('DELETE FROM okta_hook WHERE tenant_id = $1 AND id = $2', [tenant, id]);
  }

  /**
   * Notes that Okta called. What a person was asked to enter is there when Okta verifies it, or sends an event of a type
   * that it did not send before.
   */
  async noteCall(tenant: TenantId, id: string, types: readonly string[] | 'challenge'): Promise<void> {
    const proven =
      types === 'challenge'
        ? 'true'
        : `(confirmed_types = '{}' OR EXISTS (SELECT 1 FROM unnest($3::text[]) AS t
            WHERE t = ANY (event_types) AND t <> ALL (confirmed_types)))`;
    const delivered = types === 'challenge' ? '' : ', last_delivery_at = now()';
    await this.#query(
      `UPDATE okta_hook SET
         state = CASE WHEN state = 'manual' AND ${proven} THEN 'verified' ELSE state END,
         state_reason = CASE WHEN state = 'manual' AND ${proven} THEN NULL ELSE state_reason END,
         confirmed_types = CASE WHEN state = 'manual' AND ${proven} THEN event_types ELSE confirmed_types END${delivered}
       WHERE tenant_id = $1 AND id = $2`,
      types === 'challenge' ? [tenant, id] : [tenant, id, types],
    );
  }

  #select(tenant: TenantId, condition: string, parameter: string): Promise<OktaHook[]> {
    return this.#query<OktaHook[]>(`SELECT ${FIELDS} FROM okta_hook WHERE tenant_id = $1 AND ${condition}`, [
      tenant,
      parameter,
    ]);
  }

  #query<T>(sql: string, parameters: unknown[]): Promise<T> {
    return this.database.manager().query<T>(sql, parameters);
  }
}

function columnOf(name: string): string {
  const column = Object.entries(COLUMNS).find(([candidate]) => candidate === name)?.[1];
  if (column === undefined) throw new TypeError(`okta_hook has no column for ${name}`);
  return column;
}
