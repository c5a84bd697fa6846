import { wanted } from './known-window.js';

/** How many calls came lately. */
export class Demand {
  #sinceAsked = 0;
  #askedAt = 0;
  #sinceTended = 0;

  arrive(): void {
    this.#sinceAsked += 1;
    this.#sinceTended += 1;
  }

  /** How many calls the next slice should hold. */
  ask(queued: number, now: number): number {
    const want = wanted({ queued, arrivals: this.#sinceAsked, elapsedMs: now - this.#askedAt });
    this.#sinceAsked = 0;
    this.#askedAt = now;
    return want;
  }

  /** Whether nobody came since the last time that this was asked. */
  tend(): 'idle' | 'busy' {
    const state = this.#sinceTended === 0 ? 'idle' : 'busy';
    this.#sinceTended = 0;
    return state;
  }
}
