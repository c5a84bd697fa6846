import { ConnectorError } from '../../core/errors.js';
import { FairQueue, type Place, type Priority } from './fair-queue.js';

export interface Visit extends Place {
  /** Until when it is worth waiting, on the monotonic clock in milliseconds. */
  until: number;
  signal?: AbortSignal | undefined;
}

interface Waiter<T> extends Visit {
  admit: (place: T) => void;
  refuse: (error: unknown) => void;
}

/** Where calls wait for their turn, none longer than it is worth. */
export class WaitingRoom<T> {
  readonly #queue = new FairQueue<Waiter<T>>();

  constructor(private readonly now: () => number) {}

  /** The priority of the next one; undefined when nobody waits. */
  get next(): Priority | undefined {
    return this.#queue.next;
  }

  get size(): number {
    return this.#queue.size;
  }

  /** Whether somebody waits whom a call of this priority may not overtake. */
  isBefore(priority: Priority): boolean {
    return this.next === 'single' || this.next === priority;
  }

  /** Waits to be served. Who waits in vain gets what `inVain` gives or throws; an aborted signal ends the wait. */
  enter(visit: Visit, inVain: () => T): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const leave = (settle: () => void) => {
      clearTimeout(timer);
      visit.signal?.removeEventListener('abort', onAbort);
      this.#queue.remove(waiter, waiter);
      settle();
    };
    const giveUp = () => {
      try {
        resolve(inVain());
      } catch (error) {
        reject(error);
      }
    };
    const onAbort = () => leave(() => reject(givenUp()));
    const admit = (place: T) => leave(() => resolve(place));
    const waiter: Waiter<T> = { ...visit, admit, refuse: (error) => leave(() => reject(error)) };
    const timer = setTimeout(() => leave(giveUp), Math.max(0, visit.until - this.now()));
    this.#queue.add(waiter, waiter);
    if (visit.signal?.aborted) onAbort();
    else visit.signal?.addEventListener('abort', onAbort, { once: true });
    return promise;
  }

  /** Lets the next one in. */
  serve(place: T): void {
    this.#queue.take()?.admit(place);
  }

  /** Sends away those of a priority for whom it is not worth waiting until `time`. */
  refuseBefore(time: number, priority: Priority, error: () => ConnectorError): void {
    const staying: Waiter<T>[] = [];
    for (let waiter = this.#queue.take(priority); waiter; waiter = this.#queue.take(priority)) {
      if (waiter.until < time) waiter.refuse(error());
      else staying.push(waiter);
    }
    for (const waiter of staying) this.#queue.add(waiter, waiter);
  }
}

function givenUp(): ConnectorError {
  return new ConnectorError('okta_timeout', 'The call was given up before it was sent.', { remedy: 'Try again.' });
}
