import { Module, type DynamicModule } from '@nestjs/common';
import type { Logger } from 'pino';
import type { Config } from './config.js';
import { CONFIG } from './config.token.js';
import { Draining } from './http/draining.js';
import { RequestsInFlight } from './http/requests-in-flight.js';
import { LOGGER } from './logging/logger.token.js';
import { Pages } from './page/pages.js';

/** Gives every module the configuration, the logger and the word that the process is ending. */
@Module({})
export class CoreModule {
  static forRoot({ config, logger }: { config: Config; logger: Logger }): DynamicModule {
    return {
      module: CoreModule,
      global: true,
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: LOGGER, useValue: logger },
        Draining,
        RequestsInFlight,
        Pages,
      ],
      exports: [CONFIG, LOGGER, Draining, RequestsInFlight, Pages],
    };
  }
}
