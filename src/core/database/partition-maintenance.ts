import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DATA_SOURCE } from './data-source.js';

/** Partitions are made two weeks ahead, so many failed days are survived. */
const EVERY_DAY_MS = 24 * 60 * 60 * 1_000;

/** Makes the coming partitions and drops the expired ones, once a day; the start of the service did it once already. */
@Injectable()
export class PartitionMaintenance implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #logger = new Logger(PartitionMaintenance.name);
  #timer: NodeJS.Timeout | undefined;

  constructor(@Inject(DATA_SOURCE) private readonly dataSource: DataSource) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => void this.maintain(), EVERY_DAY_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.#timer);
  }

  /** A failure is logged and tried again the next day. */
  async maintain(): Promise<void> {
    await this.dataSource.query('SELECT maintain_partitions()').catch((error: unknown) => {
      this.#logger.error('Partitions were not maintained; look at the locks on run and audit_event', error);
    });
  }
}
