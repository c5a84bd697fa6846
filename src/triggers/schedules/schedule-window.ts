import { Cron } from 'croner';
import { nextRun } from '../catalog/cron.js';
import type { Schedule } from '../catalog/trigger-definition.js';

/** A stretch of time that is searched once: `from` belongs to it, `until` does not. */
export interface Window {
  from: Date;
  until: Date;
}

/** Where a schedule stands: windows before `from` are done. */
export interface Place extends Schedule {
  from: Date;
}

/** After so many missed windows the oldest of them become one: nothing is left out, and a minute's schedule ends. */
export const MAX_MISSED = 100;

const SECOND = 1_000;
const MINUTE = 60_000;

/**
 * The window that is next: from the end of the one before to the next time that the schedule is due. Windows follow each
 * other without gap or overlap, whatever the clocks of the time zone do.
 * @throws TypeError for a schedule that is never due
 */
export function nextWindow(place: Place, now: Date): Window {
  const { from } = place;
  const first = dueAfter(place, from);
  const merged = areTooMany(place, first, now)
    ? jobOf(place).previousRuns(MAX_MISSED, justAfter(now)).at(-1)
    : undefined;
  return { from, until: merged && merged > first ? merged : first };
}

/** As `nextWindow`, with all windows that were missed in one: for searches whose answer is the present state. */
export function latestWindow(place: Place, now: Date): Window {
  const { from } = place;
  const first = dueAfter(place, from);
  if (first > now) return { from, until: first };
  const [latest] = jobOf(place).previousRuns(1, justAfter(now));
  return { from, until: latest && latest > first ? latest : first };
}

/** The first time that the schedule is due after `after`. @throws TypeError for a schedule that is never due */
export function dueAfter(schedule: Schedule, after: Date): Date {
  const due = nextRun(schedule, after);
  if (!due) throw new TypeError(`The schedule "${schedule.cron}" is never due`);
  return due;
}

/** Whether more windows have ended than are made up one by one. No schedule is due more than once a minute. */
function areTooMany(schedule: Schedule, first: Date, now: Date): boolean {
  if (now.getTime() - first.getTime() < MAX_MISSED * MINUTE) return false;
  const last = jobOf(schedule).nextRuns(MAX_MISSED, first).at(-1);
  return last !== undefined && last <= now;
}

/** What croner finds before a time does not include it, and it counts whole seconds. */
const justAfter = (now: Date) => new Date(Math.floor(now.getTime() / SECOND) * SECOND + SECOND);

const jobOf = ({ cron, timezone }: Schedule) => new Cron(cron, { timezone, mode: '5-part', paused: true });
