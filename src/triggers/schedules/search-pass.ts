import type { Subscription } from '../subscriptions/subscription.js';
import type { ScheduleState } from './schedule-state.js';
import type { ScheduleChange, ScheduleHealth, ScheduleHold } from './schedule.repository.js';
import type { KeptStep } from './schedule-step-store.service.js';
import { dueAfter, type Window } from './schedule-window.js';
import { readSchedule, scheduledTrigger } from './scheduled-triggers.js';
import type { SearchFailure } from './search-failure.js';
import type { Search, SearchRequest, SearchStep } from './search.js';

/** A leased subscription as it stands. */
export interface Standing {
  subscription: Subscription;
  hold: ScheduleHold;
  state: ScheduleState;
}

/** One window that is due, and how to search it. */
export interface SearchPass {
  search: Search;
  request: Omit<SearchRequest, 'read'>;
  window: Window;
  /** When the next window is due. */
  nextDueAt: Date;
  /** What cannot be searched any more, in words. */
  lost: string | undefined;
}

const LOST = 'Searches that were missed lie further back than Okta keeps its log (90 days): they were left out.';

/**
 * The window that is due now, or the one that was left half done; otherwise when the next one is due.
 * @throws ConnectorError `invalid_input` for params that are not valid any more
 */
export function planPass({ subscription, hold, state }: Standing, now: Date): SearchPass | { dueAt: Date } {
  const { triggerId, startFrom } = subscription;
  const { params, schedule } = readSchedule(triggerId, subscription.params);
  const { search, window: windowOf, settleMs, reachMs = Infinity } = scheduledTrigger(triggerId);
  const isLost = hold.scheduleFrom.getTime() < now.getTime() - reachMs;
  const from = isLost ? new Date(now.getTime() - reachMs) : hold.scheduleFrom;
  const halfDone = state.until !== undefined && !isLost;
  const window = halfDone ? { from, until: new Date(state.until ?? from) } : windowOf({ ...schedule, from }, now);
  const dueAt = new Date(window.until.getTime() + settleMs);
  if (dueAt > now) return { dueAt };
  const memory = isLost ? undefined : state.memory;
  return {
    search,
    request: { params, schedule, window, startFrom, memory, now },
    window,
    nextDueAt: new Date(dueAfter(schedule, window.until).getTime() + settleMs),
    lost: isLost ? LOST : undefined,
  };
}

/** How long the search goes on from here: so many seconds for this process, or not at all in this turn. */
type Onward = { leaseSeconds: number } | 'over';

/** What is written down with a step. Pure. */
export function afterStep({ hold, state }: Standing, pass: SearchPass, { step, onward, now }: TakenStep): KeptStep {
  const { memory, done, findings, toldSince } = step;
  const { window, nextDueAt, lost } = pass;
  const caughtUp = done && nextDueAt > now;
  const complained = lost !== undefined || (state.complained === true && !caughtUp);
  const next: ScheduleState = {
    revision: hold.revision + 1,
    memory,
    ...(!done && { until: window.until.toISOString() }),
    ...(complained && { complained }),
  };
  return {
    findings,
    toldSince,
    change: {
      scheduleFrom: done ? window.until : hold.scheduleFrom,
      state: next,
      dueAt: caughtUp ? { at: nextDueAt } : secondsOf(onward),
    },
    health: healthAfter(state, { lost, caughtUp }),
  };
}

interface TakenStep {
  step: SearchStep;
  onward: Onward;
  now: Date;
}

/** A turn that is over leaves the rest to whoever comes next, behind all others that are due. */
const secondsOf = (onward: Onward): ScheduleChange['dueAt'] => ({
  inSeconds: onward === 'over' ? 0 : onward.leaseSeconds,
});

function healthAfter(
  { complained, refused }: ScheduleState,
  { lost, caughtUp }: { lost: string | undefined; caughtUp: boolean },
): ScheduleHealth | undefined {
  const failing = refused ? false : undefined;
  if (lost !== undefined) return { reason: lost, failing };
  if (complained && caughtUp) return { reason: null, failing };
  return refused ? { reason: undefined, failing } : undefined;
}

/** What is written down with a failure; the window is searched again. Pure. */
export function afterFailure({ hold, state }: Standing, failure: SearchFailure): KeptStep {
  const { reason, refused, retryInSeconds } = failure;
  const next: ScheduleState = {
    ...state,
    revision: hold.revision + 1,
    failures: (state.failures ?? 0) + 1,
    complained: state.complained === true || reason !== undefined,
    refused: state.refused === true || refused,
  };
  return {
    findings: [],
    toldSince: undefined,
    change: { scheduleFrom: hold.scheduleFrom, state: next, dueAt: { inSeconds: retryInSeconds } },
    health: reason === undefined ? undefined : { reason, failing: refused ? true : undefined },
  };
}

/** What is written down to come back later, nothing having been searched. Pure. */
export function untilLater({ hold, state }: Standing, dueAt: ScheduleChange['dueAt']): KeptStep {
  const next = { ...state, revision: hold.revision + 1 };
  return { findings: [], toldSince: undefined, health: undefined, change: { ...hold, state: next, dueAt } };
}
