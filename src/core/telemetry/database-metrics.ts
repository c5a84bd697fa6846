import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DATA_SOURCE, poolOf } from '../database/data-source.js';
import { FreshReading } from './fresh-reading.js';
import { gauge, Watch } from './meter.js';
import { SharedFiguresRepository } from './shared-figures.repository.js';

const up = gauge({ name: 'okta_connector_database_up', description: '1 when the last look at the database succeeded' });
const connections = gauge({
  name: 'okta_connector_database_pool_connections',
  description: 'Connections of this process to the database',
});
const waiting = gauge({
  name: 'okta_connector_database_pool_waiting',
  description: 'Requests that wait for a connection to the database',
});

/** This process's side of the database. */
@Injectable()
export class DatabaseMetrics implements OnModuleInit, OnModuleDestroy {
  readonly #watch = new Watch();
  readonly #look: FreshReading<true>;

  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    shared: SharedFiguresRepository,
  ) {
    this.#look = new FreshReading(() => shared.look());
  }

  onModuleInit(): void {
    const pool = poolOf(this.dataSource);
    this.#watch
      .on(up, async (result) => {
        await this.#look.latest();
        result.observe(this.#look.succeeded ? 1 : 0);
      })
      .on(connections, (result) => {
        result.observe(pool.idleCount, { state: 'idle' });
        result.observe(pool.totalCount - pool.idleCount, { state: 'used' });
      })
      .on(waiting, (result) => result.observe(pool.waitingCount));
  }

  onModuleDestroy(): void {
    this.#watch.end();
  }
}
