import { readFileSync } from 'node:fs';

/** One type of event in Okta's System Log. */
export interface EventType {
  /** Such as `user.lifecycle.suspend`. */
  eventType: string;
  category: string;
  /** The release of Okta that brought it. */
  since: string;
  /** Whether event hooks may carry it; the others can only be read from the System Log. */
  hookEligible: boolean;
  beta: boolean;
}

/** An entry is the type and its release; an asterisk marks what event hooks may carry, a tilde what is beta. */
interface EventTypeFacts {
  release: string;
  categories: Record<string, string[]>;
}

const FACTS: EventTypeFacts = JSON.parse(readFileSync(new URL('okta-event-types.json', import.meta.url), 'utf8'));

/** Okta's release that the table was taken from. */
export const EVENT_TYPES_RELEASE = FACTS.release;

const ENTRY = /^([^@]+)@([\d.]+)(\*?)(~?)$/;

/** Every event type of Okta's catalogue, ordered by name. */
export const EVENT_TYPES: readonly EventType[] = Object.entries(FACTS.categories)
  .flatMap(([category, entries]) => entries.map((entry) => eventTypeOf(category, entry)))
  .toSorted((a, b) => (a.eventType < b.eventType ? -1 : 1));

function eventTypeOf(category: string, entry: string): EventType {
  const [, eventType, since, hook, beta] = ENTRY.exec(entry) ?? [];
  if (!eventType || !since) throw new TypeError(`The table of event types has a broken entry: ${entry}`);
  return { eventType, category, since, hookEligible: hook === '*', beta: beta === '~' };
}
