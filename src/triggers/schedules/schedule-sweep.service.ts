import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { DueItem } from '../../connections/upkeep/leased-rows.repository.js';
import { Sweep } from '../../connections/upkeep/sweep.js';
import type { Config } from '../../core/config.js';
import { CONFIG } from '../../core/config.token.js';
import { ScheduledSearches } from './scheduled-searches.service.js';

/** Schedules are due to the minute. */
const EVERY_MS = 5_000;
const PAGE = 200;

/** Does the scheduled searches that are due, in processes of the role `worker` or `all`. */
@Injectable()
export class ScheduleSweep implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #sweep: Sweep<DueItem> | undefined;

  constructor(@Inject(CONFIG) { role }: Pick<Config, 'role'>, searches: ScheduledSearches) {
    if (role === 'api') return;
    this.#sweep = new Sweep({
      name: 'schedules',
      everyMs: EVERY_MS,
      list: () => searches.listDue(PAGE),
      handle: (item, signal) => searches.search(item, signal),
    });
  }

  onApplicationBootstrap(): void {
    this.#sweep?.start();
  }

  /** Before the database is closed. */
  async onModuleDestroy(): Promise<void> {
    await this.#sweep?.stop();
  }
}
