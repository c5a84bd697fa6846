import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DataSource } from 'typeorm';
import { createDataSource } from '../../src/core/database/data-source.js';
import { TenantDatabase } from '../../src/core/database/tenant-transaction.js';
import { connectTestDatabase, tenantId, type ConnectedDatabase } from '../support/database.js';
import { query } from '../support/postgres.js';
import { TENANT_ROWS } from '../support/tenant-rows.js';

const acme = tenantId('acme');
const globex = tenantId('globex');
const tables = Object.keys(TENANT_ROWS);
const DENIED = { driverError: { code: '42501' } };

let app: ConnectedDatabase;
let owner: DataSource;
beforeAll(async () => {
  app = await connectTestDatabase({ poolSize: 4 });
  owner = await createDataSource({ url: app.migrationUrl, poolSize: 2, entities: [] }).initialize();
  await app.database.transaction(acme, async () => {
    for (const insert of Object.values(TENANT_ROWS)) await app.database.manager().query(insert, [acme]);
  });
});
afterAll(async () => {
  await owner.destroy();
  await app.drop();
});

describe.each(['application role', 'owner of the tables'])('the %s', (name) => {
  const database = () => (name === 'owner of the tables' ? new TenantDatabase(owner) : app.database);
  const plain = () => (name === 'owner of the tables' ? owner : app.dataSource);
  const run = async <T>(tenant: typeof acme, sql: string, parameters: unknown[] = []): Promise<T> => {
    const one = database();
    return one.transaction(tenant, () => one.manager().query<T>(sql, parameters));
  };

  test.each(tables)("sees a tenant's own %s", async (table) => {
    await expect(run(acme, `SELECT tenant_id FROM ${table}`)).resolves.toEqual([{ tenant_id: 'acme' }]);
  });

  test.each(tables)("sees nothing of another tenant's %s", async (table) => {
    await expect(run(globex, `SELECT * FROM ${table}`)).resolves.toEqual([]);
    await expect(run(globex, `SELECT * FROM ${table} WHERE tenant_id = 'acme'`)).resolves.toEqual([]);
  });

  test.each(tables)('sees nothing of %s without a tenant', async (table) => {
    await expect(plain().query(`SELECT * FROM ${table}`)).resolves.toEqual([]);
  });

  test.each(tables)("cannot insert another tenant's %s", async (table) => {
    const insert = TENANT_ROWS[table]!.replace(
      'FROM tenant_key WHERE tenant_id = $1',
      'FROM (VALUES ($1, 1)) AS k (tenant_id, version)',
    );
    await expect(run(globex, insert, [acme])).rejects.toMatchObject(DENIED);
  });

  test.each(tables)('cannot insert into %s without a tenant', async (table) => {
    const insert = TENANT_ROWS[table]!.replace(
      'FROM tenant_key WHERE tenant_id = $1',
      'FROM (VALUES ($1, 1)) AS k (tenant_id, version)',
    );
    await expect(plain().query(insert, [acme])).rejects.toMatchObject(DENIED);
  });

  test('updates no row of another tenant', async () => {
    await expect(run(globex, `UPDATE connection SET name = 'Mine' WHERE tenant_id = 'acme'`)).resolves.toEqual([[], 0]);
    await expect(run(acme, `UPDATE connection SET name = 'Acme'`)).resolves.toEqual([[], 1]);
  });

  test('deletes no row of another tenant', async () => {
    await expect(run(globex, 'DELETE FROM connection')).resolves.toEqual([[], 0]);
    await expect(run(acme, 'SELECT id FROM connection')).resolves.toHaveLength(1);
  });

  test('cannot give a row to another tenant', async () => {
    await expect(run(acme, `UPDATE connection SET tenant_id = 'globex'`)).rejects.toMatchObject(DENIED);
  });
});

describe('the application role', () => {
  test("cannot refer to another tenant's connection", async () => {
    const sql = `INSERT INTO connection_secret (tenant_id, connection_id, field, key_version, ciphertext) VALUES ('globex', 'con_1', 'f', 1, '')`;
    const insert = app.database.transaction(globex, () => app.database.manager().query(sql));
    await expect(insert).rejects.toMatchObject({ driverError: { code: '23503' } });
  });

  test('cannot reach partitions directly, rewrite the audit trail, delete runs, or change tables', async () => {
    const [partition] = await query<{ name: string }>(
      app.adminUrl,
      `SELECT inhrelid::regclass::text AS name FROM pg_inherits LIMIT 1`,
    );
    const forbidden = [
      `SELECT * FROM ${partition?.name}`,
      `UPDATE audit_event SET actor = 'nobody'`,
      'DELETE FROM audit_event',
      'DELETE FROM run',
      'ALTER TABLE connection NO FORCE ROW LEVEL SECURITY',
      'DROP POLICY tenant_isolation ON connection',
      'CREATE TABLE public.own (id text)',
      `SELECT maintain_partition_set('run', 'day', 1, 1, now() + interval '1 year')`,
    ];
    const refused = forbidden.map((sql) => app.database.transaction(acme, () => app.database.manager().query(sql)));
    const outcomes = await Promise.allSettled(refused);
    expect(outcomes.map((outcome) => outcome.status)).toEqual(forbidden.map(() => 'rejected'));
    for (const outcome of outcomes) expect(outcome).toMatchObject({ reason: DENIED });
  });

  test('gains nothing by playing the worker, whose functions give ids only', async () => {
    await app.dataSource.transaction(async (manager) => {
      await manager.query(`SELECT set_config('app.worker', 'on', true)`);
      await expect(manager.query('SELECT * FROM tenant_key')).resolves.toEqual([]);
    });
    await expect(app.dataSource.query(`SELECT list_tenants('', 10, NULL, 1) AS id`)).resolves.toEqual([{ id: 'acme' }]);
  });

  test("leaves the owner's window closed after a worker function", async () => {
    await owner.transaction(async (manager) => {
      await expect(manager.query('SELECT kek_id FROM key_usage()')).resolves.toEqual([{ kek_id: 'kek' }]);
      await expect(manager.query('SELECT * FROM tenant_key')).resolves.toEqual([]);
    });
  });

  test('is not what hides the rows from a superuser: they are there', async () => {
    const sizes = tables.map(async (table) => (await query(app.adminUrl, `SELECT 1 FROM ${table}`)).length);
    await expect(Promise.all(sizes)).resolves.toEqual(tables.map(() => 1));
  });
});
