import { beforeEach, describe, expect, test } from '@jest/globals';
import { additionalData, open } from '../../../src/tokens/envelope.js';
import { LocalKeyProvider } from '../../../src/tokens/local-key-provider.js';
import { SecretBox } from '../../../src/tokens/secret-box.js';
import { TenantKeys } from '../../../src/tokens/tenant-keys.service.js';
import { acme, FakeDatabase, globex } from '../fake-database.ts';
import { TenantKeyTable } from './tenant-key-table.ts';

const provider = new LocalKeyProvider([{ id: 'k1', key: Buffer.alloc(32, 1) }]);

let database: FakeDatabase;
let keys: TenantKeys;
beforeEach(() => {
  database = new FakeDatabase();
  keys = new TenantKeys(database.asDatabase(), new TenantKeyTable().asRepository(), provider);
});

const hold = (tenant = acme) => database.transaction(tenant, () => keys.hold(tenant));

describe('a sealed secret', () => {
  const place = { tenantId: acme, connectionId: 'con_1', field: 'apiToken' };
  const box = () => new SecretBox(keys);

  test('opens at its place', async () => {
    const sealed = await box().seal({ ...place, plaintext: 'sécret' });
    expect(sealed.keyVersion).toBe(1);
    await expect(box().open({ ...place, ...sealed })).resolves.toBe('sécret');
    await expect(box().tryOpen({ ...place, ...sealed })).resolves.toBe('sécret');
    const dataKey = await hold();
    const aad = additionalData('secret', 'acme', 'con_1', 'apiToken', 1);
    expect(open({ key: dataKey.key, sealed: sealed.ciphertext, aad })?.toString()).toBe('sécret');
  });

  test('is sealed with the key at hand, or with the newest', async () => {
    const older = await hold();
    await database.transaction(acme, () => keys.renew(acme));
    expect(box().sealWith(older, { ...place, plaintext: 'a' }).keyVersion).toBe(1);
    expect((await box().seal({ ...place, plaintext: 'a' })).keyVersion).toBe(2);
  });

  test.each([
    ['tenant', { tenantId: globex }],
    ['connection', { connectionId: 'con_2' }],
    ['field', { field: 'clientSecret' }],
    ['key', { keyVersion: 2 }],
    ['key that there is not', { keyVersion: 3 }],
  ])('does not open for another %s, and does not say why', async (_, other) => {
    const sealed = await box().seal({ ...place, plaintext: 'a secret' });
    await hold(globex);
    await database.transaction(acme, () => keys.renew(acme));
    const moved = { ...place, ...sealed, ...other };
    await expect(box().tryOpen(moved)).resolves.toBeUndefined();
    await expect(box().open(moved)).rejects.toMatchObject({ code: 'internal_error' });
  });
});
