import type { Subscription } from '../subscriptions/subscription.js';
import { readSchedule, scheduledTrigger } from './scheduled-triggers.js';
import { dueAfter } from './schedule-window.js';

type ScheduleColumns = Pick<Subscription, 'scheduleFrom' | 'scheduleDueAt' | 'scheduleState'>;

/**
 * Where a scheduled subscription begins: its first window starts at `startFrom`, and nothing older is told. Pure.
 * @param params as the catalogue's schema of the trigger accepts them
 * @throws ConnectorError `invalid_input` for params that the schema refuses, TypeError for a trigger that is not scheduled
 */
export function firstSchedule(triggerId: string, params: Record<string, unknown>, startFrom: Date): ScheduleColumns {
  const due = dueAfter(readSchedule(triggerId, params).schedule, startFrom);
  return {
    scheduleFrom: startFrom,
    scheduleDueAt: new Date(due.getTime() + scheduledTrigger(triggerId).settleMs),
    scheduleState: null,
  };
}
