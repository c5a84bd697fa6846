import type { Subscription } from '../subscriptions/subscription.js';
import type { LogEvent } from './log-event.js';
import { compileScimFilter, type EventPredicate } from './scim-filter.js';

type Interest = Pick<Subscription, 'eventTypes' | 'params' | 'startFrom'>;

const always: EventPredicate = () => true;

/** What of an org's events a subscription wants to hear. */
export function interestOf({ eventTypes, params, startFrom }: Interest): (event: LogEvent) => boolean {
  const types = eventTypes && new Set(eventTypes);
  const { filter, outcome, actorId, targetId } = params;
  const matchesFilter = typeof filter === 'string' ? compileScimFilter(filter) : always;
  return (event) =>
    (types?.has(event.eventType) ?? true) &&
    Date.parse(event.published) >= startFrom.getTime() &&
    hasOutcome(event, outcome) &&
    (actorId === undefined || event.actor?.id === actorId) &&
    (targetId === undefined || (event.target?.some(({ id }) => id === targetId) ?? false)) &&
    matchesFilter(event);
}

/** Okta leaves the result out of some events that report what was done. */
const hasOutcome = ({ outcome }: LogEvent, wanted: unknown): boolean =>
  wanted === undefined || wanted === 'ANY' || (outcome?.result ?? 'SUCCESS') === wanted;
