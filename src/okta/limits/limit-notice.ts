import { isConcurrencyLimit, readLimitNumbers, serverTime } from '../rate-limit-headers.js';

type Headers = Record<string, string | string[] | undefined>;

/** What an answer's headers say of its bucket. */
export interface LimitNotice {
  limit: number;
  remaining: number;
  /** End of the window in seconds since 1970 on Okta's clock; names the window. */
  reset: number;
  /** Milliseconds from now until the window has certainly ended. */
  endsInMs: number;
}

/** Both `Date` and `Reset` are whole seconds, so one of them may be off by nearly one. */
const ROUNDING_MS = 1_000;

/**
 * What the headers say; `concurrency` where too many calls were under way at once, undefined where they say nothing.
 * `now` (milliseconds since 1970) stands in for a missing `Date`.
 * Source: https://developer.okta.com/docs/reference/rl2-monitor/
 */
export function readLimitNotice(headers: Headers, now: number): LimitNotice | 'concurrency' | undefined {
  if (isConcurrencyLimit(headers)) return 'concurrency';
  const numbers = readLimitNumbers(headers);
  return numbers && { ...numbers, endsInMs: numbers.reset * 1_000 - serverTime(headers, now) + ROUNDING_MS };
}
