import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TENANT_CTE, TenantDatabase } from '../../src/core/database/tenant-transaction.js';
import type { TenantId } from '../../src/core/tenant-id.js';
import { connectTestDatabase, tenantId, type ConnectedDatabase } from '../support/database.js';
import { TENANT_ROWS } from '../support/tenant-rows.js';

const acme = tenantId('acme');
const globex = tenantId('globex');
const INTERNAL = expect.objectContaining({ code: 'internal_error' });
const SETTING = `SELECT current_setting('app.tenant_id', true) AS tenant`;

const RECORD = `${TENANT_CTE}
  INSERT INTO run (tenant_id, id, connection_id, action_id, effect, status, started_at)
  SELECT tenant.id, $2, 'con_1', 'get-user', 'read', $3, $4::timestamptz FROM tenant
  ON CONFLICT (tenant_id, started_at, id) DO UPDATE SET status = excluded.status
  RETURNING tenant_id, status`;

let db: ConnectedDatabase;
let single: ConnectedDatabase;
beforeAll(async () => {
  db = await connectTestDatabase({ poolSize: 4 });
  single = await connectTestDatabase({ poolSize: 1 });
});
afterAll(async () => {
  await db.drop();
  await single.drop();
});

const runsOf = ({ database }: { database: TenantDatabase }, tenant: TenantId): Promise<unknown[]> =>
  database.transaction(tenant, () => database.manager().query('SELECT id, status FROM run ORDER BY id'));

describe('a transaction of a tenant', () => {
  test('lets a repository run inside it only', async () => {
    expect(() => db.database.manager()).toThrow(INTERNAL);
    expect(db.database.inTransaction()).toBe(false);
    await db.database.transaction(acme, async () => expect(db.database.inTransaction()).toBe(true));
  });

  test('is joined by an inner one for the same tenant, and rolled back as a whole', async () => {
    const { database } = db;
    const failure = new Error('after the inner transaction');
    const outer = database.transaction(acme, async () => {
      const manager = database.manager();
      await database.transaction(acme, async () => {
        expect(database.manager()).toBe(manager);
        await manager.query(TENANT_ROWS['audit_event']!, [acme]);
      });
      throw failure;
    });
    await expect(outer).rejects.toBe(failure);
    await expect(
      database.transaction(acme, () => database.manager().query('SELECT 1 FROM audit_event')),
    ).resolves.toEqual([]);
  });

  test('refuses an inner one for another tenant', async () => {
    const { database } = db;
    const mixed = database.transaction(acme, () => database.transaction(globex, async () => 'reached'));
    await expect(mixed).rejects.toEqual(INTERNAL);
  });

  test('is over for what it left running: that begins a transaction of its own', async () => {
    const { database } = db;
    let leftRunning: Promise<string> | undefined;
    const gate = Promise.withResolvers<void>();
    await database.transaction(acme, async () => {
      leftRunning = gate.promise.then(() => database.transaction(globex, async () => 'ran'));
    });
    gate.resolve();
    await expect(leftRunning).resolves.toBe('ran');
  });

  test('leaves no tenant on its connection', async () => {
    await single.database.transaction(acme, async () => {
      await expect(single.database.manager().query(SETTING)).resolves.toEqual([{ tenant: 'acme' }]);
    });
    await expect(single.dataSource.query(SETTING)).resolves.toEqual([{ tenant: '' }]);
  });
});

describe('many interleaved transactions on four connections', () => {
  const tenants = ['t-0', 't-1', 't-2', 't-3', 't-4', 't-5', 't-6'].map(tenantId);
  const SEEN = 'SELECT DISTINCT tenant_id FROM connection';
  beforeAll(async () => {
    const insert = (tenant: TenantId) => db.database.manager().query(TENANT_ROWS['connection']!, [tenant]);
    await Promise.all(tenants.map((tenant) => db.database.transaction(tenant, () => insert(tenant))));
  });

  test('each see their own tenant only', async () => {
    const rounds = Array.from({ length: 210 }, (_, index) => tenants[index % tenants.length]!);
    const seen = rounds.map((tenant) =>
      db.database.transaction(tenant, async () => {
        await yieldToOthers();
        return db.database.manager().query<{ tenant_id: string }[]>(SEEN);
      }),
    );
    await expect(Promise.all(seen)).resolves.toEqual(rounds.map((tenant) => [{ tenant_id: tenant }]));
  });

  test('would see others if the tenant were set for the session (control)', async () => {
    await single.database.transaction(acme, () => single.database.manager().query(TENANT_ROWS['connection']!, [acme]));
    await single.dataSource.query(`SELECT set_config('app.tenant_id', 'acme', false)`);
    await expect(single.dataSource.query(SEEN)).resolves.toEqual([{ tenant_id: 'acme' }]);
    await single.dataSource.query('RESET app.tenant_id');
    await expect(single.dataSource.query(SEEN)).resolves.toEqual([]);
  });
});

describe('a statement of a tenant', () => {
  const at = new Date();

  test('inserts and updates in one round trip', async () => {
    const trips = await countRoundTrips(single, async () => {
      const [running] = await single.database.statement(acme, RECORD, [acme, 'run_1', 'running', at]);
      const [succeeded] = await single.database.statement(acme, RECORD, [acme, 'run_1', 'succeeded', at]);
      expect([running, succeeded]).toEqual([
        { tenant_id: 'acme', status: 'running' },
        { tenant_id: 'acme', status: 'succeeded' },
      ]);
    });
    expect(trips).toBe(2);
    await expect(runsOf(single, acme)).resolves.toEqual([{ id: 'run_1', status: 'succeeded' }]);
  });

  test('leaves no tenant on its connection', async () => {
    await single.database.statement(acme, RECORD, [acme, 'run_2', 'running', at]);
    await expect(single.dataSource.query(SETTING)).resolves.toEqual([{ tenant: '' }]);
    await expect(single.dataSource.query('SELECT * FROM run')).resolves.toEqual([]);
  });

  test('does not reach a row of the same key that belongs to another tenant', async () => {
    await single.database.statement(globex, RECORD, [globex, 'run_1', 'failed', at]);
    await expect(runsOf(single, globex)).resolves.toEqual([{ id: 'run_1', status: 'failed' }]);
    await expect(runsOf(single, acme)).resolves.toContainEqual({ id: 'run_1', status: 'succeeded' });
  });

  test('is refused by the database when it inserts for another tenant', async () => {
    const forAnother = RECORD.replace('SELECT tenant.id', "SELECT 'globex'");
    const inserted = single.database.statement(acme, forAnother, [acme, 'run_3', 'running', at]);
    await expect(inserted).rejects.toMatchObject({ driverError: { code: '42501' } });
  });

  test.each([
    ['that does not begin with the tenant', `INSERT INTO run SELECT * FROM run WHERE tenant_id = $1`],
    ['that reads', `${TENANT_CTE} SELECT * FROM run, tenant WHERE tenant_id = tenant.id`],
  ])('is refused as SQL %s', async (_, sql) => {
    await expect(single.database.statement(acme, sql, [acme])).rejects.toEqual(INTERNAL);
  });

  test('is refused when $1 is another tenant', async () => {
    await expect(single.database.statement(acme, RECORD, [globex, 'run_4', 'running', at])).rejects.toEqual(INTERNAL);
  });

  test('joins an open transaction, and is undone with it', async () => {
    const undone = db.database.transaction(acme, async () => {
      await db.database.statement(acme, RECORD, [acme, 'run_5', 'running', at]);
      throw new Error('later');
    });
    await expect(undone).rejects.toThrow('later');
    await expect(runsOf(db, acme)).resolves.toEqual([]);
  });

  test("is refused inside another tenant's transaction", async () => {
    const mixed = db.database.transaction(globex, () =>
      db.database.statement(acme, RECORD, [acme, 'run_6', 'running', at]),
    );
    await expect(mixed).rejects.toEqual(INTERNAL);
  });
});

/** How often the one connection of the pool asks the server while `work` runs. */
async function countRoundTrips({ dataSource }: ConnectedDatabase, work: () => Promise<void>): Promise<number> {
  const runner = dataSource.createQueryRunner();
  const client: { query: (...parameters: unknown[]) => unknown } = await runner.connect();
  await runner.release();
  const original = client.query;
  let trips = 0;
  client.query = (...parameters) => {
    trips += 1;
    return original.apply(client, parameters);
  };
  try {
    await work();
  } finally {
    client.query = original;
  }
  return trips;
}
