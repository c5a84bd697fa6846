import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { TenantDatabase } from '../../core/database/tenant-transaction.js';
import type { TenantId } from '../../core/tenant-id.js';
import { isAccepted } from './hook-secret.js';
import type { HookState } from './okta-hook.js';
import { OktaHookRepository } from './okta-hook.repository.js';

/** A hook that Okta may call. */
export interface KnownHook {
  tenantId: TenantId;
  hookId: string;
  connectionId: string;
  state: HookState;
  secretHashes: readonly Uint8Array[];
  /** When a delivery was last noted, as far as is known here; milliseconds since 1970. */
  notedAt: number;
}

interface Entry {
  hook: KnownHook | undefined;
  /** When it was last read because of a secret that was not known. */
  lookedAgainAt: number;
}

const HOOK_ID = /^hk_[0-9a-f]{40}$/;
const CACHED = 10_000;
/** How long a removed hook or an old secret may still be taken for good. */
const KNOWN_FOR_MS = 60_000;
/** An unknown secret may be one that was made a moment ago, by another replica. */
const LOOK_AGAIN_EVERY_MS = 250;

/** Finds hooks by the ids in their addresses; warm, it costs no database round trip. */
@Injectable()
export class HookDirectory {
  readonly #known = new LRUCache<string, Entry>({
    max: CACHED,
    ttl: KNOWN_FOR_MS,
  });

  constructor(
    private readonly database: TenantDatabase,
    private readonly hooks: OktaHookRepository,
  ) {}

  /** As `recognise`, from this process's memory alone. */
  remembered(hookId: string, secret: string | undefined): KnownHook | undefined {
    const hook = this.#known.get(hookId)?.hook;
    return hook && isAccepted(secret, hook.secretHashes) ? hook : undefined;
  }

  /** The hook, when there is one and `secret` is its; nothing tells what was wrong. */
  async recognise(hookId: string, secret: string | undefined): Promise<KnownHook | undefined> {
    if (!HOOK_ID.test(hookId)) return undefined;
    const known = this.#known.get(hookId) ?? (await this.#read(hookId));
    if (isAccepted(secret, known.hook?.secretHashes ?? [])) return known.hook;
    const now = Date.now();
    if (now - known.lookedAgainAt < LOOK_AGAIN_EVERY_MS) return undefined;
    const { hook } = await this.#read(hookId, now);
    return isAccepted(secret, hook?.secretHashes ?? []) ? hook : undefined;
  }

  /** Of the next call the hook is read again. */
  forget(hookId: string): void {
    this.#known.delete(hookId);
  }

  async #read(hookId: string, lookedAgainAt = 0): Promise<Entry> {
    const entry = { hook: await this.#find(hookId), lookedAgainAt };
    this.#known.set(hookId, entry);
    return entry;
  }

  async #find(hookId: string): Promise<KnownHook | undefined> {
    if (!HOOK_ID.test(hookId)) return undefined;
    const tenantId = await this.hooks.tenantOf(hookId);
    const hook = tenantId && (await this.database.transaction(tenantId, () => this.hooks.find(tenantId, hookId)));
    if (!hook) return undefined;
    const { connectionId, state, secretHashes, lastDeliveryAt } = hook;
    return { tenantId, hookId, connectionId, state, secretHashes, notedAt: lastDeliveryAt?.getTime() ?? 0 };
  }
}
