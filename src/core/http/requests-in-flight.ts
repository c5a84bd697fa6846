import { Injectable } from '@nestjs/common';
import type { Lane } from './request-lanes.js';

/** Requests of this process that are being answered: taken, and the last byte of the answer not yet sent. */
@Injectable()
export class RequestsInFlight {
  readonly #counts: Record<Lane, number> = { probe: 0, hook: 0, page: 0, wait: 0, ordinary: 0 };

  of(lane: Lane): number {
    return this.#counts[lane];
  }

  get total(): number {
    return Object.values(this.#counts).reduce((sum, count) => sum + count, 0);
  }

  /** Every `enter` is followed by one `leave`. */
  enter(lane: Lane): void {
    this.#counts[lane] += 1;
  }

  leave(lane: Lane): void {
    this.#counts[lane] -= 1;
  }
}
