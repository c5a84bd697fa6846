import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { noteSweep } from '../telemetry/sweep-metrics.js';
import { DATA_SOURCE } from './data-source.js';

/** Partitions are made two weeks ahead, so many failed days are survived. */
const EVERY_DAY_MS = 24 * 60 * 60 * 1_000;
/** Processes that are restarted each day come to it too; commands end before. */
const FIRST_AFTER_MS = 60_000;

/** Makes the coming partitions and drops what has expired, once a day and soon after the start. */
@Injectable()
export class PartitionMaintenance implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #logger = new Logger(PartitionMaintenance.name);
  readonly #timers: NodeJS.Timeout[] = [];

  constructor(@Inject(DATA_SOURCE) private readonly dataSource: DataSource) {}

  onApplicationBootstrap(): void {
    noteSweep('partitions');
    const maintain = () => void this.maintain();
    this.#timers.push(setTimeout(maintain, FIRST_AFTER_MS).unref(), setInterval(maintain, EVERY_DAY_MS).unref());
  }

  onModuleDestroy(): void {
    for (const timer of this.#timers) clearTimeout(timer);
  }

  /** A failure is logged and tried again the next day. */
  async maintain(): Promise<void> {
    try {
      await this.dataSource.query('SELECT maintain_partitions()');
      while (await this.#deleteStrayEvents());
      noteSweep('partitions');
    } catch (error) {
      this.#logger.error('Partitions were not maintained; look at the locks on run and audit_event', error);
    }
  }

  /** Events that lie in no partition of their day expire by the bite. @returns whether there may be more */
  async #deleteStrayEvents(): Promise<boolean> {
    const [row] = await this.dataSource.query<{ count: number }[]>('SELECT delete_stray_events() AS count');
    return (row?.count ?? 0) > 0;
  }
}
