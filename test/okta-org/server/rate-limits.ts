import type { OrgSettings } from '../state/org-settings.ts';

const WINDOW_MS = 60_000;

interface Window {
  endsAt: number;
  used: number;
}

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

/** Fixed windows of 60 seconds per principal and bucket, started by the first request. */
export class RateLimits {
  private windows = new Map<string, Window>();

  /** Counts one request. */
  take(key: { principal: string; bucket: string }, now: number, settings: OrgSettings['rateLimit']): RateVerdict {
    const limit = settings.buckets[key.bucket] ?? settings.perMinute;
    const name = `${key.principal} ${key.bucket}`;
    let window = this.windows.get(name);
    if (!window || window.endsAt <= now) {
      window = { endsAt: now + WINDOW_MS, used: 0 };
      this.windows.set(name, window);
    }
    window.used += 1;
    return {
      limit,
      remaining: Math.max(0, limit - window.used),
      reset: Math.ceil(window.endsAt / 1000),
      exceeded: window.used > limit,
    };
  }

  clear(): void {
    this.windows = new Map();
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
  return { limit: 0, remaining: 0, reset: Math.ceil((now + WINDOW_MS) / 1000), exceeded: true };
}
