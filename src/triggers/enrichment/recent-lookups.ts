import { LRUCache } from 'lru-cache';

const MAX = 2_000;

/** Keeps results for a while; those who ask at once share one lookup. */
export class RecentLookups<T extends object> {
  readonly #known: LRUCache<string, Promise<T>>;

  /**
   * @param keepMs how long a result is kept
   * @param clock its `now` gives milliseconds that only go forward
   */
  constructor(
    private readonly keepMs: (result: T) => number,
    clock: { now(): number } = performance,
  ) {
    this.#known = new LRUCache({ max: MAX, ttlResolution: 0, perf: clock });
  }

  /** `look` must not reject. */
  get(key: string, look: () => Promise<T>): Promise<T> {
    const known = this.#known.get(key);
    if (known) return known;
    const looking = look();
    this.#known.set(key, looking);
    void looking.then((result) => {
      if (this.#known.peek(key) === looking) this.#known.set(key, looking, { ttl: this.keepMs(result) });
    });
    return looking;
  }
}
