import { DataSource } from 'typeorm';
import { installJobs } from '../jobs/job-schema.js';
import { createDataSource, MIGRATIONS_TABLE } from './data-source.js';
import { ALL_MIGRATIONS } from './migrations/all-migrations.js';
import { StartupError } from './startup-error.js';

/** One migration and whether the database has it. */
export interface MigrationState {
  name: string;
  applied: boolean;
}

const LOCK = `hashtext('schema_migration')`;
/** One for the lock, one for the migrations. */
const CONNECTIONS = 2;

/** Runs `work` connected as the owner of the tables; statements may take as long as they need. */
export async function withOwner<T>(migrationUrl: string, work: (owner: DataSource) => Promise<T>): Promise<T> {
  const settings = { url: migrationUrl, poolSize: CONNECTIONS, entities: [], statementTimeoutMs: 0 };
  const owner = createDataSource({ ...settings, migrations: ALL_MIGRATIONS });
  await owner.initialize();
  try {
    return await work(owner);
  } finally {
    await owner.destroy();
  }
}

/** Applies what is missing, each migration in its own transaction. @returns the names of those applied now */
export async function migrateUp(owner: DataSource): Promise<string[]> {
  return locked(owner, async () => {
    const applied = await owner.runMigrations({ transaction: 'each' });
    await owner.query('SELECT maintain_partitions()');
    await installJobs(urlOf(owner));
    return applied.map(({ name }) => name);
  });
}

function urlOf({ options }: DataSource): string {
  if (options.type !== 'postgres' || options.url === undefined) throw new TypeError('Not connected by URL');
  return options.url;
}

/** Takes the newest applied migration back. @returns its name, or undefined when there is none */
export async function migrateDown(owner: DataSource): Promise<string | undefined> {
  return locked(owner, async () => {
    const newest = (await migrationStates(owner)).findLast(({ applied }) => applied);
    if (newest) await owner.undoLastMigration({ transaction: 'each' });
    return newest?.name;
  });
}

/** The migrations of this version, oldest first. */
export async function migrationStates(dataSource: DataSource): Promise<MigrationState[]> {
  const applied = await appliedMigrations(dataSource);
  return ALL_MIGRATIONS.map(({ name }) => ({ name, applied: applied.has(name) }));
}

/** @throws StartupError when the database lacks migrations of this version; one that is ahead is fine (rolling upgrade) */
export async function assertSchemaCurrent(dataSource: DataSource): Promise<void> {
  const states = await migrationStates(dataSource).catch((cause: unknown) => {
    throw new StartupError(`The database schema cannot be read by this role. ${NEXT_STEP}`, cause);
  });
  const missing = states.filter(({ applied }) => !applied).map(({ name }) => name);
  if (missing.length > 0)
    throw new StartupError(`The database schema is old; it lacks ${missing.join(', ')}. ${NEXT_STEP}`);
}

const NEXT_STEP =
  'Run "npm run migrate" (node dist/cli.js migrate up) with DATABASE_MIGRATION_URL of the owner role, then start again.';

async function appliedMigrations(dataSource: DataSource): Promise<Set<string>> {
  const [found] = await dataSource.query<{ exists: boolean }[]>(`SELECT to_regclass($1) IS NOT NULL AS exists`, [
    MIGRATIONS_TABLE,
  ]);
  if (!found?.exists) return new Set();
  const rows = await dataSource.query<{ name: string }[]>(`SELECT name FROM ${MIGRATIONS_TABLE}`);
  return new Set(rows.map(({ name }) => name));
}

/** Two migration jobs at once run one after the other. */
async function locked<T>(owner: DataSource, work: () => Promise<T>): Promise<T> {
  const holder = owner.createQueryRunner();
  await holder.query(`SELECT pg_advisory_lock(${LOCK})`);
  try {
    return await work();
  } finally {
    await holder.query(`SELECT pg_advisory_unlock(${LOCK})`);
    await holder.release();
  }
}
