import { setImmediate as yieldToOthers } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../src/core/database/data-source.ts';
import { TenantDatabase } from '../../src/core/database/tenant-transaction.ts';
import type { TenantId } from '../../src/core/tenant-id.ts';
import { TENANT_ROWS } from '../support/tenant-rows.ts';
import { inParallel } from './figure.ts';
import { pick, seeded, type Random } from './random.ts';

const POOL = 4;
const AT_ONCE = 64;
const TENANTS = Array.from({ length: 20 }, (_, index) => `tenant-${index}` as TenantId);
/** In the order in which they refer to each other. */
const TABLES = ['connection', 'run', 'subscription', 'event', 'delivery', 'audit_event'] as const;
const SEEN = TABLES.map((table) => `SELECT DISTINCT tenant_id FROM ${table}`).join(' UNION ');

/** Which tenants' rows a step got to see, or wrote; and those it may. */
type Step = (stage: Stage, tenant: TenantId) => Promise<{ seen: string[]; allowed: string[] }>;

interface Stage {
  dataSource: DataSource;
  database: TenantDatabase;
}

/** The tenant is set for the session: whoever gets the connection next has it. */
class SessionTenantDatabase extends TenantDatabase {
  override transaction<T>(tenant: TenantId, work: () => Promise<T>): Promise<T> {
    return super.transaction(tenant, async () => {
      await this.manager().query(`SELECT set_config('app.tenant_id', $1, false)`, [tenant]);
      return work();
    });
  }
}

const tenantsIn = (rows: { tenant_id: string }[]) => rows.map(({ tenant_id: tenant }) => tenant);

const STEPS: Step[] = [
  async ({ database }, tenant) => {
    const rows = await database.transaction(tenant, async () => {
      await yieldToOthers();
      return database.manager().query<{ tenant_id: string }[]>(SEEN);
    });
    return { seen: tenantsIn(rows), allowed: [tenant] };
  },
  // One that fails in its midst.
  async ({ database }, tenant) => {
    let seen: string[] = [];
    const failing = database.transaction(tenant, async () => {
      seen = tenantsIn(await database.manager().query<{ tenant_id: string }[]>(SEEN));
      throw new Error('in the midst');
    });
    await failing.catch(() => undefined);
    return { seen, allowed: [tenant] };
  },
  async ({ database }, tenant) => {
    const sql = `UPDATE connection SET name = name RETURNING tenant_id`;
    const [rows] = await database.transaction(tenant, () =>
      database.manager().query<[{ tenant_id: string }[], number]>(sql),
    );
    return { seen: tenantsIn(rows), allowed: [tenant] };
  },
  // Without a tenant nothing is there.
  async ({ dataSource }) => ({ seen: tenantsIn(await dataSource.query(SEEN)), allowed: [] }),
];

/** Transactions of many tenants, interleaved on four connections. @returns what each saw that it must not */
export async function interleaveTransactions(
  databaseUrl: string,
  { count, tenants, seed }: { count: number; tenants: 'local' | 'session'; seed: number },
): Promise<string[]> {
  const dataSource = await createDataSource({ url: databaseUrl, poolSize: POOL, entities: [] }).initialize();
  try {
    const database = tenants === 'local' ? new TenantDatabase(dataSource) : new SessionTenantDatabase(dataSource);
    const random: Random = seeded(seed);
    const steps = Array.from({ length: count }, () => ({ step: pick(random, STEPS), tenant: pick(random, TENANTS) }));
    const breaches = await inParallel(steps, AT_ONCE, async ({ step, tenant }) => {
      const { seen, allowed } = await step({ dataSource, database }, tenant);
      const foreign = seen.filter((one) => !allowed.includes(one));
      return foreign.length > 0 ? [`${tenant} saw rows of ${foreign.slice(0, 3).join(', ')}`] : [];
    });
    return breaches.flat();
  } finally {
    await dataSource.destroy();
  }
}

/** Rows of every tenant, written behind the back of row-level security. */
export async function fillTenants(query: (sql: string, values: unknown[]) => Promise<unknown>): Promise<void> {
  for (const tenant of TENANTS) {
    for (const table of TABLES) await query(TENANT_ROWS[table] ?? '', [tenant]);
  }
}
