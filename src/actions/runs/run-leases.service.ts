import { Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import type { TenantId } from '../../core/tenant-id.js';
import type { Run } from './run.js';
import { RUN_LEASE, type RunLease } from './run-lease.js';
import { RunLeaseRepository } from './run-lease.repository.js';

/**
 * Keeps the runs of this process alive in the database. A run begins with a lease; only runs that outlive an interval
 * cost a statement more. When the process dies the leases end, and `RunUpkeep` of any process gives the runs up.
 */
@Injectable()
export class RunLeases implements OnModuleDestroy {
  readonly #logger = new Logger(RunLeases.name);
  readonly #held = new Map<string, TenantId>();
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly leases: RunLeaseRepository,
    @Inject(RUN_LEASE) private readonly lease: RunLease,
  ) {}

  /** Shows signs of life of the run for as long as `work` takes. */
  async during<T>({ id, tenantId }: Pick<Run, 'id' | 'tenantId'>, work: () => Promise<T>): Promise<T> {
    this.#held.set(id, tenantId);
    this.#timer ??= setInterval(() => void this.renew(), this.lease.renewEveryMs).unref();
    try {
      return await work();
    } finally {
      this.#held.delete(id);
    }
  }

  onModuleDestroy(): void {
    clearInterval(this.#timer);
  }

  /** One sign of life of every run; a failure is logged, the next one comes before the leases end. */
  async renew(): Promise<void> {
    const byTenant = Map.groupBy(this.#held, ([, tenant]) => tenant);
    for (const [tenant, held] of byTenant) {
      const ids = held.map(([id]) => id);
      await this.leases.renew(tenant, ids).catch((error: unknown) => {
        this.#logger.warn({ msg: 'Leases of runs could not be renewed', runs: ids.length, err: error });
      });
    }
  }
}
