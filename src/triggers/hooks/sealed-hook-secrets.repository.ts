import type { TenantDatabase } from '../../core/database/tenant-transaction.js';
import type { TenantId } from '../../core/tenant-id.js';
import type { SealedTable, StoredSecret } from '../../tokens/sealed-secrets.repository.js';
import type { SealedSecret } from '../../tokens/secret-box.js';

/** Header secrets of hooks as ciphertext, for the renewal of data keys; inside `TenantDatabase.transaction` only. */
export class SealedHookSecretsRepository implements SealedTable {
  constructor(private readonly database: TenantDatabase) {}

  /** A changed secret has another ciphertext, so there is no need for versions. */
  async listSealedBefore(tenant: TenantId, keyVersion: number): Promise<StoredSecret[]> {
    return this.database.manager().query(
      `SELECT connection_id AS "connectionId", 'hook:' || id AS field, 1 AS version, key_version AS "keyVersion", ciphertext
       FROM okta_hook WHERE tenant_id = $1 AND key_version < $2 ORDER BY id`,
      [tenant, keyVersion],
    );
  }

  /** @returns false when the secret was changed since it was read; the newer one is kept */
  async reseal(tenant: TenantId, seen: StoredSecret, { keyVersion, ciphertext }: SealedSecret): Promise<boolean> {
    const [, count] = await this.database.manager().query<[unknown[], number]>(
      `UPDATE okta_hook SET key_version = $4, ciphertext = $5
       WHERE tenant_id = $1 AND 'hook:' || id = $2 AND ciphertext = $3`,
      [tenant, seen.field, seen.ciphertext, keyVersion, ciphertext],
    );
    return count > 0;
  }
}
