import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '../core/database/tenant-transaction.js';
import type { TenantId } from '../core/tenant-id.js';

/** A tenant's data key as it is stored: wrapped by the key-encryption key `kekId`. */
export interface WrappedKey {
  version: number;
  kekId: string;
  wrapped: Buffer;
}

/** The versions with which something of the tenant is sealed that is kept; each of these columns is a foreign key, too. */
const KEYS_IN_USE = [
  ['connection_secret', 'key_version'],
  ['connect_session', 'key_version'],
  ['oauth_token', 'access_key_version'],
  ['oauth_token', 'refresh_key_version'],
  ['oauth_refresh_attempt', 'spare_key_version'],
  ['token_revocation', 'key_version'],
  ['idempotency_key', 'key_version'],
  ['idempotency_key', 'answer_key_version'],
  ['queued_run', 'key_version'],
  ['queued_run', 'answer_key_version'],
  ['subscription_secret', 'key_version'],
  ['okta_hook', 'key_version'],
  ['hook_removal', 'key_version'],
]
  .map(([table, column]) => `SELECT 1 FROM ${table} WHERE tenant_id = $1 AND ${column} = k.version`)
  .join(' UNION ALL ');

const COLUMNS = 'version, kek_id AS "kekId", wrapped';

/** Rows of `tenant_key`; inside `TenantDatabase.transaction` only. */
@Injectable()
export class TenantKeyRepository {
  constructor(private readonly database: TenantDatabase) {}

  /** The newest key. Its row cannot be deleted before this transaction ends. */
  async holdNewest(tenant: TenantId): Promise<WrappedKey | undefined> {
    const sql = `SELECT ${COLUMNS} FROM tenant_key WHERE tenant_id = $1 ORDER BY version DESC LIMIT 1 FOR KEY SHARE`;
    const [key] = await this.database.prepared<WrappedKey>(sql, [tenant]);
    return key;
  }

  async find(tenant: TenantId, version: number): Promise<WrappedKey | undefined> {
    const [key] = await this.#query<WrappedKey>(
      `SELECT ${COLUMNS} FROM tenant_key WHERE tenant_id = $1 AND version = $2`,
      [tenant, version],
    );
    return key;
  }

  async listNotWrappedBy(tenant: TenantId, kekId: string): Promise<WrappedKey[]> {
    return this.#query(`SELECT ${COLUMNS} FROM tenant_key WHERE tenant_id = $1 AND kek_id <> $2 ORDER BY version`, [
      tenant,
      kekId,
    ]);
  }

  /** Waits for others who make a key for this tenant, until the end of the transaction. */
  async lockCreation(tenant: TenantId): Promise<void> {
    await this.#query(`SELECT pg_advisory_xact_lock(hashtext('tenant_key'), hashtext($1))`, [tenant]);
  }

  /** A number that no key of any tenant has had. */
  async nextVersion(): Promise<number> {
    const [row] = await this.#query<{ version: string }>(`SELECT nextval('tenant_key_version') AS version`, []);
    return Number(row?.version);
  }

  async insert(tenant: TenantId, { version, kekId, wrapped }: WrappedKey): Promise<void> {
    await this.#query(`INSERT INTO tenant_key (tenant_id, version, kek_id, wrapped) VALUES ($1, $2, $3, $4)`, [
      tenant,
      version,
      kekId,
      wrapped,
    ]);
  }

  /** @returns false when somebody else wrapped it anew since it was read */
  async rewrap(tenant: TenantId, key: WrappedKey, next: { kekId: string; wrapped: Buffer }): Promise<boolean> {
    const rows = await this.#changed(
      `UPDATE tenant_key SET kek_id = $3, wrapped = $4 WHERE tenant_id = $1 AND version = $2 AND kek_id = $5 RETURNING version`,
      [tenant, key.version, next.kekId, next.wrapped, key.kekId],
    );
    return rows > 0;
  }

  /** Whether the newest key is younger than this. */
  async newestIsYoungerThan(tenant: TenantId, seconds: number): Promise<boolean> {
    const sql = `SELECT 1 FROM tenant_key WHERE tenant_id = $1 AND created_at > now() - make_interval(secs => $2)`;
    return (await this.#query(sql, [tenant, seconds])).length > 0;
  }

  /** Deletes keys that a newer one replaced at least so long ago, and that no secret needs. @returns how many */
  async deleteSuperseded(tenant: TenantId, seconds: number): Promise<number> {
    return this.#changed(
      `DELETE FROM tenant_key k WHERE tenant_id = $1
         AND EXISTS (SELECT 1 FROM tenant_key n
           WHERE n.tenant_id = $1 AND n.version > k.version AND n.created_at <= now() - make_interval(secs => $2))
         AND NOT EXISTS (${KEYS_IN_USE})
       RETURNING version`,
      [tenant, seconds],
    );
  }

  /** Deletes all keys of a tenant without connections, and without tokens yet to be revoked. @returns how many */
  async deleteUnused(tenant: TenantId): Promise<number> {
    return this.#changed(
      `DELETE FROM tenant_key WHERE tenant_id = $1
         AND NOT EXISTS (SELECT 1 FROM connection WHERE tenant_id = $1)
         AND NOT EXISTS (SELECT 1 FROM token_revocation WHERE tenant_id = $1)
         AND NOT EXISTS (SELECT 1 FROM connect_session WHERE tenant_id = $1 AND key_version IS NOT NULL)
         AND NOT EXISTS (SELECT 1 FROM hook_removal WHERE tenant_id = $1) RETURNING version`,
      [tenant],
    );
  }

  #query<Row>(sql: string, parameters: unknown[]): Promise<Row[]> {
    return this.database.manager().query<Row[]>(sql, parameters);
  }

  /** TypeORM answers UPDATE and DELETE with the rows and their number. */
  async #changed(sql: string, parameters: unknown[]): Promise<number> {
    const [, count] = await this.database.manager().query<[unknown[], number]>(sql, parameters);
    return count;
  }
}
