import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { DATA_SOURCE } from '../core/database/data-source.js';
import { assertSchemaCurrent } from '../core/database/schema-migration.js';
import { ConnectorError } from '../core/errors.js';
import { Draining } from '../core/http/draining.js';

const DATABASE_TIMEOUT_MS = 2_000;

/** Whether requests should be sent here. */
@Injectable()
export class Readiness {
  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(Draining) private readonly draining: Draining,
  ) {}

  /** @throws ConnectorError `shutting_down`, or `overloaded` when the database is away or its schema is old */
  async check(): Promise<void> {
    if (this.draining.started) {
      throw new ConnectorError('shutting_down', 'This replica is shutting down. Send requests to another one.');
    }
    const { promise: timeout, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => reject(new Error('The database did not answer in time')), DATABASE_TIMEOUT_MS);
    try {
      await Promise.race([assertSchemaCurrent(this.dataSource), timeout]);
    } catch (cause) {
      throw new ConnectorError('overloaded', 'The database does not answer or its schema is old.', { cause });
    } finally {
      clearTimeout(timer);
    }
  }
}
