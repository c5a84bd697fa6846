import { beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { TenantId } from '../../../src/core/tenant-id.js';
import type { EncryptionKeyRepository, TenantPage } from '../../../src/tokens/encryption-key.repository.js';
import { KeyRotation, type RotatedTenant } from '../../../src/tokens/key-rotation.js';
import { LocalKeyProvider } from '../../../src/tokens/local-key-provider.js';
import type { SealedTable, StoredSecret } from '../../../src/tokens/sealed-secrets.repository.js';
import { SecretBox } from '../../../src/tokens/secret-box.js';
import type { TenantKeyRepository } from '../../../src/tokens/tenant-key.repository.js';
import { TenantKeys } from '../../../src/tokens/tenant-keys.service.js';
import { acme, FakeDatabase, globex } from '../fake-database.ts';
import { TenantKeyTable } from './tenant-key-table.ts';

const keyOf = (id: string, fill: number) => ({ id, key: Buffer.alloc(32, fill) });
const place = (tenantId: TenantId, field = 'apiToken') => ({ tenantId, connectionId: 'con_1', field });

let database: FakeDatabase;
let keyTable: TenantKeyTable;
let rotation: KeyRotation;
let box: SecretBox;
let keys: TenantKeys;
let pages: TenantPage[];
let tenants: TenantId[][];
let secrets: StoredSecret[];
/** The tenants whose transaction was open at each look into the tables. */
let open: string[];
const newestIsYoungerThan = jest.fn<TenantKeyRepository['newestIsYoungerThan']>();
const deleteSuperseded = jest.fn<TenantKeyRepository['deleteSuperseded']>();
const reseal = jest.fn<SealedTable['reseal']>();

beforeEach(() => {
  database = new FakeDatabase();
  keyTable = new TenantKeyTable();
  [pages, open, secrets] = [[], [], []];
  tenants = [[acme, globex], []];
  const inTenant = (tenant: TenantId) => {
    open.push(database.open.join());
    expect(database.open).toEqual([tenant]);
  };
  newestIsYoungerThan.mockReset().mockImplementation(async (tenant) => {
    inTenant(tenant);
    return false;
  });
  deleteSuperseded.mockReset().mockImplementation(async (tenant) => {
    inTenant(tenant);
    return tenant === acme ? 3 : 0;
  });
  reseal.mockReset().mockImplementation(async (tenant) => {
    inTenant(tenant);
    return true;
  });
  const provider = new LocalKeyProvider([keyOf('k2', 2), keyOf('k1', 1)]);
  const keyRepository = Object.assign(keyTable, { newestIsYoungerThan, deleteSuperseded }).asRepository();
  keys = new TenantKeys(database.asDatabase(), keyRepository, provider);
  box = new SecretBox(keys);
  const sealed: SealedTable = {
    listSealedBefore: async (tenant, version) => {
      inTenant(tenant);
      return tenant === acme ? secrets.filter(({ keyVersion }) => keyVersion < version) : [];
    },
    reseal,
  };
  const listTenants = async (page: TenantPage) => {
    pages.push(page);
    return tenants.shift() ?? [];
  };
  rotation = new KeyRotation({
    database: database.asDatabase(),
    encryptionKeys: { tenants: listTenants } as unknown as EncryptionKeyRepository,
    keyRepository,
    tenantKeys: keys,
    sealed: [sealed, { ...sealed, listSealedBefore: async () => [] }],
    box,
    provider,
  });
});

async function all(steps: AsyncGenerator<RotatedTenant>): Promise<RotatedTenant[]> {
  const done: RotatedTenant[] = [];
  for await (const step of steps) done.push(step);
  return done;
}

/** A data key of the time when `k1` was the newest. */
async function oldKey(tenant: TenantId) {
  const before = new TenantKeys(database.asDatabase(), keyTable.asRepository(), new LocalKeyProvider([keyOf('k1', 1)]));
  return database.transaction(tenant, () => before.renew(tenant));
}

describe('wrapping anew', () => {
  test('goes through all tenants with a key that is not wrapped by the newest', async () => {
    await oldKey(acme);
    await oldKey(acme);
    await oldKey(globex);
    tenants = [[acme], [globex], []];
    await expect(all(rotation.rewrap())).resolves.toEqual([
      { tenant: acme, changed: 2 },
      { tenant: globex, changed: 1 },
    ]);
    expect(pages).toEqual(['', 'acme', 'globex'].map((after) => ({ notWrappedBy: 'k2', after, size: 200 })));
    expect(keyTable.of(acme).map(({ kekId }) => kekId)).toEqual(['k2', 'k2']);
  });

  test('counts only what it has changed itself', async () => {
    await oldKey(acme);
    jest.spyOn(keyTable, 'rewrap').mockResolvedValue(false);
    await expect(all(rotation.rewrap())).resolves.toContainEqual({ tenant: acme, changed: 0 });
  });

  test('goes on after a tenant that it could not change', async () => {
    await oldKey(acme);
    await oldKey(globex);
    const error = new Error('away');
    jest.spyOn(keyTable, 'listNotWrappedBy').mockRejectedValueOnce(error);
    await expect(all(rotation.rewrap())).resolves.toEqual([
      { tenant: acme, changed: 0, error },
      { tenant: globex, changed: 1 },
    ]);
  });
});

describe('new data keys', () => {
  const store = async (field: string): Promise<void> => {
    const version = secrets.length + 1;
    const sealed = await box.seal({ ...place(acme, field), plaintext: `secret ${field}` });
    secrets.push({ connectionId: 'con_1', field, version, ...sealed });
  };

  test('seal every secret of the tenant anew', async () => {
    await store('apiToken');
    await store('clientSecret');
    await expect(all(rotation.renewDataKeys())).resolves.toEqual([
      { tenant: acme, changed: 2 },
      { tenant: globex, changed: 0 },
    ]);
    expect(pages[0]).toEqual({ after: '', size: 200 });
    expect(newestIsYoungerThan).toHaveBeenCalledWith(acme, 3_600);
    for (const [index, [tenant, seen, sealed]] of reseal.mock.calls.entries()) {
      expect([tenant, seen]).toEqual([acme, secrets[index]]);
      expect(sealed.keyVersion).toBe(2);
      await expect(box.open({ ...place(acme, seen.field), ...sealed })).resolves.toBe(`secret ${seen.field}`);
    }
    expect(reseal).toHaveBeenCalledTimes(2);
  });

  test('leave a secret that was changed meanwhile, and do not count it', async () => {
    await store('apiToken');
    reseal.mockResolvedValue(false);
    await expect(all(rotation.renewDataKeys())).resolves.toContainEqual({ tenant: acme, changed: 0 });
  });

  test('are not made where the newest is young: an interrupted renewal goes on', async () => {
    await store('apiToken');
    newestIsYoungerThan.mockResolvedValue(true);
    await all(rotation.renewDataKeys(60));
    expect(newestIsYoungerThan).toHaveBeenCalledWith(acme, 60);
    expect(keyTable.of(acme)).toHaveLength(1);
    expect(reseal).not.toHaveBeenCalled();
  });
});

describe('superseded data keys', () => {
  test('are destroyed an hour after they were, where there are several', async () => {
    await expect(all(rotation.destroySuperseded())).resolves.toEqual([
      { tenant: acme, changed: 3 },
      { tenant: globex, changed: 0 },
    ]);
    expect(pages[0]).toEqual({ leastKeys: 2, after: '', size: 200 });
    expect(deleteSuperseded).toHaveBeenCalledWith(acme, 3_600);
    await all(rotation.destroySuperseded(5));
    tenants = [[acme], []];
    await all(rotation.destroySuperseded(5));
    expect(deleteSuperseded).toHaveBeenLastCalledWith(acme, 5);
  });
});
