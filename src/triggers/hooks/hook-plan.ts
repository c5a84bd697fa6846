import { MAX_TYPES_PER_HOOK } from '../../okta/event-hooks/event-hook.js';
import { EVENT_TYPES } from '../../okta/event-types/event-types.js';
import type { Subscription } from '../subscriptions/subscription.js';

const ELIGIBLE = EVENT_TYPES.filter(({ hookEligible }) => hookEligible).map(({ eventType }) => eventType);
const ELIGIBLE_SET: ReadonlySet<string> = new Set(ELIGIBLE);

/** The event types of a subscription that event hooks may carry. */
export const eligibleTypesOf = ({ eventTypes }: Pick<Subscription, 'eventTypes'>): string[] =>
  eventTypes === null ? [...ELIGIBLE] : [...new Set(eventTypes)].filter((type) => ELIGIBLE_SET.has(type));

/** What Okta shall tell us of: all that live subscriptions hear by hooks, sorted. The paused ones lose nothing. */
export function wantedTypes(subscriptions: readonly Pick<Subscription, 'mode' | 'status' | 'eventTypes'>[]): string[] {
  const hearing = subscriptions.filter(({ mode, status }) => mode !== 'polling' && status !== 'disabled');
  return [...new Set(hearing.flatMap(eligibleTypesOf))].toSorted();
}

/** Which types a hook is for; `ordinal` numbers the hooks of a connection from 0. */
export interface HookShare {
  ordinal: number;
  eventTypes: readonly string[];
}

/**
 * Spreads event types over as few hooks as Okta's limit allows. A type stays with the hook that has it, so that a change
 * touches few hooks; hooks that are not in the result are not needed any more. Pure.
 */
export function spreadTypes(
  wanted: readonly string[],
  present: readonly HookShare[],
  perHook = MAX_TYPES_PER_HOOK,
): HookShare[] {
  const count = Math.ceil(wanted.length / perHook);
  const unplaced = new Set(wanted);
  const shares = ordinalsFor(count, present).map((ordinal) => {
    const had = present.find((hook) => hook.ordinal === ordinal)?.eventTypes ?? [];
    const kept = had.filter((type) => unplaced.has(type)).slice(0, perHook);
    for (const type of kept) unplaced.delete(type);
    return { ordinal, kept };
  });
  const rest = [...unplaced];
  return shares.map(({ ordinal, kept }) => ({
    ordinal,
    eventTypes: [...kept, ...rest.splice(0, perHook - kept.length)].toSorted(),
  }));
}

/** Hooks that are there first, in their order; then the lowest free numbers. */
function ordinalsFor(count: number, present: readonly HookShare[]): number[] {
  const taken = present.map(({ ordinal }) => ordinal).toSorted((a, b) => a - b);
  const free = Array.from({ length: count + taken.length }, (_, ordinal) => ordinal).filter(
    (ordinal) => !taken.includes(ordinal),
  );
  return [...taken, ...free].slice(0, count).toSorted((a, b) => a - b);
}
