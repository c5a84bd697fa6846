import type { Pool } from 'pg';
import { DataSource, type EntityTarget, type MigrationInterface, type ObjectLiteral } from 'typeorm';
import { impatientSocket } from './impatient-socket.js';

/** Injects the application role's `DataSource`: `@Inject(DATA_SOURCE) private readonly dataSource: DataSource`. */
export const DATA_SOURCE = Symbol('DATA_SOURCE');

/** An entity class; TypeORM is told each one by name, nothing is found by file name. */
export type EntityClass = EntityTarget<ObjectLiteral> & (new () => ObjectLiteral);

export interface DataSourceSettings {
  url: string;
  /** Connections at most. */
  poolSize: number;
  entities: EntityClass[];
  migrations?: (new () => MigrationInterface)[];
  /** A statement that takes longer is cancelled; 0 is no limit. Default 10,000. */
  statementTimeoutMs?: number;
}

const CONNECT_TIMEOUT_MS = 5_000;
const STATEMENT_TIMEOUT_MS = 10_000;
/** How much longer than a statement may take a connection may be silent before it counts as dead. */
const SILENCE_BEYOND_MS = 2_000;
/** A transaction that somebody forgot gives its connection and its locks back. */
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 60_000;

export const MIGRATIONS_TABLE = 'schema_migration';

/** How many connections there are, how many are not in use, and how many wait for one. */
export type PoolCounts = Pick<Pool, 'totalCount' | 'idleCount' | 'waitingCount'>;

/** The counts of a connected data source's pool, at any time. */
export function poolOf({ driver }: DataSource): PoolCounts {
  const pool: unknown = Reflect.get(driver, 'master');
  if (!isPool(pool)) throw new TypeError('The data source has no pool of connections');
  return pool;
}

const isPool = (value: unknown): value is PoolCounts =>
  typeof value === 'object' && value !== null && 'idleCount' in value && 'waitingCount' in value;

/** A data source that is not connected yet. Nothing is logged by it: parameters may be sensitive. */
export function createDataSource(settings: DataSourceSettings): DataSource {
  const { url, poolSize, entities, migrations = [], statementTimeoutMs = STATEMENT_TIMEOUT_MS } = settings;
  return new DataSource({
    type: 'postgres',
    url,
    poolSize,
    entities,
    migrations,
    migrationsTableName: MIGRATIONS_TABLE,
    applicationName: 'okta-connector',
    connectTimeoutMS: CONNECT_TIMEOUT_MS,
    installExtensions: false,
    logging: false,
    extra: {
      keepAlive: true,
      ...(statementTimeoutMs > 0 && { stream: () => impatientSocket(statementTimeoutMs + SILENCE_BEYOND_MS) }),
      statement_timeout: statementTimeoutMs,
      idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
    },
  });
}
