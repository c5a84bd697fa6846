import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { TenantId } from '../../src/core/tenant-id.js';
import { buildKeyTools } from '../../src/cli/key-tools.js';
import type { EncryptionKey } from '../../src/core/config-formats.js';
import type { RotatedTenant } from '../../src/tokens/key-rotation.js';
import { LocalKeyProvider } from '../../src/tokens/local-key-provider.js';
import { SealedSecretsRepository } from '../../src/tokens/sealed-secrets.repository.js';
import { connectTestDatabase, tenantId, type ConnectedDatabase } from '../support/database.js';
import { query } from '../support/postgres.js';
import { buildSecrets, encryptionKey } from '../support/secrets.js';
import { TENANT_ROWS } from '../support/tenant-rows.js';

const k1 = encryptionKey('k1');
const k2 = encryptionKey('k2');
const tenants = ['t-1', 't-2', 't-3'].map(tenantId);
const [first] = tenants as [TenantId];

let db: ConnectedDatabase;
let service: ReturnType<typeof buildSecrets>;
beforeEach(async () => {
  db = await connectTestDatabase();
  service = buildSecrets(db, k1);
  for (const tenant of tenants) await addSecret(tenant);
});
afterEach(async () => {
  await db.drop();
});

async function addSecret(tenant: TenantId): Promise<void> {
  await db.database.transaction(tenant, async () => {
    await db.database.manager().query(TENANT_ROWS['connection']!, [tenant]);
    await service.secrets.put(tenant, { connectionId: 'con_1', field: 'apiToken', plaintext: `secret of ${tenant}` });
  });
}

const tools = (...keys: [EncryptionKey, ...EncryptionKey[]]) =>
  buildKeyTools(db.dataSource, new LocalKeyProvider(keys));
const readAll = (...keys: [EncryptionKey, ...EncryptionKey[]]) => {
  const reader = buildSecrets(db, ...keys);
  return Promise.all(
    tenants.map((tenant) => db.database.transaction(tenant, () => reader.secrets.get(tenant, 'con_1', 'apiToken'))),
  );
};
const plaintexts = tenants.map((tenant) => expect.objectContaining({ plaintext: `secret of ${tenant}`, version: 1 }));

async function all(steps: AsyncGenerator<RotatedTenant>): Promise<RotatedTenant[]> {
  const seen: RotatedTenant[] = [];
  for await (const step of steps) seen.push(step);
  return seen;
}

describe('wrapping the data keys anew', () => {
  test('makes the old encryption key removable, and changes no secret', async () => {
    const { rotation, repository } = tools(k2, k1);
    await expect(all(rotation.rewrap())).resolves.toEqual(tenants.map((tenant) => ({ tenant, changed: 1 })));
    await expect(repository.usage()).resolves.toEqual([{ kekId: 'k2', tenants: 3, keys: 3 }]);
    await expect(readAll(k2)).resolves.toEqual(plaintexts);
    await expect(readAll(k1)).rejects.toMatchObject({ code: 'internal_error' });
  });

  test('goes on where it was interrupted', async () => {
    const interrupted = tools(k2, k1).rotation.rewrap();
    await interrupted.next();
    await interrupted.return(undefined);
    await expect(tools(k2, k1).repository.usage()).resolves.toEqual([
      { kekId: 'k1', tenants: 2, keys: 2 },
      { kekId: 'k2', tenants: 1, keys: 1 },
    ]);
    const rest = await all(tools(k2, k1).rotation.rewrap());
    expect(rest.map(({ tenant }) => tenant)).toEqual(tenants.slice(1));
    await expect(all(tools(k2, k1).rotation.rewrap())).resolves.toEqual([]);
    await expect(readAll(k2)).resolves.toEqual(plaintexts);
  });

  test('can be done by two at once', async () => {
    const both = await Promise.all([all(tools(k2, k1).rotation.rewrap()), all(tools(k2, k1).rotation.rewrap())]);
    expect(both.flat().map(({ error }) => error)).toEqual(both.flat().map(() => undefined));
    await expect(readAll(k2)).resolves.toEqual(plaintexts);
  });

  test('tells of a tenant that it cannot do, and does the others', async () => {
    await query(db.adminUrl, `UPDATE tenant_key SET wrapped = '\\x01' WHERE tenant_id = 't-2'`);
    const rotated = await all(tools(k2, k1).rotation.rewrap());
    expect(rotated).toEqual([
      { tenant: 't-1', changed: 1 },
      { tenant: 't-2', changed: 0, error: expect.objectContaining({ code: 'internal_error' }) },
      { tenant: 't-3', changed: 1 },
    ]);
  });
});

describe('a rotation under load', () => {
  test.each(['rewrap', 'renewDataKeys'] as const)('%s disturbs nobody who writes meanwhile', async (step) => {
    const busy = buildSecrets(db, k1, k2);
    const done = new AbortController();
    const write = async (tenant: TenantId): Promise<number> => {
      for (let version = 0; ; version += 1) {
        if (done.signal.aborted) return version;
        const secret = { connectionId: 'con_1', field: 'busy', plaintext: `${version + 1}`, expectedVersion: version };
        const put = db.database.transaction(tenant, () => busy.secrets.put(tenant, secret));
        await expect(put).resolves.toBe(version + 1);
      }
    };
    const writers = tenants.map(write);
    const rotated = await all(tools(k2, k1).rotation[step](0));
    done.abort();
    const written = await Promise.all(writers);
    expect(rotated.map(({ error }) => error)).toEqual(tenants.map(() => undefined));
    const reader = buildSecrets(db, k2, k1);
    const read = tenants.map((tenant) =>
      db.database.transaction(tenant, () => reader.secrets.get(tenant, 'con_1', 'busy')),
    );
    await expect(Promise.all(read)).resolves.toEqual(written.map((version) => ({ plaintext: `${version}`, version })));
    await expect(readAll(k2, k1)).resolves.toEqual(plaintexts);
  });
});

describe('renewing the data keys', () => {
  const versions = () =>
    query<{ fresh: boolean }>(
      db.adminUrl,
      `SELECT s.key_version = (SELECT max(k.version) FROM tenant_key k WHERE k.tenant_id = s.tenant_id) AS fresh FROM connection_secret s`,
    );

  test('seals every secret with a new key, after which the old ones can be destroyed', async () => {
    const { rotation } = tools(k1);
    await expect(all(rotation.renewDataKeys(0))).resolves.toEqual(tenants.map((tenant) => ({ tenant, changed: 1 })));
    await expect(versions()).resolves.toEqual(tenants.map(() => ({ fresh: true })));
    await expect(all(rotation.destroySuperseded())).resolves.toEqual(tenants.map((tenant) => ({ tenant, changed: 0 })));
    await expect(all(rotation.destroySuperseded(0))).resolves.toEqual(
      tenants.map((tenant) => ({ tenant, changed: 1 })),
    );
    await expect(query(db.adminUrl, 'SELECT 1 FROM tenant_key')).resolves.toHaveLength(3);
    await expect(readAll(k1)).resolves.toEqual(plaintexts);
  });

  test('goes on where it was interrupted, without another key for the tenants that have theirs', async () => {
    await query(db.adminUrl, `UPDATE tenant_key SET created_at = now() - interval '1 day'`);
    const interrupted = tools(k1).rotation.renewDataKeys();
    await interrupted.next();
    await interrupted.return(undefined);
    const rest = await all(tools(k1).rotation.renewDataKeys());
    expect(rest.map(({ changed }) => changed)).toEqual([0, 1, 1]);
    await expect(query(db.adminUrl, 'SELECT 1 FROM tenant_key')).resolves.toHaveLength(6);
    await expect(versions()).resolves.toEqual(tenants.map(() => ({ fresh: true })));
  });

  test('keeps a key that a secret still needs', async () => {
    await db.database.transaction(first, () => service.tenantKeys.renew(first));
    const destroyed = await all(tools(k1).rotation.destroySuperseded(0));
    expect(destroyed).toEqual([{ tenant: first, changed: 0 }]);
    await expect(readAll(k1)).resolves.toEqual(plaintexts);
  });

  test('never overwrites a secret that was changed since it was read', async () => {
    const sealed = new SealedSecretsRepository(db.database);
    const inFirst = <T>(work: () => Promise<T>) => db.database.transaction(first, work);
    const key = await inFirst(() => service.tenantKeys.renew(first));
    const [seen] = await inFirst(() => sealed.listSealedBefore(first, key.version));
    await inFirst(() => service.secrets.put(first, { connectionId: 'con_1', field: 'apiToken', plaintext: 'fresh' }));
    const stale = service.box.sealWith(key, {
      tenantId: first,
      connectionId: 'con_1',
      field: 'apiToken',
      plaintext: 'stale',
    });
    await expect(inFirst(() => sealed.reseal(first, seen!, stale))).resolves.toBe(false);
    await expect(inFirst(() => service.secrets.get(first, 'con_1', 'apiToken'))).resolves.toMatchObject({
      plaintext: 'fresh',
    });
  });

  test('would overwrite it without the comparison (control)', async () => {
    const sealed = new SealedSecretsRepository(db.database);
    const inFirst = <T>(work: () => Promise<T>) => db.database.transaction(first, work);
    await inFirst(() => service.secrets.put(first, { connectionId: 'con_1', field: 'apiToken', plaintext: 'fresh' }));
    const key = await inFirst(() => service.tenantKeys.renew(first));
    const [current] = await inFirst(() => sealed.listSealedBefore(first, key.version));
    const stale = service.box.sealWith(key, {
      tenantId: first,
      connectionId: 'con_1',
      field: 'apiToken',
      plaintext: 'stale',
    });
    await expect(inFirst(() => sealed.reseal(first, current!, stale))).resolves.toBe(true);
    await expect(inFirst(() => service.secrets.get(first, 'con_1', 'apiToken'))).resolves.toMatchObject({
      plaintext: 'stale',
    });
  });
});

describe('the check of the encryption keys at start', () => {
  const refusal = (...mistakes: string[]) => ({
    name: 'ConfigError',
    mistakes: mistakes.map((text) => expect.stringContaining(text)),
  });

  test('passes the keys that the database knows, and new ones', async () => {
    await tools(k1).check.check();
    await tools(k1).check.check();
    await tools(k2, k1).check.check();
    await tools(k1, k2).check.check();
  });

  test('finds another key under a known id', async () => {
    await tools(k1).check.check();
    const wrong = tools(encryptionKey('k1')).check.check();
    await expect(wrong).rejects.toMatchObject(refusal('the key "k1" is another one'));
    await expect(wrong).rejects.not.toMatchObject({ message: expect.stringContaining(k1.key.toString('base64')) });
  });

  test('finds that a key is missing which is in use', async () => {
    await tools(k1).check.check();
    await expect(tools(k2).check.check()).rejects.toMatchObject(refusal('lacks the key "k1"'));
  });

  test('lets a key go that is not in use any more', async () => {
    await tools(k1).check.check();
    await all(tools(k2, k1).rotation.rewrap());
    await expect(tools(k2).check.check()).resolves.toBeUndefined();
  });
});
