import { AsyncResource } from 'node:async_hooks';
import { ConnectorError } from '../../core/errors.js';

export interface LaneSize {
  /** Done at the same time. */
  atOnce: number;
  /** Waiting for their turn; the next one is turned away at once. */
  waiting: number;
}

/** Turned away, to come again. */
export const overloaded = (): ConnectorError =>
  new ConnectorError('overloaded', 'The service cannot take this at the moment. Send it again.');

/**
 * Bounds how much is done at once, and how long anybody waits for it. Who has waited too long gets `overloaded`: what has
 * not begun by then never begins; what has begun goes on and keeps its place until it ends.
 */
export class BoundedLane {
  readonly #size: LaneSize;
  readonly #waiting = new Set<() => void>();
  #active = 0;

  constructor(size: LaneSize) {
    this.#size = size;
  }

  /** @throws ConnectorError `overloaded`, besides what `work` throws */
  async run<T>(work: () => Promise<T>, withinMs: number): Promise<T> {
    const { atOnce, waiting } = this.#size;
    if (this.#active >= atOnce && this.#waiting.size >= waiting) throw overloaded();
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const begin = AsyncResource.bind(() => {
      this.#active += 1;
      void this.#settle(work, resolve, reject);
    });
    const timer = setTimeout(() => {
      this.#waiting.delete(begin);
      reject(overloaded());
    }, withinMs);
    if (this.#active < atOnce) begin();
    else this.#waiting.add(begin);
    return promise.finally(() => clearTimeout(timer));
  }

  async #settle<T>(work: () => Promise<T>, resolve: (value: T) => void, reject: (reason: unknown) => void) {
    try {
      resolve(await work());
    } catch (error) {
      reject(error);
    } finally {
      this.#active -= 1;
      const [next] = this.#waiting;
      if (next) {
        this.#waiting.delete(next);
        next();
      }
    }
  }
}
