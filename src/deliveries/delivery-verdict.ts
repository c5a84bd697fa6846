import { retryAfter, type RetrySchedule } from '../connections/upkeep/retry-schedule.js';

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** Ten attempts in three days; each wait varies by a fifth. */
export const DELIVERY_RETRIES: RetrySchedule = [
  5,
  5 * MINUTE,
  30 * MINUTE,
  ...[2, 5, 10, 14, 20, 24].map((hours) => hours * HOUR),
];

const LONGEST_WAIT = 24 * HOUR;

/** Why nothing was answered. `refused`: the address may not be called. `aborted`: broken off by us. */
type SendError = 'timeout' | 'connection' | 'refused' | 'aborted';

/** What came of one attempt. */
export interface Receipt {
  /** Undefined where there was no answer. */
  status?: number | undefined;
  error?: SendError | undefined;
  durationMs: number;
  /** The beginning of the answer. */
  answer?: string | undefined;
  /** What the receiver asks for, in seconds. */
  waitSeconds?: number | undefined;
}

/** What becomes of the delivery. `gone`: the receiver wants nothing more, ever. */
export type Verdict =
  { kind: 'delivered' } | { kind: 'gone' } | { kind: 'later'; seconds: number } | { kind: 'given-up' };

/** @param attempt counts from 1 @param random in [0, 1) */
export function verdictOf(receipt: Receipt, attempt: number, random: number): Verdict {
  const { status = 0, error, waitSeconds } = receipt;
  if (error === 'aborted') return { kind: 'later', seconds: 0 };
  if (status >= 200 && status < 300) return { kind: 'delivered' };
  if (status === 410) return { kind: 'gone' };
  const seconds = retryAfter(DELIVERY_RETRIES, attempt, random);
  if (seconds === undefined) return { kind: 'given-up' };
  return { kind: 'later', seconds: Math.max(seconds, waitSeconds ?? 0) };
}

/**
 * `Retry-After` of an answer 429 or 503 in seconds, at most a day; undefined where it is missing or unreadable.
 * Source: RFC 9110 section 10.2.3
 */
export function waitSecondsOf(status: number, header: string | string[] | undefined, now: number): number | undefined {
  if (status !== 429 && status !== 503) return undefined;
  const text = (Array.isArray(header) ? header[0] : header)?.trim();
  if (!text) return undefined;
  const seconds = /^\d+$/.test(text) ? Number(text) : (Date.parse(text) - now) / 1_000;
  return Number.isNaN(seconds) ? undefined : Math.min(Math.max(seconds, 0), LONGEST_WAIT);
}
