import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { EncryptionKey } from '../../src/core/config-formats.js';
import type { TenantId } from '../../src/core/tenant-id.js';
import { connectTestDatabase, tenantId, type ConnectedDatabase } from '../support/database.js';
import { query } from '../support/postgres.js';
import { runCli, startCli } from '../support/run-cli.js';
import { buildSecrets, encryptionKey } from '../support/secrets.js';
import { TENANT_ROWS } from '../support/tenant-rows.js';

const k1 = encryptionKey('k1');
const k2 = encryptionKey('k2');
const tenants = ['t-1', 't-2', 't-3'].map(tenantId);

let db: ConnectedDatabase;
beforeEach(async () => {
  db = await connectTestDatabase();
  for (const tenant of tenants) await addSecret(tenant);
});
afterEach(async () => {
  await db.drop();
});

async function addSecret(tenant: TenantId): Promise<void> {
  const { secrets } = buildSecrets(db, k1);
  await db.database.transaction(tenant, async () => {
    await db.database.manager().query(TENANT_ROWS['connection']!, [tenant]);
    await secrets.put(tenant, { connectionId: 'con_1', field: 'apiToken', plaintext: `secret of ${tenant}` });
  });
}

describe('the command', () => {
  const text = ({ id, key }: EncryptionKey) => `${id}:${key.toString('base64')}`;
  const env = (...keys: EncryptionKey[]) => ({ DATABASE_URL: db.url, ENCRYPTION_KEYS: keys.map(text).join(',') });

  test('keys status lists the use of each key', async () => {
    const { code, stdout } = await runCli(['keys', 'status'], env(k2));
    expect(code).toBe(0);
    expect(stdout.split('\n')).toEqual([
      'k2  newest  wraps 0 data key(s) of 0 tenant(s)',
      'k1  NOT CONFIGURED  wraps 3 data key(s) of 3 tenant(s)',
      '',
    ]);
  });

  test('keys rotate --data-keys makes the old key removable', async () => {
    await query(db.adminUrl, `UPDATE tenant_key SET created_at = now() - interval '1 day'`);
    const { code, stdout } = await runCli(['keys', 'rotate', '--data-keys'], env(k2, k1));
    expect(code).toBe(0);
    expect(stdout.split('\n').slice(0, 2)).toEqual([
      '3 data key(s) wrapped anew, 3 tenant(s)',
      '3 secret(s) sealed anew, 3 tenant(s)',
    ]);
    const reader = buildSecrets(db, k2);
    const read = tenants.map((tenant) =>
      db.database.transaction(tenant, () => reader.secrets.get(tenant, 'con_1', 'apiToken')),
    );
    await expect(Promise.all(read)).resolves.toEqual(
      tenants.map((tenant) => ({ plaintext: `secret of ${tenant}`, version: 1 })),
    );
  });

  test('keys rotate names the tenant that failed, exit code 1', async () => {
    await query(db.adminUrl, `UPDATE tenant_key SET wrapped = '\\x01' WHERE tenant_id = 't-2'`);
    const { code, stderr } = await runCli(['keys', 'rotate'], env(k2, k1));
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(/^tenant t-2: .*"k1".*\n1 tenant\(s\) failed/s),
    });
  });

  test('keys rotate refuses when a key in use is missing, exit code 2', async () => {
    const { code, stderr } = await runCli(['keys', 'rotate'], env(k2));
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('lacks the key "k1"') });
  });

  test('keys rotate stops between two tenants when it is interrupted, exit code 130', async () => {
    const locker = db.dataSource.createQueryRunner();
    await locker.startTransaction();
    await locker.query(`SELECT set_config('app.tenant_id', 't-2', true)`);
    await locker.query('SELECT 1 FROM tenant_key FOR UPDATE');
    const { child, result } = startCli(['keys', 'rotate'], env(k2, k1));
    const waits = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    while ((await query(db.adminUrl, waits)).length === 0);
    const heard = new Promise<void>((resolve) => {
      child.stderr?.on('data', (chunk: Buffer) => chunk.toString().includes('Stopping') && resolve());
    });
    child.kill('SIGINT');
    await heard;
    await locker.rollbackTransaction();
    await locker.release();
    await expect(result).resolves.toMatchObject({
      code: 130,
      stderr: expect.stringContaining('Interrupted after 2 data key(s)'),
    });
    const left = `SELECT tenant_id FROM tenant_key WHERE kek_id = 'k1'`;
    await expect(query(db.adminUrl, left)).resolves.toEqual([{ tenant_id: 't-3' }]);
  });
});
