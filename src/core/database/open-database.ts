import type { DataSource } from 'typeorm';
import type { Config } from '../config.js';
import { grantApplicationRole } from './application-role.js';
import { createDataSource, type EntityClass } from './data-source.js';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './embedded-postgres.js';
import { assertSchemaCurrent, migrateUp, withOwner } from './schema-migration.js';
import { StartupError } from './startup-error.js';

/** The service's connected database. */
export interface OpenDatabase {
  dataSource: DataSource;
  warnings: string[];
  close: () => Promise<void>;
}

export interface OpenDatabaseOptions {
  config: Pick<Config, 'production' | 'dataDir' | 'database'>;
  entities: EntityClass[];
}

/**
 * Connects as the application role. Without a URL, outside production, it starts the embedded Postgres and migrates it;
 * any other database must have the current schema already.
 * @throws StartupError with the next step
 */
export async function openDatabase({ config, entities }: OpenDatabaseOptions): Promise<OpenDatabase> {
  const { url, poolSize } = config.database;
  if (url) return connect({ url, poolSize, entities, production: config.production });
  if (config.production) throw new StartupError('There is no embedded database in production. Set DATABASE_URL.');
  const embedded = await startEmbeddedPostgres({ dataDir: config.dataDir, whenRunning: 'refuse' });
  try {
    await migrateEmbedded(embedded);
    const open = await connect({ url: embedded.url, poolSize, entities, production: false });
    return { ...open, close: () => closeBoth(open, embedded) };
  } catch (error) {
    await embedded.stop();
    throw error;
  }
}

async function closeBoth(open: OpenDatabase, embedded: EmbeddedPostgres): Promise<void> {
  try {
    await open.close();
  } finally {
    await embedded.stop();
  }
}

/** Brings the embedded database's schema and grants up to date. */
export async function migrateEmbedded({
  url,
  migrationUrl,
}: Pick<EmbeddedPostgres, 'url' | 'migrationUrl'>): Promise<string[]> {
  return withOwner(migrationUrl, async (owner) => {
    const applied = await migrateUp(owner);
    await grantApplicationRole(owner, new URL(url).username, false);
    return applied;
  });
}

interface Target {
  url: string;
  poolSize: number;
  entities: EntityClass[];
  production: boolean;
}

async function connect({ production, ...settings }: Target): Promise<OpenDatabase> {
  const dataSource = createDataSource(settings);
  await dataSource.initialize().catch((cause: unknown) => {
    throw new StartupError(
      `The database cannot be reached, or it refused the login (${codeOf(cause)}). Check DATABASE_URL.`,
      cause,
    );
  });
  try {
    await assertSchemaCurrent(dataSource);
    const warnings = await checkRole(dataSource, production);
    await dataSource.query('SELECT maintain_partitions()');
    return { dataSource, warnings, close: () => dataSource.destroy() };
  } catch (error) {
    await dataSource.destroy();
    throw error;
  }
}

/** Such as ECONNREFUSED, or 28P01 for a wrong password. */
function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown reason';
}

const ROLE = 'SELECT rolsuper OR rolbypassrls AS above FROM pg_roles WHERE rolname = current_user';

/** A role above row-level security would void the isolation of tenants without a sign of it. */
async function checkRole(dataSource: DataSource, production: boolean): Promise<string[]> {
  const [role] = await dataSource.query<{ above: boolean }[]>(ROLE);
  if (!role?.above) return [];
  const message =
    'The role of DATABASE_URL is superuser or has BYPASSRLS, so tenants are not isolated. Use an ordinary role.';
  if (production) throw new StartupError(message);
  return [message];
}
