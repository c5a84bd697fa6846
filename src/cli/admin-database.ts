import type { DataSource } from 'typeorm';
import { ConfigError, type Config, type DatabaseConfig } from '../core/config.js';
import { createDataSource } from '../core/database/data-source.js';
import { startEmbeddedPostgres } from '../core/database/embedded-postgres.js';
import { migrateEmbedded } from '../core/database/open-database.js';

export interface DatabaseUrls {
  /** As the application role. */
  url: string;
  /** As the owner of the tables. */
  migrationUrl: string;
}

/** Runs `work` on the configured database, or outside production on the embedded one, which is joined if it runs already. */
export async function withDatabaseUrls<T>(
  config: DatabaseConfig,
  work: (urls: DatabaseUrls) => Promise<T>,
): Promise<T> {
  const { url, migrationUrl } = config.database;
  if (url) return work({ url, migrationUrl: migrationUrl ?? url });
  if (migrationUrl)
    throw new ConfigError(['DATABASE_URL: is required with DATABASE_MIGRATION_URL; its user gets the grants']);
  const embedded = await startEmbeddedPostgres({ dataDir: config.dataDir, whenRunning: 'join' });
  try {
    return await work(embedded);
  } finally {
    await embedded.stop();
  }
}

/** Runs `work` connected as the application role. The embedded database is migrated first. */
export async function withApplicationDatabase<T>(
  config: Config,
  work: (dataSource: DataSource) => Promise<T>,
): Promise<T> {
  return withDatabaseUrls(config, async (urls) => {
    if (!config.database.url) await migrateEmbedded(urls);
    const dataSource = await createDataSource({ url: urls.url, poolSize: 2, entities: [] }).initialize();
    try {
      return await work(dataSource);
    } finally {
      await dataSource.destroy();
    }
  });
}
