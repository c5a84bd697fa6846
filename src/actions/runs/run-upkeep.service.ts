import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Sweep } from '../../connections/upkeep/sweep.js';
import type { DueItem } from '../../connections/upkeep/leased-rows.repository.js';
import type { Config } from '../../core/config.js';
import { CONFIG } from '../../core/config.token.js';
import { IdempotencyKeyRepository } from '../idempotency/idempotency-key.repository.js';
import { countAbandoned } from './run-metrics.js';
import { RunLeaseRepository } from './run-lease.repository.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const PAGE = 200;

/** Gives up runs that a dead process left, and deletes expired idempotency keys; in processes of the role `worker` or `all`. */
@Injectable()
export class RunUpkeep implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #logger = new Logger(RunUpkeep.name);
  readonly #sweeps: Sweep<DueItem>[];

  constructor(
    @Inject(CONFIG) { role }: Pick<Config, 'role'>,
    private readonly leases: RunLeaseRepository,
    private readonly keys: IdempotencyKeyRepository,
  ) {
    this.#sweeps = role === 'api' ? [] : [this.#abandonedRuns(), this.#expiredKeys()];
  }

  onApplicationBootstrap(): void {
    for (const sweep of this.#sweeps) sweep.start();
  }

  /** Before the database is closed. */
  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.#sweeps.map((sweep) => sweep.stop()));
  }

  /** One look at each; resolves when all that was found is done. */
  async once(): Promise<void> {
    await Promise.all(this.#sweeps.map((sweep) => sweep.once()));
  }

  #abandonedRuns(): Sweep<DueItem> {
    return new Sweep({
      name: 'runs',
      everyMs: 10 * SECOND,
      list: () => this.leases.listAbandoned(PAGE),
      handle: async ({ tenantId, id }) => {
        const run = await this.leases.abandon(tenantId, id);
        if (!run) return;
        countAbandoned(run);
        this.#logger.warn({ msg: 'A run was left behind by its process; its outcome is unknown', runId: id, tenantId });
      },
    });
  }

  #expiredKeys(): Sweep<DueItem> {
    return new Sweep({
      name: 'idempotency-keys',
      everyMs: MINUTE,
      list: () => this.keys.listExpired(PAGE),
      handle: ({ tenantId }) => this.keys.deleteExpired(tenantId),
    });
  }
}
