import type { DataSource } from 'typeorm';
import { JOB_SCHEMA } from '../jobs/job-schema.js';
import { migrationStates } from './schema-migration.js';
import { MIGRATIONS_TABLE } from './data-source.js';

/** What the application's role could do beyond reading and writing a tenant's rows. */
export interface RoleFacts {
  name: string;
  /** Superuser or BYPASSRLS. */
  above: boolean;
  /** It owns tables, or may become their owner: row-level security is its to switch off. */
  owner: boolean;
  /** It may make tables in `public`. */
  creates: boolean;
}

/** The partitions of a table. */
export interface PartitionFacts {
  parent: string;
  /** Whether the partition of this moment is there. */
  present: boolean;
  /** Whole days from now until rows have no partition of their own. */
  daysAhead: number;
}

/** Missing: of this release; unknown: of a newer one. */
export interface SchemaFacts {
  missing: string[];
  unknown: string[];
}

export interface JobFacts {
  /** Of the tables of jobs; undefined where there are none. */
  version: number | undefined;
  queues: string[];
}

/** What an operator wants to know of a database before the service runs on it. All is read as the application's role. */
export class DatabaseFacts {
  constructor(private readonly dataSource: DataSource) {}

  /** The server's version, such as 170004 for 17.4. */
  async serverVersion(): Promise<{ text: string; number: number }> {
    return this.#first(
      `SELECT current_setting('server_version') AS text, current_setting('server_version_num')::integer AS number`,
    );
  }

  async role(): Promise<RoleFacts> {
    return this.#first(ROLE);
  }

  /** Tables with tenants whose rows are not hidden from other tenants, and those that were looked at. */
  async isolation(): Promise<{ tables: number; open: string[] }> {
    return this.#first(ISOLATION);
  }

  async schema(): Promise<SchemaFacts> {
    const states = await migrationStates(this.dataSource);
    const known = new Set(states.map(({ name }) => name));
    const missing = states.filter(({ applied }) => !applied).map(({ name }) => name);
    if (missing.length === states.length) return { missing, unknown: [] };
    const applied = await this.dataSource.query<{ name: string }[]>(`SELECT name FROM ${MIGRATIONS_TABLE}`);
    return { missing, unknown: applied.map(({ name }) => name).filter((name) => !known.has(name)) };
  }

  /** How far this process's clock is ahead of the database's, in milliseconds; half a round trip is its uncertainty. */
  async clockSkewMs(now: () => number = Date.now): Promise<{ skewMs: number; uncertainMs: number }> {
    await this.dataSource.query('SELECT 1');
    const before = now();
    const { at } = await this.#first<{ at: number }>(
      'SELECT extract(epoch FROM clock_timestamp())::float8 * 1000 AS at',
    );
    const after = now();
    return { skewMs: Math.round((before + after) / 2 - at), uncertainMs: Math.ceil((after - before) / 2) };
  }

  async partitions(): Promise<PartitionFacts[]> {
    return this.dataSource.query<PartitionFacts[]>(PARTITIONS);
  }

  async jobs(): Promise<JobFacts> {
    const [found] = await this.dataSource.query<{ version: number }[]>(
      `SELECT version FROM ${JOB_SCHEMA}.version WHERE to_regclass('${JOB_SCHEMA}.version') IS NOT NULL`,
    );
    const queues = await this.dataSource.query<{ name: string }[]>(`SELECT name FROM ${JOB_SCHEMA}.queue`);
    return { version: found?.version, queues: queues.map(({ name }) => name) };
  }

  async #first<Row>(sql: string): Promise<Row> {
    const [row] = await this.dataSource.query<Row[]>(sql);
    if (!row) throw new TypeError('A query of facts gave no row');
    return row;
  }
}

const TABLES = `
  FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
    AND EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped)`;

const ROLE = `
  SELECT r.rolname AS name, r.rolsuper OR r.rolbypassrls AS above,
    EXISTS (SELECT 1 ${TABLES} AND pg_has_role(r.oid, c.relowner, 'MEMBER')) AS owner,
    has_schema_privilege(r.oid, 'public', 'CREATE') AS creates
  FROM pg_roles r WHERE r.rolname = current_user`;

/** Partitions have no policy: their rows are reached through the parent alone. */
const ISOLATION = `
  SELECT count(*)::integer AS tables, COALESCE(array_agg(c.relname::text ORDER BY c.relname) FILTER (WHERE
    NOT c.relrowsecurity OR NOT c.relforcerowsecurity OR NOT c.relispartition
      AND NOT EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'tenant_isolation')), '{}') AS open
  ${TABLES}`;

/** Partitions are named after their first day; the next one begins where one ends. */
const PARTITIONS = `
  SELECT p.relname::text AS parent, COALESCE(bool_or(b.lower <= now() AND b.upper > now()), false) AS present,
    COALESCE(floor(extract(epoch FROM max(b.upper) - now()) / 86400), 0)::integer AS "daysAhead"
  FROM pg_partitioned_table t JOIN pg_class p ON p.oid = t.partrelid
  LEFT JOIN pg_inherits i ON i.inhparent = p.oid LEFT JOIN pg_class c ON c.oid = i.inhrelid
  LEFT JOIN LATERAL (SELECT parts[1]::timestamptz AS lower, parts[2]::timestamptz AS upper
    FROM regexp_match(pg_get_expr(c.relpartbound, c.oid), 'FROM \\(''([^'']+)''\\) TO \\(''([^'']+)''\\)') AS parts) b ON true
  WHERE p.relnamespace = 'public'::regnamespace GROUP BY p.relname ORDER BY p.relname`;
