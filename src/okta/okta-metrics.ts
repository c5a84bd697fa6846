import { counter, gauge, seconds } from '../core/telemetry/meter.js';
import type { ExchangeResult } from './exchange.js';
import { bucketOf } from './limits/rate-bucket.js';
import type { HttpMethod } from './okta-request.js';
import { oktaOperations } from './operations/operation-facts.js';

/** Buckets of Okta's documented operations and of what the service itself calls besides; a caller's own path has no place in a label. */
const KNOWN_BUCKETS: ReadonlySet<string> = new Set([
  ...oktaOperations().operations.map(({ method, path }) => bucketOf(method, path)),
  ...['campaigns', 'entitlements', 'grants', 'reviews'].map((name) => `/governance/api/v1/${name}`),
  '/oauth2/v1',
  '/oauth2/v1/token',
]);
const OTHER = 'other';

const attempts = seconds({
  name: 'okta_connector_okta_request_duration_seconds',
  description: 'Attempts at Okta by rate-limit bucket and outcome',
});

const heldBack = counter(
  {
    name: 'okta_connector_okta_held_back_total',
    description: 'Calls that the governor answered with too_many_requests before Okta could',
  },
  [...KNOWN_BUCKETS, OTHER].map((bucket) => ({ bucket })),
);

export const remainingRatio = gauge({
  name: 'okta_connector_okta_rate_limit_remaining_ratio',
  description: 'Smallest remaining / limit that Okta has said in the present window, over all orgs of this replica',
});

export const openCircuits = gauge({
  name: 'okta_connector_okta_circuits_open',
  description: 'Orgs whose circuit breaker is open in this replica',
});

/** The bucket of a request as a label: `other` where Okta documents none. */
export function bucketLabel(method: HttpMethod, target: string): string {
  return knownBucket(bucketOf(method, target));
}

/** A bucket of `bucketOf` as a label. */
export const knownBucket = (bucket: string): string => (KNOWN_BUCKETS.has(bucket) ? bucket : OTHER);

export function countAttempt(bucket: string, result: ExchangeResult, ms: number): void {
  attempts.record(ms / 1_000, { bucket, outcome: outcomeOf(result) });
}

export function countHeldBack(method: HttpMethod, target: string): void {
  heldBack.add(1, { bucket: bucketLabel(method, target) });
}

/** What an attempt came to, in a word. */
export function outcomeOf(result: ExchangeResult): string {
  if (result.kind === 'answer') return statusClass(result.status);
  if (result.reason === 'timeout') return 'timeout';
  return result.sent ? 'lost' : 'refused';
}

function statusClass(status: number): string {
  if (status === 429) return '429';
  if (status >= 500) return '5xx';
  return status >= 400 ? '4xx' : '2xx';
}
