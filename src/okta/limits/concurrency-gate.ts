import type { LimitCounters } from './limit-counters.js';
import { tooManyRequests } from './too-many-requests.js';
import { WaitingRoom, type Visit } from './waiting-room.js';

export interface GatePorts {
  /** Calls to one org at once that all replicas may make together. */
  ceiling: number;
  replicas: () => number;
  now: () => number;
  counters: LimitCounters;
}

/** Answers to calls that were under way together count as one sign of too many. */
const CUT_EVERY_MS = 1_000;
/** After a cut, one more call at once each so many milliseconds. */
const RECOVER_EVERY_MS = 10_000;

/**
 * How many calls to one org this process has under way at once: its part of the ceiling by the number of live replicas,
 * at least one. Halved when Okta says that too many calls run at once, and given back one by one.
 */
export class ConcurrencyGate {
  readonly #room: WaitingRoom<void>;
  #active = 0;
  /** What was allowed after the last cut; undefined when there was none, or all has been given back. */
  #cut: { at: number; allowed: number } | undefined;

  constructor(private readonly ports: GatePorts) {
    this.#room = new WaitingRoom(ports.now);
  }

  /** Calls that may be under way now. */
  get allowed(): number {
    const part = Math.max(1, Math.floor(this.ports.ceiling / this.ports.replicas()));
    if (!this.#cut) return part;
    const recovered = this.#cut.allowed + Math.floor((this.ports.now() - this.#cut.at) / RECOVER_EVERY_MS);
    if (recovered >= part) this.#cut = undefined;
    return Math.min(part, recovered);
  }

  /** @throws ConnectorError `too_many_requests` when the wait is in vain */
  enter(visit: Visit): void | Promise<void> {
    if (!this.#room.isBefore(visit.priority) && this.#active < this.allowed) {
      this.#active += 1;
      return;
    }
    this.ports.counters.waited += 1;
    return this.#room.enter(visit, () => {
      throw tooManyRequests('Too many calls to this Okta org are under way at once.', { waitMs: 1_000, ...this.ports });
    });
  }

  leave(): void {
    this.#active -= 1;
    while (this.#room.next && this.#active < this.allowed) {
      this.#active += 1;
      this.#room.serve();
    }
  }

  /** Okta answered that too many calls run at once. */
  cut(): void {
    const now = this.ports.now();
    const allowed = this.allowed;
    if (this.#cut && now - this.#cut.at < CUT_EVERY_MS) return;
    this.#cut = { at: now, allowed: Math.max(1, Math.floor(allowed / 2)) };
  }
}
