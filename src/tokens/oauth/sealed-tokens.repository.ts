import type { TenantDatabase } from '../../core/database/tenant-transaction.js';
import type { TenantId } from '../../core/tenant-id.js';
import type { SealedTable, StoredSecret } from '../sealed-secrets.repository.js';
import type { SealedSecret } from '../secret-box.js';
import { ACCESS_TOKEN_FIELD, REFRESH_TOKEN_FIELD, SPARE_FIELD } from './token-fields.js';

/** OAuth tokens and spares as ciphertext, for the renewal of data keys; inside `TenantDatabase.transaction` only. */
export class SealedTokensRepository implements SealedTable {
  constructor(private readonly database: TenantDatabase) {}

  async listSealedBefore(tenant: TenantId, keyVersion: number): Promise<StoredSecret[]> {
    const rows = await this.database
      .manager()
      .query<(Omit<StoredSecret, 'version'> & { version: string })[]>(LIST, [tenant, keyVersion]);
    return rows.map((row) => ({ ...row, version: Number(row.version) }));
  }

  /** @returns false when the token was changed since it was read; the newer one is kept */
  async reseal(tenant: TenantId, seen: StoredSecret, { keyVersion, ciphertext }: SealedSecret): Promise<boolean> {
    const [, count] = await this.database
      .manager()
      .query<[unknown[], number]>(RESEAL[seen.field] ?? '', [
        tenant,
        seen.connectionId,
        seen.version,
        seen.ciphertext,
        keyVersion,
        ciphertext,
      ]);
    return count > 0;
  }
}

/** Columns of a sealed value, and what tells its row; a spare's `version` is the epoch of its attempt. */
const PLACES = {
  [ACCESS_TOKEN_FIELD]: { table: 'oauth_token', version: 'version', prefix: 'access_token', key: 'access_key_version' },
  [REFRESH_TOKEN_FIELD]: {
    table: 'oauth_token',
    version: 'version',
    prefix: 'refresh_token',
    key: 'refresh_key_version',
  },
  [SPARE_FIELD]: {
    table: 'oauth_refresh_attempt',
    version: 'epoch',
    prefix: 'spare_refresh_token',
    key: 'spare_key_version',
  },
};

const LIST = Object.entries(PLACES)
  .map(
    ([field, { table, version, prefix, key }]) => `
      SELECT connection_id AS "connectionId", '${field}' AS field, ${version}::bigint AS version, ${key} AS "keyVersion",
        ${prefix}_enc AS ciphertext
      FROM ${table} WHERE tenant_id = $1 AND ${key} < $2`,
  )
  .join(' UNION ALL ');

/** Compares the ciphertext itself: each has an IV of its own, so the same bytes are the same token. */
const RESEAL: Record<string, string> = Object.fromEntries(
  Object.entries(PLACES).map(([field, { table, version, prefix, key }]) => [
    field,
    `UPDATE ${table} SET ${key} = $5, ${prefix}_enc = $6
     WHERE tenant_id = $1 AND connection_id = $2 AND ${version} = $3 AND ${prefix}_enc = $4`,
  ]),
);
