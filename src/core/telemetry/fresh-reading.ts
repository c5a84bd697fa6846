import { setTimeout as wait } from 'node:timers/promises';

export interface ReadingOptions {
  /** How old a reading may be before it is made anew, milliseconds. */
  maxAgeMs?: number;
  /** How long whoever asks waits for a new one before the last one has to do. */
  waitMs?: number;
  /** Older readings are not shown any more. */
  staleMs?: number;
  /** Milliseconds on a clock that only goes forward. */
  now?: () => number;
}

interface Reading<T> {
  value: T | undefined;
  at: number;
}

/** What is expensive to find out, read at most every 15 seconds however many ask; never throws, never waits for long. */
export class FreshReading<T> {
  readonly #options: Required<ReadingOptions>;
  #last: Reading<T> = { value: undefined, at: -Infinity };
  #begunAt = -Infinity;
  #reading: Promise<void> | undefined;
  #failed = false;

  constructor(
    private readonly read: () => Promise<T>,
    options: ReadingOptions = {},
  ) {
    this.#options = { maxAgeMs: 15_000, waitMs: 2_000, staleMs: 120_000, now: () => performance.now(), ...options };
  }

  /** Whether the last look succeeded; one that has not come back in time has not. */
  get succeeded(): boolean {
    return !this.#failed && this.#last.value !== undefined;
  }

  /** The latest reading; undefined where there is none, or none that is worth showing. */
  async latest(): Promise<T | undefined> {
    const { maxAgeMs, waitMs, staleMs, now } = this.#options;
    if (!this.#reading && now() - this.#begunAt >= maxAgeMs) this.#begin();
    const timer = new AbortController();
    const late = wait(waitMs, 'late' as const, { signal: timer.signal, ref: false }).catch(() => undefined);
    if ((await Promise.race([this.#reading, late])) === 'late') this.#failed = true;
    timer.abort();
    return now() - this.#last.at <= staleMs ? this.#last.value : undefined;
  }

  #begin(): void {
    const { now } = this.#options;
    this.#begunAt = now();
    this.#reading = this.read()
      .then(
        (value) => {
          this.#last = { value, at: now() };
          this.#failed = false;
        },
        () => {
          this.#failed = true;
        },
      )
      .finally(() => {
        this.#reading = undefined;
      });
  }
}
