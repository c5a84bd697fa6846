import type { TenantDatabase } from '../core/database/tenant-transaction.js';
import type { TenantId } from '../core/tenant-id.js';
import type { SealedSecret } from './secret-box.js';

/** A sealed value as it is stored. */
export interface StoredSecret extends SealedSecret {
  connectionId: string;
  field: string;
  version: number;
}

/** Where sealed values lie that must follow when a tenant gets another data key. */
export interface SealedTable {
  /** What is sealed with an older key than this. */
  listSealedBefore(tenant: TenantId, keyVersion: number): Promise<StoredSecret[]>;
  /**
   * Puts the same secret under another data key.
   * @returns false when the secret was changed since it was read; the newer one is kept
   */
  reseal(tenant: TenantId, seen: StoredSecret, sealed: SealedSecret): Promise<boolean>;
}

/** Secrets as ciphertext, for the renewal of data keys; inside `TenantDatabase.transaction` only. */
export class SealedSecretsRepository implements SealedTable {
  constructor(private readonly database: TenantDatabase) {}

  async listSealedBefore(tenant: TenantId, keyVersion: number): Promise<StoredSecret[]> {
    return this.database.manager().query(
      `SELECT connection_id AS "connectionId", field, version, key_version AS "keyVersion", ciphertext
       FROM connection_secret WHERE tenant_id = $1 AND key_version < $2 ORDER BY connection_id, field`,
      [tenant, keyVersion],
    );
  }

  /**
   * Puts the same secret under another data key. The version stays, as the secret did.
   * @returns false when the secret was changed since it was read; the newer one is kept
   */
  async reseal(tenant: TenantId, seen: StoredSecret, { keyVersion, ciphertext }: SealedSecret): Promise<boolean> {
    const [, count] = await this.database.manager().query<[unknown[], number]>(
      `UPDATE connection_secret SET key_version = $4, ciphertext = $5
       WHERE tenant_id = $1 AND connection_id = $2 AND field = $3 AND version = $6 AND key_version = $7`,
      [tenant, seen.connectionId, seen.field, keyVersion, ciphertext, seen.version, seen.keyVersion],
    );
    return count > 0;
  }
}
