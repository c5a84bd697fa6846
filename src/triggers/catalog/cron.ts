import { Cron } from 'croner';
import { z } from 'zod';
import type { Schedule } from './trigger-definition.js';

/**
 * The first time after `after` that the schedule is due; null when it never is. Times that a change to summer time leaves
 * out come as soon as it is over.
 */
export function nextRun({ cron, timezone }: Schedule, after: Date): Date | null {
  // Paused, since it is only asked and never run. Five parts: no schedule is due more than once a minute.
  const job = new Cron(cron, { timezone, mode: '5-part', paused: true });
  return job.nextRun(after);
}

const ANY_TIME = new Date('2026-01-01T00:00:00Z');

function isCron(text: string): boolean {
  try {
    return nextRun({ cron: text, timezone: 'UTC' }, ANY_TIME) !== null;
  } catch {
    return false;
  }
}

/** Names only: an offset such as +01:00 knows nothing of summer time. */
const ZONE_NAME = /^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/;

function isTimezone(name: string): boolean {
  try {
    return ZONE_NAME.test(name) && new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** A cron expression that is due at some time, at most once a minute. */
export const cronParam = (usual: string) =>
  z
    .string()
    .min(1)
    .max(200)
    .refine(isCron, 'is no cron expression of five parts (minute hour day month weekday) that is ever due')
    .default(usual)
    .describe(
      `When to look, as a cron expression of five parts (minute, hour, day of the month, month, day of the week); ${usual} where omitted`,
    );

export const TimezoneParam = z
  .string()
  .min(1)
  .max(64)
  .refine(isTimezone, 'is no IANA time zone, such as Europe/London')
  .default('UTC')
  .describe('The IANA time zone that the schedule is read in, such as Europe/London; UTC where omitted');
