import type { HttpMethod } from '../okta-request.js';

/** Methods, path pattern and name of a bucket; the first that fits counts. */
type Rule = [methods: readonly HttpMethod[] | 'any', pattern: RegExp, bucket: string];

const READS = ['GET'] as const;
const WRITES = ['POST', 'PUT', 'PATCH', 'DELETE'] as const;

/**
 * Okta's documented buckets: what is below a user, group or app counts as its collection, one user, group or app by
 * itself does not. Two of these that are one at Okta do no harm, since Okta's headers tell what is left.
 * Source: https://developer.okta.com/docs/reference/rate-limits/ and the per-minute tables formerly below it.
 */
const RULES: readonly Rule[] = [
  [READS, /^\/api\/v1\/users\/me$/, 'GET /api/v1/users/me'],
  [READS, /^\/api\/v1\/users\/[^/]+$/, 'GET /api/v1/users/{id}'],
  [WRITES, /^\/api\/v1\/users\/[^/]+$/, 'write /api/v1/users/{id}'],
  ['any', /^\/api\/v1\/groups\/[^/]+$/, '/api/v1/groups/{id}'],
  ['any', /^\/api\/v1\/apps\/[^/]+$/, '/api/v1/apps/{id}'],
  ['any', /^\/api\/v1\/devices\/[^/]+\/users(\/|$)/, '/api/v1/devices/{id}/users'],
  ['any', /^\/oauth2\/v1\/(token|authorize|clients)(\/|$)/, '/oauth2/v1/$1'],
  ['any', /^\/oauth2\/v1(\/|$)/, '/oauth2/v1'],
];

const WINDOW_MS = 60_000;
/** Source: https://developer.okta.com/docs/reference/rate-limits/ */
const OTHER_WINDOWS_MS: Record<string, number> = { 'GET /api/v1/users/me': 10_000 };

/** How long a bucket's window lasts. */
export const windowOf = (bucket: string): number => OTHER_WINDOWS_MS[bucket] ?? WINDOW_MS;

/**
 * The bucket that a request counts against, such as `GET /api/v1/users/{id}`; what Okta does not document apart shares one
 * per collection: `/api/v1/policies`. `target` is a path with or without a query.
 */
export function bucketOf(method: HttpMethod, target: string): string {
  const end = target.indexOf('?');
  const path = end < 0 ? target : target.slice(0, end);
  for (const [methods, pattern, bucket] of RULES) {
    if (methods !== 'any' && !methods.some((one) => one === method)) continue;
    const match = pattern.exec(path);
    if (match) return bucket.replace('$1', match[1] ?? '');
  }
  return collectionOf(path);
}

/** `/api/v1/policies` of `/api/v1/policies/0pr1/rules`, `/governance/api/v1/campaigns` of what is below it. */
function collectionOf(path: string): string {
  const segments = path.split('/').slice(1);
  const version = segments.findIndex((segment) => /^v\d+$/.test(segment));
  return `/${segments.slice(0, version < 0 || version > 3 ? 2 : version + 2).join('/')}`;
}
