import { LRUCache } from 'lru-cache';
import type { AccessToken } from './access-token.js';
import type { StoredToken } from './oauth-token.repository.js';
import { usableMs, type RefreshTiming } from './refresh-timing.js';

interface CachedToken {
  token: AccessToken;
  /** Times of `performance.now()`: the process's wall clock has no say. */
  endsAt: number;
  usableUntil: number;
  refreshAt: number;
}

const MAX_TOKENS = 20_000;

/** Access tokens in this process, so that a warm call costs no database round trip. */
export class TokenCache {
  readonly #tokens = new LRUCache<string, CachedToken>({ max: MAX_TOKENS });
  /** Versions that Okta has refused: neither they nor older ones are used again. */
  readonly #refused = new LRUCache<string, number>({ max: MAX_TOKENS });

  constructor(private readonly timing: RefreshTiming) {}

  /** A token newer than `afterVersion` that can be used for a while. */
  get(key: string, afterVersion: number): AccessToken | undefined {
    return this.#find(key, afterVersion, (cached) => cached.usableUntil);
  }

  /** The same, but it may end at any moment. */
  lastOne(key: string, afterVersion: number): AccessToken | undefined {
    return this.#find(key, afterVersion, (cached) => cached.endsAt);
  }

  isDue(key: string): boolean {
    return (this.#tokens.get(key)?.refreshAt ?? Infinity) <= performance.now();
  }

  /** Keeps what was read from the database just now, unless something newer is there. */
  put(key: string, stored: StoredToken): void {
    const { token, version } = stored;
    if (!token || version <= this.refusedVersion(key) || version < (this.#tokens.get(key)?.token.version ?? 0)) return;
    const now = performance.now();
    const usableUntil = now + usableMs(stored, this.timing);
    this.#tokens.set(key, { token, endsAt: now + stored.validMs, usableUntil, refreshAt: now + stored.refreshInMs });
  }

  /** Lets the token be as it is for so long. */
  postpone(key: string, pauseMs: number): void {
    const cached = this.#tokens.get(key);
    if (cached) this.#tokens.set(key, { ...cached, refreshAt: performance.now() + pauseMs });
  }

  refuse(key: string, version: number): void {
    this.#refused.set(key, Math.max(version, this.refusedVersion(key)));
    if ((this.#tokens.get(key)?.token.version ?? Infinity) <= version) this.#tokens.delete(key);
  }

  refusedVersion(key: string): number {
    return this.#refused.get(key) ?? -1;
  }

  forget(key: string): void {
    this.#tokens.delete(key);
  }

  #find(key: string, afterVersion: number, until: (cached: CachedToken) => number): AccessToken | undefined {
    const cached = this.#tokens.get(key);
    return cached && cached.token.version > afterVersion && until(cached) > performance.now()
      ? cached.token
      : undefined;
  }
}
