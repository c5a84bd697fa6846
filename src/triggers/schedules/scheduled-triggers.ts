import { z } from 'zod';
import { ConnectorError } from '../../core/errors.js';
import { scheduleTriggers } from '../catalog/schedule-triggers.js';
import type { Schedule } from '../catalog/trigger-definition.js';
import { searchChanges } from './changed-objects.js';
import { LOG_KEPT_MS, searchEvents } from './event-search.js';
import { searchExpiringPasswords } from './password-expiry.js';
import { latestWindow, nextWindow, type Place, type Window } from './schedule-window.js';
import type { Search } from './search.js';

type ScheduledTriggerId = keyof typeof scheduleTriggers;

/** How a scheduled trigger goes about its windows. */
export interface ScheduledTrigger {
  search: Search;
  /** Which window is next; missed ones are made up one by one where each has an answer of its own. */
  window: (place: Place, now: Date) => Window;
  /** How long after the end of a window it is searched: what happened last must have reached Okta's index. */
  settleMs: number;
  /** How far back Okta can be searched. */
  reachMs?: number;
}

const LATE_EVENTS_MS = 60_000;

const ofPresentState = { window: latestWindow, settleMs: 0 } as const;

const SCHEDULED: Record<ScheduledTriggerId, ScheduledTrigger> = {
  'scheduled-event-search': {
    search: searchEvents,
    window: nextWindow,
    settleMs: LATE_EVENTS_MS,
    reachMs: LOG_KEPT_MS,
  },
  'new-user': {
    ...ofPresentState,
    search: searchChanges({
      route: 'GET /api/v1/users',
      name: 'user',
      property: 'created',
      keyOf: ({ id }) => id,
    }),
  },
  'user-updated': {
    ...ofPresentState,
    search: searchChanges({
      route: 'GET /api/v1/users',
      name: 'user',
      property: 'lastUpdated',
      keyOf: ({ id, lastUpdated }) => `${id}/${lastUpdated}`,
    }),
  },
  'group-updated-poll': {
    ...ofPresentState,
    search: searchChanges({
      route: 'GET /api/v1/groups',
      name: 'group',
      property: 'lastUpdated',
      keyOf: ({ id, lastUpdated }) => `${id}/${lastUpdated}`,
    }),
  },
  'password-expiring-soon': { ...ofPresentState, search: searchExpiringPasswords },
};

/** @throws TypeError for a trigger that is not scheduled */
export function scheduledTrigger(triggerId: string): ScheduledTrigger {
  if (isScheduled(triggerId)) return SCHEDULED[triggerId];
  throw new TypeError(`The trigger ${triggerId} is not scheduled`);
}

const isScheduled = (triggerId: string): triggerId is ScheduledTriggerId => Object.hasOwn(SCHEDULED, triggerId);

const Params = z.record(z.string(), z.unknown());

/**
 * The params with their defaults, and the schedule that they make.
 * @throws ConnectorError `invalid_input` for params that the trigger's schema refuses, TypeError for a trigger that is not
 *   scheduled
 */
export function readSchedule(
  triggerId: string,
  params: Record<string, unknown>,
): { params: Record<string, unknown>; schedule: Schedule } {
  if (!isScheduled(triggerId)) throw new TypeError(`The trigger ${triggerId} is not scheduled`);
  const definition = scheduleTriggers[triggerId];
  const { data, error } = definition.params.safeParse(params);
  if (error) throw notValid(error);
  const parsed = Params.parse(data);
  return { params: parsed, schedule: definition.schedule(parsed) };
}

/** They were valid when they were stored: the time zone is gone, or the trigger has changed. */
function notValid({ issues: [issue] }: z.ZodError): ConnectorError {
  const message = `The subscription's params.${issue?.path.join('.') ?? ''} is not valid any more: ${issue?.message ?? ''}.`;
  return new ConnectorError('invalid_input', message, { remedy: 'Change the params with PATCH.' });
}
