import type { TenantDatabase } from '../../core/database/tenant-transaction.js';
import type { TenantId } from '../../core/tenant-id.js';
import type { SealedTable, StoredSecret } from '../../tokens/sealed-secrets.repository.js';
import type { SealedSecret } from '../../tokens/secret-box.js';

/** Signing secrets as ciphertext, for the renewal of data keys; inside `TenantDatabase.transaction` only. */
export class SealedSigningSecretsRepository implements SealedTable {
  constructor(private readonly database: TenantDatabase) {}

  async listSealedBefore(tenant: TenantId, keyVersion: number): Promise<StoredSecret[]> {
    return this.database.manager().query(
      `SELECT s.connection_id AS "connectionId", 'subscription:' || s.id || ':' || x.slot AS field, 0 AS version,
         x.key_version AS "keyVersion", x.ciphertext
       FROM subscription_secret x JOIN subscription s ON s.tenant_id = x.tenant_id AND s.id = x.subscription_id
       WHERE x.tenant_id = $1 AND x.key_version < $2 ORDER BY s.id, x.slot`,
      [tenant, keyVersion],
    );
  }

  /** Compares the ciphertext itself: each has an IV of its own. @returns false when it was changed since it was read */
  async reseal(tenant: TenantId, seen: StoredSecret, { keyVersion, ciphertext }: SealedSecret): Promise<boolean> {
    const [, subscriptionId, slot] = seen.field.split(':');
    const [, count] = await this.database.manager().query<[unknown[], number]>(
      `UPDATE subscription_secret SET key_version = $5, ciphertext = $6
       WHERE tenant_id = $1 AND subscription_id = $2 AND slot = $3 AND ciphertext = $4`,
      [tenant, subscriptionId, slot, seen.ciphertext, keyVersion, ciphertext],
    );
    return count > 0;
  }
}
