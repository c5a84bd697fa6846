import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TENANT_CTE } from '../../src/core/database/tenant-transaction.js';
import { connectTestDatabase, tenantId, type ConnectedDatabase } from '../support/database.js';

let db: ConnectedDatabase;
const acme = tenantId('acme');
beforeAll(async () => { db = await connectTestDatabase({ poolSize: 1 }); });
afterAll(async () => { await db.drop(); });
const TWO = `${TENANT_CTE}, recorded AS (
  INSERT INTO run (tenant_id, id, connection_id, action_id, effect, status, started_at) SELECT tenant.id, r.id, 'c','a','write',r.status, r.started_at
  FROM tenant, jsonb_to_recordset($2::jsonb) AS r(id text, status text, started_at timestamptz)
  ON CONFLICT (tenant_id, started_at, id) DO UPDATE SET status = excluded.status)
INSERT INTO audit_event (tenant_id, id, at, action, outcome) SELECT tenant.id, r.id, r.started_at, 'a', 'started'
  FROM tenant, jsonb_to_recordset($2::jsonb) AS r(id text, status text, started_at timestamptz)
  ON CONFLICT (tenant_id, at, id) DO UPDATE SET outcome = 'succeeded'`;
test('two', async () => {
  const at = new Date();
  for (const status of ['running', 'succeeded'])
    await db.database.statement(acme, TWO, [acme, JSON.stringify([{ id: 'r', status, started_at: at }])]);
  expect(await db.dataSource.query('select * from run')).toEqual([]);
  expect(await db.dataSource.query(`select current_setting('app.tenant_id', true) as s`)).toEqual([{ s: '' }]);
  await db.database.transaction(acme, async () => {
    console.log(await db.database.manager().query('select * from run'), await db.database.manager().query('select * from audit_event'));
  });
});
