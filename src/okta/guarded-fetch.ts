import { fetch } from 'undici';
import { ConnectorError } from '../core/errors.js';
import type { EgressGuard } from './egress-guard.js';

/** What libraries give to `fetch`; whatever they say about redirects, none is followed. */
interface GuardedInit {
  method?: string;
  headers?: Headers | Record<string, string>;
  body?: string | URLSearchParams | Uint8Array | null;
  signal?: AbortSignal;
  redirect?: string;
}

export type GuardedFetch = (url: string | URL, init?: GuardedInit) => Promise<Response>;

/**
 * A `fetch` through the guard, for libraries that want one. Redirects are not followed: the caller gets the 3xx.
 * It rejects with ConnectorError `url_not_allowed` where the guard refuses.
 */
export function createGuardedFetch(guard: EgressGuard): GuardedFetch {
  return async (url, init = {}) => {
    guard.pool(new URL(url).origin);
    try {
      const headers = Object.fromEntries(new Headers(init.headers));
      return await fetch(url, { ...init, headers, dispatcher: guard.dispatcher, redirect: 'manual' });
    } catch (error) {
      throw refusalIn(error) ?? error;
    }
  };
}

/** `fetch` wraps what went wrong with the connection in a TypeError. */
function refusalIn(error: unknown): ConnectorError | undefined {
  const cause = error instanceof Object && 'cause' in error ? error.cause : undefined;
  return cause instanceof ConnectorError ? cause : undefined;
}
