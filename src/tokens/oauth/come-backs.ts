/** Timers may be a little early by the clock of the database. */
const SLACK_MS = 20;

/** Work that this process does later unless it ends before; the latest one for a key counts. */
export class ComeBacks {
  readonly #timers = new Map<string, NodeJS.Timeout>();
  #stopped = false;

  plan(key: string, afterMs: number, work: () => void): void {
    if (this.#stopped) return;
    clearTimeout(this.#timers.get(key));
    const timer = setTimeout(() => {
      this.#timers.delete(key);
      work();
    }, afterMs + SLACK_MS);
    this.#timers.set(key, timer.unref());
  }

  stop(): void {
    this.#stopped = true;
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }
}
