import { beforeEach, describe, expect, jest, test } from '@jest/globals';
import { QueryFailedError } from 'typeorm';
import type { TenantDatabase } from '../../../src/core/database/tenant-transaction.js';
import { additionalData } from '../../../src/tokens/envelope.js';
import { LocalKeyProvider } from '../../../src/tokens/local-key-provider.js';
import { TenantKeys } from '../../../src/tokens/tenant-keys.service.js';
import { acme, FakeDatabase, globex } from '../fake-database.ts';
import { TenantKeyTable } from './tenant-key-table.ts';

const HOUR_MS = 3_600_000;
/** The cache looks at the clock once in a millisecond. */
const tick = () => new Promise((resolve) => setTimeout(resolve, 5));
const keyOf = (id: string, fill: number) => ({ id, key: Buffer.alloc(32, fill) });
const provider = new LocalKeyProvider([keyOf('k1', 1)]);

let database: FakeDatabase;
let table: TenantKeyTable;
let keys: TenantKeys;
let savepoints: number;

const build = (from = provider) => {
  const savepoint = async (work: () => Promise<unknown>) => {
    savepoints += 1;
    return work();
  };
  const withSavepoints = Object.assign(database, { savepoint }) as unknown as TenantDatabase;
  return new TenantKeys(withSavepoints, table.asRepository(), from);
};

beforeEach(() => {
  savepoints = 0;
  database = new FakeDatabase();
  table = new TenantKeyTable();
  keys = build();
});

const hold = (tenant = acme, from = keys) => database.transaction(tenant, () => from.hold(tenant));
const bytes = ({ key }: Awaited<ReturnType<typeof hold>>) => key.export().toString('hex');

describe("a tenant's data key", () => {
  test('is made when it is first needed, under a lock, 256 random bits', async () => {
    const made = await hold();
    expect(made.version).toBe(1);
    expect(made.key.symmetricKeySize).toBe(32);
    expect(table.asked).toEqual(['holdNewest', 'lockCreation', 'holdNewest']);
    expect(bytes(await hold(globex))).not.toBe(bytes(made));
  });

  test('is the one that another process made while this one waited', async () => {
    const theirs = await hold(acme, build());
    const lock = jest.spyOn(table, 'holdNewest').mockResolvedValueOnce(undefined);
    expect(bytes(await hold())).toBe(bytes(theirs));
    lock.mockRestore();
    expect(table.of(acme)).toHaveLength(1);
  });

  test('is stored wrapped, bound to tenant, version and the key that wraps it', async () => {
    const made = await hold();
    const [row] = table.of(acme);
    expect(row).toMatchObject({ version: 1, kekId: 'k1' });
    expect(row?.wrapped.toString('hex')).not.toContain(bytes(made));
    const wrapped = row?.wrapped ?? Buffer.alloc(0);
    const plain = await provider.unwrap('k1', wrapped, additionalData('tenant-key', 'acme', 1, 'k1'));
    expect(plain?.toString('hex')).toBe(bytes(made));
  });

  test('is unwrapped once', async () => {
    const made = await hold();
    const unwrap = jest.spyOn(provider, 'unwrap');
    const again = build();
    expect(bytes(await hold(acme, again))).toBe(bytes(made));
    expect(bytes(await hold(acme, again))).toBe(bytes(made));
    expect((await again.find(acme, 1))?.key).toBe((await hold(acme, again)).key);
    expect(unwrap).toHaveBeenCalledTimes(1);
    unwrap.mockRestore();
  });

  test.each<[string, () => void]>([
    ['moved to another tenant', () => table.keys.set(acme, table.of(globex))],
    ['given another version', () => Object.assign(table.of(acme)[0] ?? {}, { version: 9 })],
  ])('does not open when it was %s', async (_, change) => {
    await hold();
    await hold(globex);
    change();
    await expect(hold(acme, build())).rejects.toMatchObject({
      code: 'internal_error',
      message: expect.stringContaining('"k1"'),
    });
  });
});

describe('the newest key', () => {
  test('comes from memory, for five minutes', async () => {
    const now = jest.spyOn(performance, 'now').mockReturnValue(1_000_000);
    const first = await keys.current(acme);
    expect(bytes(await keys.current(acme))).toBe(bytes(first));
    expect(table.asked.filter((what) => what === 'holdNewest')).toHaveLength(2);
    await database.transaction(acme, () => keys.renew(acme));
    now.mockReturnValue(1_000_000 + 299_000);
    await tick();
    expect((await keys.current(acme)).version).toBe(1);
    now.mockReturnValue(1_000_000 + 301_000);
    await tick();
    expect((await keys.current(acme)).version).toBe(2);
    now.mockRestore();
  });

  test('is not remembered from inside a transaction, which may be undone', async () => {
    await database.transaction(acme, () => keys.current(acme));
    table.keys.clear();
    expect((await keys.current(acme)).version).toBe(2);
  });

  test('is read in a transaction of its tenant', async () => {
    const seen: string[][] = [];
    jest.spyOn(table, 'holdNewest').mockImplementation(async () => {
      seen.push([...database.open]);
      return undefined;
    });
    await keys.current(acme);
    expect(seen).toEqual([['acme'], ['acme']]);
  });
});

describe('an older key', () => {
  test('is found while it is there, from memory for an hour', async () => {
    const now = jest.spyOn(performance, 'now').mockReturnValue(1_000_000);
    await hold();
    const found = await keys.find(acme, 1);
    expect(found).toEqual({ version: 1, key: expect.anything() });
    await keys.find(acme, 1);
    expect(table.asked.filter((what) => what === 'find')).toHaveLength(1);
    table.keys.clear();
    now.mockReturnValue(1_000_000 + HOUR_MS - 1_000);
    await tick();
    await expect(keys.find(acme, 1)).resolves.toBeDefined();
    now.mockReturnValue(1_000_000 + HOUR_MS + 1_000);
    await tick();
    await expect(keys.find(acme, 1)).resolves.toBeUndefined();
    now.mockRestore();
  });

  test('is forgotten with its tenant, and no other tenant with it', async () => {
    await hold();
    await hold(globex);
    await keys.find(acme, 1);
    await keys.find(globex, 2);
    await keys.current(acme);
    keys.forget(acme);
    table.asked.length = 0;
    await keys.find(globex, 2);
    expect(table.asked).toEqual([]);
    await keys.find(acme, 1);
    await keys.current(acme);
    expect(table.asked).toEqual(['find', 'holdNewest']);
  });
});

describe('wrapping a key anew', () => {
  const both = new LocalKeyProvider([keyOf('k2', 2), keyOf('k1', 1)]);

  test('changes the wrapping and not the key', async () => {
    const made = await hold();
    const [seen] = table.of(acme);
    if (!seen) throw new Error('No key was made');
    const renewed = build(both);
    await expect(renewed.rewrap(acme, seen)).resolves.toBe(true);
    expect(table.of(acme)).toEqual([{ version: 1, kekId: 'k2', wrapped: expect.any(Buffer) }]);
    expect(bytes(await hold(acme, build(new LocalKeyProvider([keyOf('k2', 2)]))))).toBe(bytes(made));
    await expect(renewed.rewrap(acme, seen)).resolves.toBe(false);
  });
});

describe('the keys of a tenant without connections', () => {
  test('are destroyed and forgotten', async () => {
    await hold();
    await keys.find(acme, 1);
    await expect(keys.destroyIfUnused(acme)).resolves.toBe(true);
    expect(savepoints).toBe(1);
    await expect(keys.find(acme, 1)).resolves.toBeUndefined();
    await expect(keys.destroyIfUnused(acme)).resolves.toBe(false);
  });

  test('are not forgotten where none were destroyed', async () => {
    await hold();
    await keys.find(acme, 1);
    jest.spyOn(table, 'deleteUnused').mockResolvedValue(0);
    await expect(keys.destroyIfUnused(acme)).resolves.toBe(false);
    table.asked.length = 0;
    await keys.find(acme, 1);
    expect(table.asked).toEqual([]);
  });

  const refusing = (code: string) => new QueryFailedError('DELETE', [], Object.assign(new Error('no'), { code }));

  test('stay where another transaction stores a secret just now', async () => {
    jest.spyOn(table, 'deleteUnused').mockRejectedValue(refusing('23503'));
    await expect(keys.destroyIfUnused(acme)).resolves.toBe(false);
  });

  test.each([
    ['another error of Postgres', refusing('40001')],
    ['an error without a code', new QueryFailedError('DELETE', [], new Error('no'))],
    ['an error of nothing', Object.assign(refusing('x'), { driverError: null })],
    ['an error that is text', Object.assign(refusing('x'), { driverError: '23503' })],
    ['an error of something else', Object.assign(new Error('no'), { driverError: { code: '23503' } })],
  ])('stay with %s, which is passed on', async (_, error) => {
    jest.spyOn(table, 'deleteUnused').mockRejectedValue(error);
    await expect(keys.destroyIfUnused(acme)).rejects.toBe(error);
  });
});
