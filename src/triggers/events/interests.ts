import { LRUCache } from 'lru-cache';
import type { Subscription } from '../subscriptions/subscription.js';
import type { LogEvent } from './log-event.js';
import { interestOf } from './match.js';

type Hears = (event: LogEvent) => boolean;

const KEPT = 5_000;

/** What subscriptions want to hear, compiled once for each of their versions: filters and long lists of types cost. */
export class Interests {
  readonly #compiled = new LRUCache<string, { version: number; hears: Hears }>({ max: KEPT });

  of(subscription: Pick<Subscription, 'id' | 'eventTypes' | 'params' | 'startFrom' | 'updatedAt'>): Hears {
    const version = subscription.updatedAt.getTime();
    const known = this.#compiled.get(subscription.id);
    if (known?.version === version) return known.hears;
    const hears = interestOf(subscription);
    this.#compiled.set(subscription.id, { version, hears });
    return hears;
  }
}
