import type { TenantId } from '../../../src/core/tenant-id.js';
import type { TenantKeyRepository, WrappedKey } from '../../../src/tokens/tenant-key.repository.js';

/** Rows of `tenant_key` in memory, with what was asked of them. */
export class TenantKeyTable {
  readonly asked: string[] = [];
  readonly keys = new Map<TenantId, WrappedKey[]>();
  #version = 0;

  asRepository(): TenantKeyRepository {
    return this as unknown as TenantKeyRepository;
  }

  of(tenant: TenantId): WrappedKey[] {
    const keys = this.keys.get(tenant) ?? [];
    this.keys.set(tenant, keys);
    return keys;
  }

  async holdNewest(tenant: TenantId): Promise<WrappedKey | undefined> {
    this.asked.push('holdNewest');
    return this.of(tenant).at(-1);
  }

  async find(tenant: TenantId, version: number): Promise<WrappedKey | undefined> {
    this.asked.push('find');
    return this.of(tenant).find((key) => key.version === version);
  }

  async lockCreation(_tenant: TenantId): Promise<void> {
    this.asked.push('lockCreation');
  }

  async nextVersion(): Promise<number> {
    return (this.#version += 1);
  }

  async insert(tenant: TenantId, key: WrappedKey): Promise<void> {
    this.of(tenant).push(key);
  }

  async rewrap(tenant: TenantId, seen: WrappedKey, next: { kekId: string; wrapped: Buffer }): Promise<boolean> {
    const keys = this.of(tenant);
    const index = keys.findIndex(({ version, kekId }) => version === seen.version && kekId === seen.kekId);
    if (index !== -1) keys[index] = { ...seen, ...next };
    return index !== -1;
  }

  async listNotWrappedBy(tenant: TenantId, kekId: string): Promise<WrappedKey[]> {
    return this.of(tenant).filter((key) => key.kekId !== kekId);
  }

  async deleteUnused(tenant: TenantId): Promise<number> {
    return this.of(tenant).splice(0).length;
  }
}
