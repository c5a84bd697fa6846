import type { RateWindow } from '../control-contract.ts';
import type { OrgSettings } from '../state/org-settings.ts';

/** Windows that are remembered for tests to look at. */
const KEPT_WINDOWS = 5_000;

/** State of a bucket after one more request. */
export interface RateVerdict {
  limit: number;
  remaining: number;
  /** Epoch seconds. */
  reset: number;
  exceeded: boolean;
}

/** Bucket names and the requests they hold, exact paths before prefixes (Okta: rate limits, last published table). */
const PATTERNS: [string, RegExp][] = [
  ['/api/v1/users', /^\/api\/v1\/users$/],
  ['/api/v1/users/{id}', /^\/api\/v1\/users\/[^/]+$/],
  ['/api/v1/users', /^\/api\/v1\/users\//],
  ['/api/v1/groups/{id}', /^\/api\/v1\/groups\/[^/]+$/],
  ['/api/v1/groups', /^\/api\/v1\/groups/],
  ['/api/v1/apps/{id}', /^\/api\/v1\/apps\/[^/]+$/],
  ['/api/v1/apps', /^\/api\/v1\/apps/],
  ['/api/v1/logs', /^\/api\/v1\/logs$/],
  ['/api/v1/devices', /^\/api\/v1\/devices/],
  ['/api/v1/sessions', /^\/api\/v1\/sessions/],
  ['/oauth2/v1/token', /^\/oauth2\/v1\/token$/],
  ['/oauth2/v1/authorize', /^\/oauth2\/v1\/authorize/],
  ['/oauth2/v1/clients', /^\/oauth2\/v1\/clients/],
  ['/oauth2/v1', /^\/oauth2\/v1/],
];

/** Name of the bucket that a request counts against; reads and writes of one user are separate buckets. */
export function bucketOf(method: string, path: string): string {
  const name = PATTERNS.find(([, pattern]) => pattern.test(path))?.[0] ?? '/api/v1';
  return name === '/api/v1/users/{id}' && method !== 'GET' ? 'write /api/v1/users/{id}' : name;
}

/** Metadata and keys are not rate limited (Okta: rate limits). */
export function isUnlimited(path: string): boolean {
  return path.startsWith('/.well-known/') || path === '/oauth2/v1/keys';
}

/** Fixed windows per principal and bucket, started by the first request, and the number of requests under way. */
export class RateLimits {
  private open = new Map<string, RateWindow>();
  private all: RateWindow[] = [];
  /** API requests that arrived and are not answered yet. */
  underWay = 0;

  /** Counts one request. */
  take(key: { principal: string; bucket: string }, now: number, settings: OrgSettings['rateLimit']): RateVerdict {
    const limit = settings.buckets[key.bucket] ?? settings.perMinute;
    const window = this.windowOf(key, now, settings);
    window.limit = limit;
    const exceeded = window.used >= limit;
    if (exceeded) window.refused += 1;
    else window.used += 1;
    return { limit, remaining: limit - window.used, reset: Math.ceil(window.endsAt / 1000), exceeded };
  }

  /** Every window since the last `clear`, oldest first. */
  windows(): RateWindow[] {
    return this.all;
  }

  clear(): void {
    this.open = new Map();
    this.all = [];
  }

  private windowOf(key: { principal: string; bucket: string }, now: number, settings: OrgSettings['rateLimit']) {
    const name = `${key.principal} ${key.bucket}`;
    const known = this.open.get(name);
    if (known && known.endsAt > now) return known;
    const window = {
      ...key,
      limit: 0,
      used: 0,
      refused: 0,
      startedAt: now,
      endsAt: now + settings.windowSeconds * 1000,
    };
    this.open.set(name, window);
    this.all.push(window);
    if (this.all.length > KEPT_WINDOWS) this.all.shift();
    return window;
  }
}

/** X-Rate-Limit headers of an answer. */
export function rateHeaders(verdict: RateVerdict): Record<string, string> {
  return {
    'X-Rate-Limit-Limit': String(verdict.limit),
    'X-Rate-Limit-Remaining': String(verdict.remaining),
    'X-Rate-Limit-Reset': String(verdict.reset),
  };
}

/** The answer's headers when too many requests are under way: both zero, Reset only a hint. */
export function concurrencyVerdict(now: number): RateVerdict {
  return { limit: 0, remaining: 0, reset: Math.ceil(now / 1000) + 60, exceeded: true };
}
