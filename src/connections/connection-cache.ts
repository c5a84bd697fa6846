import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { TenantId } from '../core/tenant-id.js';
import type { OktaSession } from './okta-session.js';

const MAX_SESSIONS = 20_000;
/** How long a session is trusted while changes are being announced, and while they are not. */
const ANNOUNCED_MS = 600_000;
const UNANNOUNCED_MS = 2_000;

/**
 * Keeps opened connections in the process, so that a warm call costs no database round trip. A change announced by any
 * replica drops its entry at once; while announcements cannot be heard, entries live two seconds.
 */
@Injectable()
export class ConnectionCache {
  readonly #sessions = new LRUCache<string, { session: OktaSession; at: number }>({ max: MAX_SESSIONS });
  readonly #loading = new Map<string, Promise<OktaSession>>();
  #trustedMs = UNANNOUNCED_MS;

  /** The cached session, or the one that `load` gives; simultaneous callers share one load. Failures are not kept. */
  async open(tenant: TenantId, connectionId: string, load: () => Promise<OktaSession>): Promise<OktaSession> {
    const key = keyOf(tenant, connectionId);
    const cached = this.#sessions.get(key);
    if (cached && performance.now() - cached.at < this.#trustedMs) return cached.session;
    return this.#loading.get(key) ?? this.#load(key, load);
  }

  /** Forgets a connection; a load in progress is finished for those who wait, but not kept. */
  forget(tenant: string, connectionId: string): void {
    const key = keyOf(tenant, connectionId);
    this.#sessions.delete(key);
    this.#loading.delete(key);
  }

  /** Says whether changes are heard. When they begin or cease to be, everything cached so far is doubtful. */
  setAnnounced(announced: 'announced' | 'unannounced'): void {
    const trustedMs = announced === 'announced' ? ANNOUNCED_MS : UNANNOUNCED_MS;
    if (trustedMs === this.#trustedMs) return;
    this.#trustedMs = trustedMs;
    this.#sessions.clear();
    this.#loading.clear();
  }

  #load(key: string, load: () => Promise<OktaSession>): Promise<OktaSession> {
    const loading = load().then(
      (session) => {
        if (this.#loading.get(key) === loading) this.#keep(key, session);
        return session;
      },
      (error: unknown) => {
        if (this.#loading.get(key) === loading) this.#loading.delete(key);
        throw error;
      },
    );
    this.#loading.set(key, loading);
    return loading;
  }

  #keep(key: string, session: OktaSession): void {
    this.#loading.delete(key);
    this.#sessions.set(key, { session, at: performance.now() });
  }
}

const keyOf = (tenant: string, connectionId: string) => `${tenant}:${connectionId}`;
