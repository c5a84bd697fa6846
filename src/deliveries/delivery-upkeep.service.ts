import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { DueItem } from '../connections/upkeep/leased-rows.repository.js';
import { Sweep } from '../connections/upkeep/sweep.js';
import type { Config } from '../core/config.js';
import { CONFIG } from '../core/config.token.js';
import { DeliveryWorker } from './delivery-worker.service.js';
import { DueDeliveryRepository } from './due-delivery.repository.js';
import { SubscriptionHealth } from './subscription-health.service.js';

const OVERDUE_EVERY_MS = 10_000;
const FAILING_EVERY_MS = 60_000;
const PAGE = 200;

/** Looks for deliveries whose job was lost and for subscriptions that fail; in processes of the role `worker` or `all`. */
@Injectable()
export class DeliveryUpkeep implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #sweeps: Sweep<DueItem>[];

  constructor(
    @Inject(CONFIG) { role }: Pick<Config, 'role'>,
    private readonly due: DueDeliveryRepository,
    private readonly worker: DeliveryWorker,
    private readonly health: SubscriptionHealth,
  ) {
    this.#sweeps = role === 'api' ? [] : [this.#overdue(), this.#failing()];
  }

  onApplicationBootstrap(): void {
    for (const sweep of this.#sweeps) sweep.start();
  }

  /** Before the database is closed. */
  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.#sweeps.map((sweep) => sweep.stop()));
  }

  /** One turn; for tests. */
  async once(): Promise<void> {
    for (const sweep of this.#sweeps) await sweep.once();
  }

  #overdue(): Sweep<DueItem> {
    return new Sweep({
      name: 'deliveries',
      everyMs: OVERDUE_EVERY_MS,
      list: () => this.due.listOverdue(PAGE),
      handle: ({ tenantId, id }) => this.worker.sendAgain({ tenantId, subscriptionId: id }, 0),
    });
  }

  #failing(): Sweep<DueItem> {
    return new Sweep({
      name: 'failing-subscriptions',
      everyMs: FAILING_EVERY_MS,
      list: () => this.due.listFailing(PAGE),
      handle: (place) => this.health.judge(place, new Date()),
    });
  }
}
