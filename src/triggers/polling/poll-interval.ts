import type { RateLimit } from '../../okta/okta-request.js';

/** Between two polls of a log that was read to its end. */
export interface PollPace {
  /** While events come. */
  fastestSeconds: number;
  /** Where none have come for a while. */
  slowestSeconds: number;
}

export const POLL_PACE: PollPace = { fastestSeconds: 10, slowestSeconds: 60 };

/** At most 30 requests a minute. */
const SECONDS_PER_REQUEST = 2;
/** Of Okta's limit; the rest is for recipes that read the log, and for others. */
const PART_OF_LIMIT = 0.25;
const LOW_PART = 0.2;
const GROWTH = 1.5;
const BACKOFF = 2;
const SLOWEST_AFTER_FAILURE = 300;
const JITTER = 0.1;

/** Seconds until the next poll of a log that has been read to its end; whole ones. */
export function intervalAfter(
  { events, previous, rateLimit }: { events: number; previous: number; rateLimit: RateLimit | undefined },
  { fastestSeconds, slowestSeconds }: PollPace = POLL_PACE,
): number {
  const idle = Math.min(slowestSeconds, Math.max(fastestSeconds, previous) * GROWTH);
  const wanted = events > 0 ? fastestSeconds : idle;
  const affordable = rateLimit && rateLimit.limit > 0 ? 60 / (rateLimit.limit * PART_OF_LIMIT) : 0;
  return Math.ceil(Math.max(wanted, affordable));
}

/** Seconds until the next poll after one that failed; whole ones. */
export const intervalAfterFailure = (previous: number, { fastestSeconds }: PollPace = POLL_PACE): number =>
  Math.min(SLOWEST_AFTER_FAILURE, Math.max(fastestSeconds, previous) * BACKOFF);

/**
 * Seconds until Okta's limit begins anew, where little is left of it; else 0.
 * @param now milliseconds since 1970 on Okta's clock
 */
export function waitForLimit(rateLimit: RateLimit | undefined, now: number): number {
  if (!rateLimit || rateLimit.remaining > rateLimit.limit * LOW_PART) return 0;
  return Math.max(0, (Date.parse(rateLimit.resetAt) - now) / 1_000);
}

/**
 * Seconds to wait after a turn of so many requests: the interval, a tenth more or less so that connections do not march in
 * step, but never so short that another turn like this would break the limit on requests.
 * @param random in [0, 1)
 */
export function pauseAfter(
  { requests, interval, limitWait }: { requests: number; interval: number; limitWait: number },
  random: number,
): number {
  const spread = 1 - JITTER + 2 * JITTER * random;
  return Math.max(interval * spread, requests * SECONDS_PER_REQUEST, limitWait + (limitWait > 0 ? 5 * random : 0));
}
