import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { TenantId } from '../../core/tenant-id.js';
import type { Run } from './run.js';
import { RunRepository } from './run.repository.js';

const FLUSH_AFTER_MS = 500;
const BATCH = 500;
/** Beyond this many waiting runs (database away for long) the oldest are let go, and counted in the service's log. */
const MAX_WAITING = 50_000;

/**
 * Keeps the run log. A write is recorded before it is sent and once more when its outcome is known; reads are gathered
 * and written behind the answer, so a crash can lose the last half second of them.
 */
@Injectable()
export class RunRecorder implements OnApplicationShutdown {
  readonly #logger = new Logger(RunRecorder.name);
  readonly #waiting: Run[] = [];
  #timer: NodeJS.Timeout | undefined;
  #flushing: Promise<void> | undefined;
  #lost = 0;

  constructor(private readonly runs: RunRepository) {}

  /** Records a write that is about to be sent; when it rejects, nothing may be sent. */
  async begin(run: Run): Promise<void> {
    if (run.effect !== 'read') await this.runs.record(run.tenantId, [run]);
  }

  /** Records the outcome. It never rejects: the action is done, and its record is tried again with the next batch. */
  async finish(run: Run): Promise<void> {
    if (run.effect === 'read') return this.#later(run);
    try {
      await this.runs.record(run.tenantId, [run]);
    } catch (error) {
      this.#logger.warn({ msg: 'The outcome of a run is recorded later', runId: run.id, err: error });
      this.#later(run);
    }
  }

  async onApplicationShutdown(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#flushing;
    await this.flush();
  }

  /** Writes all that waits; what cannot be written waits on. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const batch = this.#waiting.splice(0);
    if (this.#lost > 0)
      this.#logger.error({ msg: 'Runs are missing from the log: too many waited', count: this.#lost });
    this.#lost = 0;
    for (const [tenant, runs] of byTenant(batch)) {
      for (let from = 0; from < runs.length; from += BATCH) await this.#write(tenant, runs.slice(from, from + BATCH));
    }
  }

  #later(run: Run): void {
    this.#waiting.push(run);
    if (this.#waiting.length > MAX_WAITING) {
      this.#waiting.shift();
      this.#lost += 1;
    }
    this.#schedule();
  }

  #schedule(): void {
    this.#timer ??= setTimeout(() => {
      this.#flushing = (this.#flushing ?? Promise.resolve()).then(() => this.flush());
    }, FLUSH_AFTER_MS).unref();
  }

  async #write(tenant: TenantId, runs: Run[]): Promise<void> {
    try {
      await this.runs.record(tenant, runs);
    } catch (error) {
      this.#logger.warn({ msg: 'Runs could not be recorded, they wait', count: runs.length, err: error });
      this.#waiting.unshift(...runs.slice(0, MAX_WAITING - this.#waiting.length));
      this.#schedule();
    }
  }
}

function byTenant(runs: readonly Run[]): Map<TenantId, Run[]> {
  const tenants = new Map<TenantId, Run[]>();
  for (const run of runs) {
    const group = tenants.get(run.tenantId);
    if (group) group.push(run);
    else tenants.set(run.tenantId, [run]);
  }
  return tenants;
}
