import { randomUUID } from 'node:crypto';
import type { RateBudgets } from './rate-budget.repository.js';

const BEAT_MS = 5_000;

type Beats = Pick<RateBudgets, 'countReplicas' | 'forgetReplica'>;

/** How many replicas there are to share with. One that died counts for 15 seconds more. */
export class LiveReplicas {
  readonly #self = randomUUID();
  #count = 1;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(private readonly budgets: Beats) {}

  get count(): number {
    return this.#count;
  }

  /** Begins to be counted; the others notice within five seconds. Never rejects: without an answer the last count stays. */
  async start(): Promise<void> {
    await this.#beat();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.budgets.forgetReplica(this.#self).catch(() => undefined);
  }

  async #beat(): Promise<void> {
    try {
      this.#count = Math.max(1, await this.budgets.countReplicas(this.#self));
    } catch {
      // The database is away: the readiness probe says so, and the number of replicas is the least of it.
    }
    if (!this.#stopped) this.#timer = setTimeout(() => void this.#beat(), BEAT_MS).unref();
  }
}
