import type { OktaAnswer } from '../okta/okta-request.js';

/** One result of the connection doctor. `remedy` says what to do, where there is something to do. */
export interface Finding {
  id: keyof typeof TITLES;
  status: 'pass' | 'warn' | 'fail';
  title: string;
  detail: string;
  remedy: string | null;
}

const TITLES = {
  org: 'Okta org',
  credentials: 'Credentials',
  adminRole: 'Admin role',
  rateLimit: 'Rate-limit head-room',
  clock: 'Clock',
} as const;

/** A finding that needs nothing done, or a warning with its remedy. */
export function check(
  id: Finding['id'],
  status: 'pass' | 'warn',
  detail: string,
  remedy: string | null = null,
): Finding {
  return { id, status, title: TITLES[id], detail, remedy };
}

export function failure(id: Finding['id'], detail: string, remedy: string): Finding {
  return { id, status: 'fail', title: TITLES[id], detail, remedy };
}

/** Without an admin role Okta answers an empty user list rather than a refusal; groups are refused outright. */
export function roleFinding(users: OktaAnswer | undefined, groups: OktaAnswer | undefined): Finding {
  const seesUsers = Array.isArray(users?.json) && users.json.length > 0;
  if (seesUsers && groups) return check('adminRole', 'pass', 'The token sees users and groups.');
  const missing = seesUsers ? 'groups' : groups ? 'users' : 'users and groups';
  return check(
    'adminRole',
    'warn',
    `The token does not see ${missing}; actions on them will be refused.`,
    "Give the token's owner an admin role in Okta (Security > Administrators).",
  );
}

const LOW_SHARE = 0.1;

/** Warns when less than a tenth of the current window is left. */
export function rateLimitFinding(answer: OktaAnswer | undefined): Finding {
  const limit = answer?.rateLimit;
  if (!limit) return check('rateLimit', 'warn', 'Okta sent no rate-limit headers.');
  const detail = `${limit.remaining} of ${limit.limit} requests are left until ${limit.resetAt}.`;
  if (limit.remaining >= limit.limit * LOW_SHARE) return check('rateLimit', 'pass', detail);
  return check(
    'rateLimit',
    'warn',
    detail,
    "Raise the token's share in Okta (Security > API > Tokens), or run less at once.",
  );
}

const MAX_SKEW_SECONDS = 60;

/** Compares Okta's `Date` header with our clock; signed requests fail when they differ much. */
export function clockFinding(answer: OktaAnswer | undefined, now: Date): Finding {
  const date = Date.parse(String(answer?.headers['date'] ?? ''));
  if (Number.isNaN(date)) return check('clock', 'warn', 'Okta sent no date to compare with.');
  const skew = Math.round((now.getTime() - date) / 1000);
  if (Math.abs(skew) <= MAX_SKEW_SECONDS) return check('clock', 'pass', `The clocks agree within ${Math.abs(skew)} s.`);
  return check(
    'clock',
    'warn',
    `This service's clock is ${Math.abs(skew)} s ${skew > 0 ? 'ahead' : 'behind'}.`,
    'Ask the operators to synchronise the clock (NTP).',
  );
}
