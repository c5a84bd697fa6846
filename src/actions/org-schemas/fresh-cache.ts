import { LRUCache } from 'lru-cache';

interface Entry<T> {
  value: T;
  /** On a clock that only goes forward, in milliseconds. */
  at: number;
}

export interface FreshCacheOptions<T extends object> {
  /** The sum of `sizeOf` over what is kept. */
  maxSize: number;
  /** At least 1. */
  sizeOf(value: T): number;
  /** An entry is used without a question for so long, then loaded again. */
  freshMs: number;
  /** Whether what was loaded again is what was there already; the old value is kept then. */
  same(before: T, after: T): boolean;
  now?: () => number;
}

/**
 * Keeps what was loaded for a short while. Simultaneous callers share one load; failures are not kept; what was used
 * least recently goes first.
 */
export class FreshCache<T extends object> {
  readonly #entries: LRUCache<string, Entry<T>>;
  readonly #loading = new Map<string, Promise<T>>();
  readonly #now: () => number;

  constructor(private readonly options: FreshCacheOptions<T>) {
    this.#entries = new LRUCache({
      maxSize: options.maxSize,
      sizeCalculation: ({ value }) => options.sizeOf(value),
    });
    this.#now = options.now ?? (() => performance.now());
  }

  async get(key: string, load: () => Promise<T>): Promise<T> {
    const entry = this.#entries.get(key);
    if (entry && this.#now() - entry.at < this.options.freshMs) return entry.value;
    return this.#loading.get(key) ?? this.#load(key, load);
  }

  #load(key: string, load: () => Promise<T>): Promise<T> {
    const loading = load()
      .then((value) => this.#keep(key, value))
      .finally(() => this.#loading.delete(key));
    this.#loading.set(key, loading);
    return loading;
  }

  #keep(key: string, loaded: T): T {
    const before = this.#entries.peek(key);
    const value = before && this.options.same(before.value, loaded) ? before.value : loaded;
    this.#entries.set(key, { value, at: this.#now() });
    return value;
  }
}
