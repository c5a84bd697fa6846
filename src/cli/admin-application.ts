import type { INestApplicationContext } from '@nestjs/common';
import { pino } from 'pino';
import { createAdminContext } from '../app.module.js';
import { loadConfig, type Config } from '../core/config.js';
import { migrateEmbedded } from '../core/database/open-database.js';
import { createLogger } from '../core/logging/create-logger.js';
import { withDatabaseUrls, type DatabaseUrls } from './admin-database.js';

const POOL_SIZE = 4;
const STANDARD_ERROR = 2;

/**
 * Runs `work` with the services of the service, as the application role: no HTTP, no workers, no sweeps. What they log
 * goes to standard error, which leaves standard output to the result.
 */
export async function withAdminApplication<T>(work: (app: INestApplicationContext) => Promise<T>): Promise<T> {
  const config = loadConfig();
  return withDatabaseUrls(config, async (urls) => {
    if (!config.database.url) await migrateEmbedded(urls);
    const app = await createAdminContext(shellOf(config, urls));
    try {
      return await work(app);
    } finally {
      await app.close();
    }
  });
}

function shellOf(config: Config, { url, migrationUrl }: DatabaseUrls) {
  const database = { ...config.database, url, migrationUrl, poolSize: POOL_SIZE };
  const logLevel = config.logLevel === 'info' ? 'warn' : config.logLevel;
  const logger = createLogger({ logLevel }, pino.destination({ dest: STANDARD_ERROR, sync: true }));
  return { config: { ...config, role: 'api' as const, database }, logger };
}
