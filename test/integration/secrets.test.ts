import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { connectTestDatabase, tenantId, type ConnectedDatabase } from '../support/database.js';
import { buildSecrets, encryptionKey } from '../support/secrets.js';

let db: ConnectedDatabase;
const acme = tenantId('acme');
beforeAll(async () => {
  db = await connectTestDatabase();
});
afterAll(async () => {
  await db.drop();
});

test('smoke', async () => {
  const s = buildSecrets(db, encryptionKey('k1'));
  await db.database.transaction(acme, async () => {
    await db.database.manager().query(`INSERT INTO connection (tenant_id, id, name, domain, origin, region, status, rate_limit_share, auth_type) VALUES ('acme','con_1','n','d','o','us','active',0.5,'apiToken')`);
    expect(await s.secrets.put(acme, { connectionId: 'con_1', field: 'apiToken', plaintext: 'hello' })).toBe(1);
    expect(await s.secrets.put(acme, { connectionId: 'con_1', field: 'apiToken', plaintext: 'hello2', expectedVersion: 1 })).toBe(2);
    expect(await s.secrets.put(acme, { connectionId: 'con_1', field: 'apiToken', plaintext: 'hello3', expectedVersion: 1 })).toBeUndefined();
    expect(await s.secrets.put(acme, { connectionId: 'con_1', field: 'apiToken', plaintext: 'hello3', expectedVersion: 0 })).toBeUndefined();
    expect(await s.secrets.get(acme, 'con_1', 'apiToken')).toEqual({ plaintext: 'hello2', version: 2 });
  });
  const sealed = await s.box.seal({ tenantId: acme, connectionId: 'con_1', field: 'cursor:x', plaintext: 'abc' });
  expect(await s.box.open({ tenantId: acme, connectionId: 'con_1', field: 'cursor:x', ...sealed })).toBe('abc');
  expect(await s.encryptionKeys.usage()).toEqual([{ kekId: 'k1', tenants: 1, keys: 1 }]);
  expect(await s.encryptionKeys.tenants({ after: '', size: 5 })).toEqual(['acme']);
  expect(await s.encryptionKeys.tenants({ after: '', size: 5, notWrappedBy: 'k1' })).toEqual([]);
  expect(await s.tenantKeys.destroyIfUnused(acme)).toBe(false);
});
