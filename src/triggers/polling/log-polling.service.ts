import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Sweep } from '../../connections/upkeep/sweep.js';
import type { DueItem } from '../../connections/upkeep/leased-rows.repository.js';
import type { Config } from '../../core/config.js';
import { CONFIG } from '../../core/config.token.js';
import { LogPoller } from './log-poller.service.js';

const EVERY_MS = 1_000;
const PAGE = 500;
/** A full page takes some 15 MB while it is read and stored. */
const CONCURRENCY = 40;
const PER_TENANT = 10;
const SPREAD = 150;

/** Polls what is due, in processes of the role `worker` or `all`. */
@Injectable()
export class LogPolling implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #sweep: Sweep<DueItem> | undefined;

  constructor(@Inject(CONFIG) { role }: Pick<Config, 'role'>, poller: LogPoller) {
    if (role === 'api') return;
    this.#sweep = new Sweep({
      name: 'polling',
      everyMs: EVERY_MS,
      list: async () => apart(await poller.listDue(PAGE)),
      handle: (item, signal) => poller.poll(item, signal),
      concurrency: CONCURRENCY,
      perTenant: PER_TENANT,
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

/** Roughly in the same order, but not that of the other processes, which would try for each position at the same time. */
function apart(items: readonly DueItem[]): DueItem[] {
  const ranked = items.map((item, place) => ({ item, rank: place + Math.random() * SPREAD }));
  return ranked.toSorted((a, b) => a.rank - b.rank).map(({ item }) => item);
}
