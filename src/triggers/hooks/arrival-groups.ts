import type { Arrival } from '../events/event-intake.service.js';
import { overloaded } from './bounded-lane.js';

interface Group {
  arrival: Arrival & { events: Arrival['events'][number][] };
  notes: (() => Promise<void>)[];
  done: Promise<void>;
}

/** What one transaction takes at most. */
const MAX_EVENTS = 2_000;

/**
 * Gathers what comes for a connection while its last store is under way, and stores it together: calls of one hook would
 * wait for one another's locks otherwise, each with a transaction of its own.
 */
export class ArrivalGroups {
  readonly #gathering = new Map<string, Group>();
  readonly #storing = new Map<string, Promise<void>>();

  constructor(private readonly store: (arrival: Arrival) => Promise<void>) {}

  /** Resolves when it is stored. @throws ConnectorError `overloaded`, besides what storing throws */
  async add({ within, ...arrival }: Arrival): Promise<void> {
    const key = `${arrival.tenantId}/${arrival.connectionId}`;
    const group = this.#gathering.get(key) ?? this.#open(key, arrival);
    if (group.arrival.events.length >= MAX_EVENTS) throw overloaded();
    group.arrival.events.push(...arrival.events);
    if (within) group.notes.push(within);
    return group.done;
  }

  #open(key: string, arrival: Arrival): Group {
    const group: Group = { arrival: { ...arrival, events: [] }, notes: [], done: Promise.resolve() };
    const previous = this.#storing.get(key) ?? Promise.resolve();
    group.done = previous.then(() => this.#begin(key, group));
    const settled = group.done.catch(() => undefined);
    this.#storing.set(key, settled);
    this.#gathering.set(key, group);
    void settled.then(() => this.#storing.get(key) === settled && this.#storing.delete(key));
    return group;
  }

  #begin(key: string, { arrival, notes }: Group): Promise<void> {
    this.#gathering.delete(key);
    const within = async () => {
      for (const note of notes) await note();
    };
    return this.store(notes.length > 0 ? { ...arrival, within } : arrival);
  }
}
