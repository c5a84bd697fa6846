import type { TenantDatabase } from '../core/database/tenant-transaction.js';
import type { TenantId } from '../core/tenant-id.js';
import type { EncryptionKeyRepository, TenantPage } from './encryption-key.repository.js';
import type { KeyProvider } from './key-provider.js';
import type { SealedTable, StoredSecret } from './sealed-secrets.repository.js';
import type { SealedSecret, SecretBox } from './secret-box.js';
import type { TenantKeyRepository } from './tenant-key.repository.js';
import type { DataKey, TenantKeys } from './tenant-keys.service.js';

/** What a rotation works with. */
export interface KeyRotationParts {
  database: TenantDatabase;
  encryptionKeys: EncryptionKeyRepository;
  keyRepository: TenantKeyRepository;
  tenantKeys: TenantKeys;
  /** Every table with sealed values that are kept. */
  sealed: readonly SealedTable[];
  box: SecretBox;
  provider: KeyProvider;
}

/** What a rotation did to one tenant. */
export interface RotatedTenant {
  tenant: TenantId;
  /** Data keys wrapped anew, secrets sealed anew, or superseded data keys destroyed. */
  changed: number;
  /** What went wrong; the rotation goes on with the next tenant. */
  error?: unknown;
}

const PAGE_SIZE = 200;

/**
 * A superseded data key is destroyed only after this time: other processes go on sealing cursors with it for some minutes.
 * A tenant whose newest data key is younger does not get another one, so an interrupted renewal goes on where it stopped.
 */
const SUPERSEDED_AFTER_SECONDS = 3600;

/**
 * Rotation while the service runs. Each tenant is finished by itself and each row is replaced only if it is still the one
 * that was read, so a rotation can be interrupted, repeated and run twice at once.
 */
export class KeyRotation {
  readonly #parts: KeyRotationParts;

  constructor(parts: KeyRotationParts) {
    this.#parts = parts;
  }

  /** Wraps the data keys that another key-encryption key wraps with the current one. */
  rewrap(): AsyncGenerator<RotatedTenant> {
    const { provider, keyRepository, tenantKeys } = this.#parts;
    const notWrappedBy = provider.currentKeyId;
    return this.#each({ notWrappedBy }, (tenant) =>
      this.#parts.database.transaction(tenant, async () => {
        const keys = await keyRepository.listNotWrappedBy(tenant, notWrappedBy);
        const rewrapped = await Promise.all(keys.map((key) => tenantKeys.rewrap(tenant, key)));
        return rewrapped.filter(Boolean).length;
      }),
    );
  }

  /** Gives each tenant a new data key and seals its secrets anew with it, each in a transaction of its own. */
  renewDataKeys(minimumAgeSeconds = SUPERSEDED_AFTER_SECONDS): AsyncGenerator<RotatedTenant> {
    return this.#each({}, async (tenant) => {
      const key = await this.#newDataKey(tenant, minimumAgeSeconds);
      let resealed = 0;
      for (const table of this.#parts.sealed) resealed += await this.#resealAll(tenant, table, key);
      return resealed;
    });
  }

  /** Destroys data keys that were superseded long enough ago and seal no secret any more. */
  destroySuperseded(minimumAgeSeconds = SUPERSEDED_AFTER_SECONDS): AsyncGenerator<RotatedTenant> {
    const { database, keyRepository } = this.#parts;
    return this.#each({ leastKeys: 2 }, (tenant) =>
      database.transaction(tenant, () => keyRepository.deleteSuperseded(tenant, minimumAgeSeconds)),
    );
  }

  async #newDataKey(tenant: TenantId, minimumAgeSeconds: number): Promise<DataKey> {
    const { database, keyRepository, tenantKeys } = this.#parts;
    return database.transaction(tenant, async () => {
      const young = await keyRepository.newestIsYoungerThan(tenant, minimumAgeSeconds);
      return young ? tenantKeys.hold(tenant) : tenantKeys.renew(tenant);
    });
  }

  async #resealAll(tenant: TenantId, table: SealedTable, key: DataKey): Promise<number> {
    const { database } = this.#parts;
    const stale = await database.transaction(tenant, () => table.listSealedBefore(tenant, key.version));
    let resealed = 0;
    for (const secret of stale) {
      const sealed = await this.#sealAnew(tenant, secret, key);
      if (await database.transaction(tenant, () => table.reseal(tenant, secret, sealed))) resealed += 1;
    }
    return resealed;
  }

  async #sealAnew(tenant: TenantId, secret: StoredSecret, key: DataKey): Promise<SealedSecret> {
    const { box } = this.#parts;
    const { connectionId, field } = secret;
    const plaintext = await box.open({ ...secret, tenantId: tenant });
    return box.sealWith(key, { tenantId: tenant, connectionId, field, plaintext });
  }

  async *#each(filter: Omit<TenantPage, 'after' | 'size'>, rotate: (tenant: TenantId) => Promise<number>) {
    let after = '';
    while (true) {
      const page = await this.#parts.encryptionKeys.tenants({ ...filter, after, size: PAGE_SIZE });
      for (const tenant of page) yield await attempt(tenant, rotate);
      const last = page.at(-1);
      if (last === undefined) return;
      after = last;
    }
  }
}

async function attempt(tenant: TenantId, rotate: (tenant: TenantId) => Promise<number>): Promise<RotatedTenant> {
  try {
    return { tenant, changed: await rotate(tenant) };
  } catch (error) {
    return { tenant, changed: 0, error };
  }
}
