import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '../../core/database/tenant-transaction.js';
import { SecretBox, type SealedSecret } from '../../tokens/secret-box.js';
import { TenantKeys } from '../../tokens/tenant-keys.service.js';
import type { Subscription } from './subscription.js';

type SecretSlot = 'current' | 'previous';

/** Whose secrets they are. */
export type SecretOwner = Pick<Subscription, 'tenantId' | 'id' | 'connectionId'>;

/** Where a signing secret is sealed for. */
const signingSecretField = (subscriptionId: string, slot: SecretSlot): string =>
  `subscription:${subscriptionId}:${slot}`;

/** Secrets that deliveries are signed with, sealed at rest; inside `TenantDatabase.transaction` only. */
@Injectable()
export class SigningSecretRepository {
  constructor(
    private readonly database: TenantDatabase,
    private readonly keys: TenantKeys,
    private readonly box: SecretBox,
  ) {}

  /** Replaces what the slot holds; for `lifeHours`, or for good where that is left out. */
  async put(
    owner: SecretOwner,
    { slot, plaintext, lifeHours }: { slot: SecretSlot; plaintext: string; lifeHours?: number },
  ): Promise<void> {
    const { tenantId, id, connectionId } = owner;
    const field = signingSecretField(id, slot);
    const place = { tenantId, connectionId, field, plaintext };
    const { keyVersion, ciphertext } = this.box.sealWith(await this.keys.hold(tenantId), place);
    await this.database.manager().query(
      `INSERT INTO subscription_secret (tenant_id, subscription_id, slot, key_version, ciphertext, expires_at)
       VALUES ($1, $2, $3, $4, $5, now() + make_interval(hours => $6))
       ON CONFLICT (tenant_id, subscription_id, slot) DO UPDATE SET
         key_version = excluded.key_version, ciphertext = excluded.ciphertext, expires_at = excluded.expires_at`,
      [tenantId, id, slot, keyVersion, ciphertext, lifeHours ?? null],
    );
  }

  /** Those that have not expired, the current one first. */
  async live({ tenantId, id, connectionId }: SecretOwner): Promise<string[]> {
    const rows = await this.database.manager().query<(SealedSecret & { slot: SecretSlot })[]>(
      `SELECT slot, key_version AS "keyVersion", ciphertext FROM subscription_secret
       WHERE tenant_id = $1 AND subscription_id = $2 AND (expires_at IS NULL OR expires_at > now()) ORDER BY slot`,
      [tenantId, id],
    );
    return Promise.all(
      rows.map(({ slot, ...sealed }) =>
        this.box.open({ tenantId, connectionId, field: signingSecretField(id, slot), ...sealed }),
      ),
    );
  }
}
