import { Global, Inject, Logger, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import type { Config } from '../config.js';
import { CONFIG } from '../config.token.js';
import { createDataSource, DATA_SOURCE, type EntityClass } from './data-source.js';
import { openDatabase, type OpenDatabase } from './open-database.js';
import { PartitionMaintenance } from './partition-maintenance.js';
import { TenantDatabase } from './tenant-transaction.js';

const OPEN_DATABASE = Symbol('OPEN_DATABASE');

/** Connects before anything that asks for the database is made, and disconnects last. Needs `CONFIG` from a global module. */
@Global()
@Module({})
export class DatabaseModule implements OnApplicationShutdown {
  constructor(@Inject(OPEN_DATABASE) private readonly database: OpenDatabase) {
    const logger = new Logger(DatabaseModule.name);
    for (const warning of database.warnings) logger.warn(warning);
  }

  static forRoot({ entities }: { entities: EntityClass[] }): DynamicModule {
    return databaseModule((config) => openDatabase({ config, entities }));
  }

  /** Connects to nothing, for what only looks at the modules: every query fails. */
  static unconnected({ entities }: { entities: EntityClass[] }): DynamicModule {
    const dataSource = createDataSource({ url: 'postgres://127.0.0.1:0/none', poolSize: 1, entities });
    return databaseModule(async () => ({ dataSource, warnings: [], close: async () => undefined }));
  }

  async onApplicationShutdown(): Promise<void> {
    await this.database.close();
  }
}

function databaseModule(open: (config: Config) => Promise<OpenDatabase>): DynamicModule {
  return {
    module: DatabaseModule,
    providers: [
      { provide: OPEN_DATABASE, useFactory: open, inject: [CONFIG] },
      { provide: DATA_SOURCE, useFactory: ({ dataSource }: OpenDatabase) => dataSource, inject: [OPEN_DATABASE] },
      TenantDatabase,
      PartitionMaintenance,
    ],
    exports: [DATA_SOURCE, TenantDatabase],
  };
}
