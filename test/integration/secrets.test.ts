import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { TenantId } from '../../src/core/tenant-id.js';
import { additionalData, open, seal } from '../../src/tokens/envelope.js';
import type { SealedSecret, SecretPlace } from '../../src/tokens/secret-box.js';
import { connectTestDatabase, tenantId, type ConnectedDatabase } from '../support/database.js';
import { query } from '../support/postgres.js';
import { buildSecrets, encryptionKey } from '../support/secrets.js';
import { TENANT_ROWS } from '../support/tenant-rows.js';

const acme = tenantId('acme');
const globex = tenantId('globex');
const CANARY = 'canary-00secretTokenValue';
const kek = encryptionKey('k1');

let db: ConnectedDatabase;
let service: ReturnType<typeof buildSecrets>;
beforeAll(async () => {
  db = await connectTestDatabase();
  service = buildSecrets(db, kek);
  for (const tenant of [acme, globex]) await addConnection(tenant);
});
afterAll(async () => {
  await db.drop();
});

const addConnection = (tenant: TenantId) =>
  db.database.transaction(tenant, () => db.database.manager().query(TENANT_ROWS['connection']!, [tenant]));

describe('the secrets of a connection', () => {
  const put = (field: string, plaintext: string, expectedVersion?: number) =>
    db.database.transaction(acme, () =>
      service.secrets.put(acme, {
        connectionId: 'con_1',
        field,
        plaintext,
        ...(expectedVersion !== undefined && { expectedVersion }),
      }),
    );
  const get = (field: string) => db.database.transaction(acme, () => service.secrets.get(acme, 'con_1', field));

  test('are read as they were stored, by every process with the key', async () => {
    await expect(put('apiToken', CANARY)).resolves.toBe(1);
    await expect(get('apiToken')).resolves.toEqual({ plaintext: CANARY, version: 1 });
    const other = buildSecrets(db, encryptionKey('k2'), kek);
    const read = db.database.transaction(acme, () => other.secrets.get(acme, 'con_1', 'apiToken'));
    await expect(read).resolves.toEqual({ plaintext: CANARY, version: 1 });
  });

  test('are not in the database in any readable form', async () => {
    await put('apiToken', CANARY);
    const rows = await query<{ text: string; ciphertext: Buffer }>(
      db.adminUrl,
      `SELECT s::text AS text, ciphertext FROM connection_secret s`,
    );
    expect(rows).toHaveLength(1);
    const stored = rows.map(({ text, ciphertext }) => text + ciphertext.toString('latin1')).join('');
    const forms = ['utf8', 'base64', 'hex', 'base64url'].map((form) =>
      Buffer.from(CANARY).toString(form as BufferEncoding),
    );
    for (const form of forms) expect(stored).not.toContain(form);
  });

  test('replace the version that was seen only', async () => {
    await put('clientSecret', 'first');
    await expect(put('clientSecret', 'second', 1)).resolves.toBe(2);
    await expect(put('clientSecret', 'late', 1)).resolves.toBeUndefined();
    await expect(put('clientSecret', 'again new', 0)).resolves.toBeUndefined();
    await expect(put('clientSecret', 'whatever is there')).resolves.toBe(3);
    await expect(get('clientSecret')).resolves.toEqual({ plaintext: 'whatever is there', version: 3 });
  });

  test('are stored once when 0 is expected by several at once', async () => {
    const versions = await Promise.all(['a', 'b', 'c', 'd'].map((plaintext) => put('race', plaintext, 0)));
    expect(versions.filter((version) => version === 1)).toHaveLength(1);
  });

  test('are gone after they were deleted', async () => {
    await put('privateKey', 'pem');
    await db.database.transaction(acme, () => service.secrets.delete(acme, 'con_1', 'privateKey'));
    await expect(get('privateKey')).resolves.toBeUndefined();
    const all = await db.database.transaction(acme, () => service.secrets.getAll(acme, 'con_1'));
    expect([...all.keys()]).toEqual(expect.arrayContaining(['apiToken', 'clientSecret']));
  });

  test('are out of reach outside a transaction of the tenant', async () => {
    const internal = { code: 'internal_error' };
    await expect(service.secrets.get(acme, 'con_1', 'apiToken')).rejects.toMatchObject(internal);
    await expect(service.secrets.put(acme, { connectionId: 'con_1', field: 'f', plaintext: '' })).rejects.toMatchObject(
      internal,
    );
    await expect(service.secrets.delete(acme, 'con_1', 'f')).rejects.toMatchObject(internal);
  });
});

describe('a sealed value', () => {
  const place: SecretPlace = { tenantId: acme, connectionId: 'con_1', field: 'apiToken' };
  const swaps: [string, Partial<SecretPlace>][] = [
    ['another connection', { connectionId: 'con_2' }],
    ['another field', { field: 'clientSecret' }],
    ['a field and connection that only read alike', { connectionId: 'con_1a', field: 'piToken' }],
  ];

  test('opens where it belongs', async () => {
    const sealed = await service.box.seal({ ...place, plaintext: CANARY });
    await expect(service.box.open({ ...place, ...sealed })).resolves.toBe(CANARY);
  });

  test.each(swaps)('does not open for %s, nor says why', async (_, swap) => {
    const sealed = await service.box.seal({ ...place, plaintext: CANARY });
    await expect(service.box.tryOpen({ ...place, ...swap, ...sealed })).resolves.toBeUndefined();
    const opened = service.box.open({ ...place, ...swap, ...sealed });
    await expect(opened).rejects.toMatchObject({
      code: 'internal_error',
      details: {},
      message: expect.not.stringContaining('con_'),
    });
  });

  test('does not open for another tenant', async () => {
    const sealed = await service.box.seal({ ...place, plaintext: CANARY });
    const own = await service.box.seal({ ...place, tenantId: globex, plaintext: 'own' });
    await expect(service.box.tryOpen({ ...place, tenantId: globex, ...sealed })).resolves.toBeUndefined();
    await expect(
      service.box.tryOpen({ ...place, tenantId: globex, ...sealed, keyVersion: own.keyVersion }),
    ).resolves.toBeUndefined();
  });

  test('does not open as another key version', async () => {
    const sealed = await service.box.seal({ ...place, plaintext: CANARY });
    const renewed = await db.database.transaction(acme, () => service.tenantKeys.renew(acme));
    const relabelled = { ...sealed, keyVersion: renewed.version };
    await expect(service.box.tryOpen({ ...place, ...relabelled })).resolves.toBeUndefined();
    await expect(service.box.tryOpen({ ...place, ...sealed, keyVersion: 2 ** 31 - 1 })).resolves.toBeUndefined();
    await expect(service.box.open({ ...place, ...sealed })).resolves.toBe(CANARY);
  });

  test('does not open when any one byte differs', async () => {
    const sealed = await service.box.seal({ ...place, plaintext: 'short' });
    const opened = Array.from(sealed.ciphertext, (byte, index) => {
      const ciphertext = Buffer.from(sealed.ciphertext);
      ciphertext[index] = byte ^ 1;
      return service.box.tryOpen({ ...place, ...sealed, ciphertext });
    });
    await expect(Promise.all(opened)).resolves.toEqual(opened.map(() => undefined));
  });

  test('would open after a swap if nothing bound it to its place (control)', async () => {
    const key = await service.tenantKeys.current(acme);
    const unbound = (sealed: SealedSecret) =>
      open({ key: key.key, sealed: sealed.ciphertext, aad: additionalData() })?.toString();
    const ciphertext = seal({ key: key.key, plaintext: Buffer.from(CANARY), aad: additionalData() });
    expect(unbound({ keyVersion: key.version, ciphertext })).toBe(CANARY);
    expect(unbound(await service.box.seal({ ...place, plaintext: CANARY }))).toBeUndefined();
  });

  test('takes no round trip to the database when the key is cached', async () => {
    await service.box.seal({ ...place, plaintext: 'warm' });
    const queries = jest.spyOn(db.dataSource, 'createQueryRunner');
    const sealed = await service.box.seal({ ...place, field: 'cursor:list-users', plaintext: '/api/v1/users?after=1' });
    await expect(service.box.open({ ...place, field: 'cursor:list-users', ...sealed })).resolves.toBe(
      '/api/v1/users?after=1',
    );
    expect(queries).not.toHaveBeenCalled();
    queries.mockRestore();
  });
});

describe('the data keys of a tenant', () => {
  const somebodyWaits = async () => {
    const waiting = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    return (await query(db.adminUrl, waiting)).length > 0;
  };
  const keysOf = (tenant: string) =>
    query(db.adminUrl, 'SELECT version FROM tenant_key WHERE tenant_id = $1', [tenant]);

  test('are one, however many ask for the first at once', async () => {
    const initech = tenantId('initech');
    const keys = await Promise.all(Array.from({ length: 8 }, () => buildSecrets(db, kek).tenantKeys.current(initech)));
    expect(new Set(keys.map(({ version }) => version)).size).toBe(1);
    await expect(keysOf('initech')).resolves.toHaveLength(1);
  });

  test('are not remembered from a transaction that was rolled back', async () => {
    const umbrella = tenantId('umbrella');
    const undone = db.database.transaction(umbrella, async () => {
      await service.tenantKeys.current(umbrella);
      throw new Error('undo');
    });
    await expect(undone).rejects.toThrow('undo');
    const { keyVersion } = await service.box.seal({
      tenantId: umbrella,
      connectionId: 'con_1',
      field: 'cursor:x',
      plaintext: '',
    });
    await expect(keysOf('umbrella')).resolves.toEqual([{ version: keyVersion }]);
  });

  test('are destroyed with the last connection, and what they sealed is unreadable then', async () => {
    const hooli = tenantId('hooli');
    const place = { tenantId: hooli, connectionId: 'con_1', field: 'apiToken' };
    await addConnection(hooli);
    const sealed = await service.box.seal({ ...place, plaintext: CANARY });
    await expect(service.tenantKeys.destroyIfUnused(hooli)).resolves.toBe(false);
    await db.database.transaction(hooli, async () => {
      await db.database.manager().query('DELETE FROM connection');
      await expect(service.tenantKeys.destroyIfUnused(hooli)).resolves.toBe(true);
    });
    await expect(keysOf('hooli')).resolves.toEqual([]);
    await expect(service.box.tryOpen({ ...place, ...sealed })).resolves.toBeUndefined();
    const next = await service.box.seal({ ...place, plaintext: '' });
    expect(next.keyVersion).toBeGreaterThan(sealed.keyVersion);
  });

  test('stay when a secret is being stored at that moment', async () => {
    const pied = tenantId('pied-piper');
    await service.tenantKeys.current(pied);
    const stored = Promise.withResolvers<void>();
    const asked = Promise.withResolvers<void>();
    const writer = db.database.transaction(pied, async () => {
      await db.database.manager().query(TENANT_ROWS['connection']!, [pied]);
      await service.secrets.put(pied, { connectionId: 'con_1', field: 'apiToken', plaintext: CANARY });
      stored.resolve();
      await asked.promise;
    });
    await stored.promise;
    const destroyed = buildSecrets(db, kek).tenantKeys.destroyIfUnused(pied);
    while (!(await somebodyWaits())) await delay(10);
    asked.resolve();
    await writer;
    await expect(destroyed).resolves.toBe(false);
    const read = db.database.transaction(pied, () => service.secrets.get(pied, 'con_1', 'apiToken'));
    await expect(read).resolves.toMatchObject({ plaintext: CANARY });
  });

  test('cannot be unwrapped with another encryption key of the same id, nor moved to another tenant', async () => {
    const wrong = buildSecrets(db, encryptionKey('k1'));
    const refused = { code: 'internal_error', message: expect.stringContaining('"k1"') };
    await expect(wrong.tenantKeys.current(acme)).rejects.toMatchObject(refused);
    await query(
      db.adminUrl,
      `INSERT INTO tenant_key SELECT 'thief', version, kek_id, wrapped, created_at FROM tenant_key WHERE tenant_id = 'globex'`,
    );
    await expect(service.tenantKeys.current(tenantId('thief'))).rejects.toMatchObject(refused);
  });
});
