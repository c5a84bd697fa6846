import type { Priority } from './fair-queue.js';

/** Until when asking for another slice is no use; what closes to single calls closes to bulk. */
export class ClosedUntil {
  #until = { single: 0, bulk: 0 };
  #certain = false;

  /** `certain`: it does not open before. */
  close(priority: Priority, { until, certain }: { until: number; certain: boolean }): void {
    this.#until.bulk = until;
    if (priority === 'single') this.#until.single = until;
    this.#certain = certain;
  }

  open(): void {
    this.#until = { single: 0, bulk: 0 };
  }

  /** On the monotonic clock. */
  of(priority: Priority): number {
    return this.#until[priority];
  }

  get isCertain(): boolean {
    return this.#certain;
  }
}
