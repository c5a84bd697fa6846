const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** Seconds to wait after each failed attempt; after the last one it is given up. */
export type RetrySchedule = readonly number[];

/** Eleven attempts in three days. */
export const EVENT_RETRIES: RetrySchedule = [
  5,
  MINUTE,
  5 * MINUTE,
  30 * MINUTE,
  ...[2, 5, 10, 14, 20, 20].map((hours) => hours * HOUR),
];

/** Fifteen attempts in seven days. */
export const REVOCATION_RETRIES: RetrySchedule = [
  5,
  30,
  2 * MINUTE,
  10 * MINUTE,
  ...[1, 3, 6, 12, 24, 24, 24, 24, 24, 24].map((hours) => hours * HOUR),
];

const times = (count: number, seconds: number): number[] => Array.from({ length: count }, () => seconds);

/** Often while an administrator is at it, then each hour for a week. */
export const KEY_TRIALS: RetrySchedule = [
  ...times(20, 15),
  ...times(25, MINUTE),
  ...times(21, 10 * MINUTE),
  ...times(164, HOUR),
];

const JITTER = 0.2;

/**
 * Seconds to wait after attempt number `attempt` failed, up to a fifth more or less than the schedule says so that what
 * failed together is not tried again together. Undefined: give up.
 * @param random in [0, 1)
 */
export function retryAfter(schedule: RetrySchedule, attempt: number, random: number): number | undefined {
  const seconds = schedule[attempt - 1];
  return seconds === undefined ? undefined : seconds * (1 - JITTER + 2 * JITTER * random);
}
