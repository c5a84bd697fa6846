import type { RateLimit } from './okta-request.js';

type Headers = Record<string, string | string[] | undefined>;

export interface RateLimitWait {
  waitMs: number;
  /** False: sending again by itself only makes it worse (text messages, calls, mail). */
  automatic: boolean;
}

const MAX_WAIT_MS = 24 * 3_600_000;
const MAX_EPOCH_SECONDS = 8_640_000_000_000;

/** Throttles of text messages, calls and mail: no bucket, hence fixed waits. Source: Okta's error codes. */
const FIXED_WAITS_MS: Record<string, number> = {
  E0000109: 30_000,
  E0000118: 5_000,
  E0000133: 30_000,
  E0000146: MAX_WAIT_MS,
  E0000147: MAX_WAIT_MS,
  E0000150: 30_000,
  E0000151: 30_000,
  E0000186: MAX_WAIT_MS,
  E0000204: 30_000,
  E0000205: 30_000,
};

/**
 * `X-Rate-Limit-*` of an answer, or undefined where they are missing or no numbers. A header that came twice counts
 * with its smaller value.
 * Source: https://developer.okta.com/docs/reference/rl2-monitor/
 */
export function readRateLimit(headers: Headers): RateLimit | undefined {
  const numbers = readLimitNumbers(headers);
  return numbers && { limit: numbers.limit, remaining: numbers.remaining, resetAt: timestampOf(numbers.reset) };
}

/** The same three numbers; `reset` in seconds since 1970 on Okta's clock. */
export function readLimitNumbers(headers: Headers): { limit: number; remaining: number; reset: number } | undefined {
  const limit = smallest(headers['x-rate-limit-limit']);
  const remaining = smallest(headers['x-rate-limit-remaining']);
  const reset = smallest(headers['x-rate-limit-reset']);
  if (limit === undefined || remaining === undefined || reset === undefined) return undefined;
  return { limit, remaining, reset };
}

let lastTimestamp = { seconds: 0, text: new Date(0).toISOString() };

/** The answers of a minute all name the same second. */
function timestampOf(seconds: number): string {
  if (seconds !== lastTimestamp.seconds) lastTimestamp = { seconds, text: new Date(seconds * 1_000).toISOString() };
  return lastTimestamp.text;
}

/**
 * How long to wait after a 429. Okta sends no `Retry-After`: the wait is `X-Rate-Limit-Reset` less `Date`, both on
 * Okta's clock, and a second. A limit of 0 means too many calls at once: a short wait with jitter, as after an answer
 * that does not say when. `now` is in milliseconds, `random` in [0, 1), `attempt` counts from 1.
 */
export function rateLimitWait(answer: {
  headers: Headers;
  errorCode?: string | undefined;
  now: number;
  attempt: number;
  random: number;
}): RateLimitWait {
  const fixed = answer.errorCode === undefined ? undefined : FIXED_WAITS_MS[answer.errorCode];
  if (fixed !== undefined) return { waitMs: fixed, automatic: false };
  const reset = smallest(answer.headers['x-rate-limit-reset']);
  const retryAfter = smallest(answer.headers['retry-after']);
  if (reset !== undefined && !isConcurrencyLimit(answer.headers)) {
    const wait = reset * 1_000 - serverTime(answer.headers, answer.now) + 1_000;
    return { waitMs: Math.min(Math.max(wait, 1_000), MAX_WAIT_MS), automatic: true };
  }
  if (retryAfter !== undefined) return { waitMs: Math.min(retryAfter * 1_000, MAX_WAIT_MS), automatic: true };
  const ceiling = Math.min(1_000 * 2 ** (answer.attempt - 1), 8_000);
  return { waitMs: Math.round(ceiling * (0.5 + answer.random / 2)), automatic: true };
}

/** Whether a 429 says that too many calls run at once; its Reset is a hint only. */
export function isConcurrencyLimit(headers: Headers): boolean {
  return smallest(headers['x-rate-limit-limit']) === 0 && smallest(headers['x-rate-limit-remaining']) === 0;
}

/** `Date` in milliseconds since 1970, or `now` where it is missing. */
export function serverTime({ date }: Headers, now: number): number {
  if (typeof date !== 'string') return now;
  // The answers of a second all say the same, and it takes longer to read than all the other headers.
  if (date !== lastDate.text) lastDate = { text: date, ms: Date.parse(date) };
  return Number.isNaN(lastDate.ms) ? now : lastDate.ms;
}

let lastDate = { text: '', ms: Number.NaN };

function smallest(value: string | string[] | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'string' && /^\d{1,10}$/.test(value)) return Number(value);
  const numbers = String(value)
    .split(',')
    .map((part) => part.trim())
    .filter((part) => /^\d{1,13}$/.test(part))
    .map(Number);
  return numbers.length === 0 ? undefined : Math.min(...numbers, MAX_EPOCH_SECONDS);
}
