import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { QueryFailedError } from 'typeorm';
import { TenantDatabase } from '../core/database/tenant-transaction.js';
import { ConnectorError } from '../core/errors.js';
import type { TenantId } from '../core/tenant-id.js';
import { additionalData } from './envelope.js';
import { KEY_PROVIDER, type KeyProvider } from './key-provider.js';
import { TenantKeyRepository, type WrappedKey } from './tenant-key.repository.js';

/** A tenant's data key, unwrapped. The key object shows no bytes when it is logged. */
export interface DataKey {
  version: number;
  key: KeyObject;
}

const CACHED_KEYS = 10_000;
const UNWRAPPED_FOR_MS = 60 * 60 * 1_000;
/** How long this process may go on sealing with the key before a renewed one, which is kept far longer (key-rotation.ts). */
const NEWEST_FOR_MS = 5 * 60 * 1_000;
const DATA_KEY_BYTES = 32;
const FOREIGN_KEY_VIOLATION = '23503';

/** One data key per tenant (several versions while they are renewed), made when first needed. */
@Injectable()
export class TenantKeys {
  readonly #unwrapped = new LRUCache<string, KeyObject>({ max: CACHED_KEYS, ttl: UNWRAPPED_FOR_MS });
  readonly #newest = new LRUCache<TenantId, DataKey>({ max: CACHED_KEYS, ttl: NEWEST_FOR_MS });

  constructor(
    private readonly database: TenantDatabase,
    private readonly repository: TenantKeyRepository,
    @Inject(KEY_PROVIDER) private readonly provider: KeyProvider,
  ) {}

  /** A key for what is not stored with a foreign key to it, such as cursors: from the cache, mostly without the database. */
  async current(tenant: TenantId): Promise<DataKey> {
    const cached = this.#newest.get(tenant);
    if (cached) return cached;
    const nested = this.database.inTransaction();
    const key = await this.database.transaction(tenant, () => this.hold(tenant));
    // Inside somebody's transaction a key that was made just now may yet be rolled back.
    if (!nested) this.#newest.set(tenant, key);
    return key;
  }

  /** The newest key for a row that this transaction stores; the key stays until the transaction ends. Made if there is none. */
  async hold(tenant: TenantId): Promise<DataKey> {
    const newest = await this.repository.holdNewest(tenant);
    if (newest) return this.#unwrap(tenant, newest);
    await this.repository.lockCreation(tenant);
    const made = await this.repository.holdNewest(tenant);
    return made ? this.#unwrap(tenant, made) : this.renew(tenant);
  }

  /** The key that sealed something, or undefined when the tenant has no such version (any more). */
  async find(tenant: TenantId, version: number): Promise<DataKey | undefined> {
    const cached = this.#unwrapped.get(cacheKey(tenant, version));
    if (cached) return { version, key: cached };
    const wrapped = await this.database.transaction(tenant, () => this.repository.find(tenant, version));
    return wrapped && this.#unwrap(tenant, wrapped);
  }

  /** Makes the tenant's next key; what is sealed stays readable with the older ones. */
  async renew(tenant: TenantId): Promise<DataKey> {
    const version = await this.repository.nextVersion();
    const plain = randomBytes(DATA_KEY_BYTES);
    const kekId = this.provider.currentKeyId;
    const wrapped = await this.provider.wrap(plain, wrapBinding({ tenant, version, kekId }));
    await this.repository.insert(tenant, { version, kekId, wrapped });
    return { version, key: createSecretKey(plain) };
  }

  /** Wraps one key with the current key-encryption key. @returns false when somebody else did since it was read */
  async rewrap(tenant: TenantId, key: WrappedKey): Promise<boolean> {
    const plain = await this.#unwrapBytes(tenant, key);
    const kekId = this.provider.currentKeyId;
    const wrapped = await this.provider.wrap(plain, wrapBinding({ tenant, version: key.version, kekId }));
    return this.repository.rewrap(tenant, key, { kekId, wrapped });
  }

  /**
   * Destroys the keys of a tenant whose last connection is gone: what they sealed, backups included, is unreadable then.
   * Call it in the transaction that deletes a connection, or after. @returns whether keys were destroyed
   */
  async destroyIfUnused(tenant: TenantId): Promise<boolean> {
    const destroyed = await this.database.transaction(tenant, () =>
      // A secret that another transaction stores right now is found by its foreign key; the savepoint keeps ours usable.
      this.database.savepoint(() => this.repository.deleteUnused(tenant)).catch(noneWhenInUse),
    );
    if (destroyed > 0) this.forget(tenant);
    return destroyed > 0;
  }

  /** Empties this process's cache of one tenant. */
  forget(tenant: TenantId): void {
    this.#newest.delete(tenant);
    for (const name of this.#unwrapped.keys()) if (name.startsWith(`${tenant}/`)) this.#unwrapped.delete(name);
  }

  async #unwrap(tenant: TenantId, key: WrappedKey): Promise<DataKey> {
    const name = cacheKey(tenant, key.version);
    const unwrapped = this.#unwrapped.get(name) ?? createSecretKey(await this.#unwrapBytes(tenant, key));
    this.#unwrapped.set(name, unwrapped);
    return { version: key.version, key: unwrapped };
  }

  async #unwrapBytes(tenant: TenantId, { version, kekId, wrapped }: WrappedKey): Promise<Buffer> {
    const plain = await this.provider.unwrap(kekId, wrapped, wrapBinding({ tenant, version, kekId }));
    if (!plain)
      throw new ConnectorError('internal_error', `A data key cannot be unwrapped with the encryption key "${kekId}".`);
    return plain;
  }
}

const cacheKey = (tenant: TenantId, version: number) => `${tenant}/${version}`;

function wrapBinding({ tenant, version, kekId }: { tenant: TenantId; version: number; kekId: string }): Buffer {
  return additionalData('tenant-key', tenant, version, kekId);
}

function noneWhenInUse(error: unknown): number {
  if (error instanceof QueryFailedError && isForeignKeyViolation(error.driverError)) return 0;
  throw error;
}

function isForeignKeyViolation(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === FOREIGN_KEY_VIOLATION;
}
