import { AsyncResource } from 'node:async_hooks';
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { TENANT_CTE, TenantDatabase } from '../../../../src/core/database/tenant-transaction.js';
import { acme, globex } from '../../fake-database.ts';

/** Transactions that were opened, each with what was asked in it; the pool's own manager is number 0. */
let asked: [number, string, unknown[]][];
let transactions: number;
let database: TenantDatabase;

const managerOf = (number: number) => ({
  number,
  query: async (sql: string, parameters: unknown[]) => {
    asked.push([number, sql, parameters]);
    return [{ id: 'row' }];
  },
});

beforeEach(() => {
  [asked, transactions] = [[], 0];
  const dataSource = {
    manager: managerOf(0),
    transaction: (work: (manager: unknown) => Promise<unknown>) => work(managerOf((transactions += 1))),
  };
  database = new TenantDatabase(dataSource as unknown as DataSource);
});

const manager = () => database.manager() as unknown as ReturnType<typeof managerOf>;
const SETTING = `SELECT set_config('app.tenant_id', $1, true)`;
const mistake = { code: 'internal_error' };

describe('a transaction', () => {
  test('sets the tenant first, for itself alone, and gives back what the work gives', async () => {
    const done = await database.transaction(acme, async () => {
      expect(database.inTransaction()).toBe(true);
      await manager().query('SELECT 1', []);
      return 'done';
    });
    expect(done).toBe('done');
    expect(asked).toEqual([
      [1, SETTING, ['acme']],
      [1, 'SELECT 1', []],
    ]);
  });

  test('joins the one of the same tenant around it', async () => {
    await database.transaction(acme, async () => {
      const outer = manager();
      await database.transaction(acme, async () => expect(manager()).toBe(outer));
    });
    expect(transactions).toBe(1);
  });

  test('never joins the one of another tenant', async () => {
    await database.transaction(acme, async () => {
      await expect(database.transaction(globex, async () => 'leaked')).rejects.toMatchObject(mistake);
    });
    expect(transactions).toBe(1);
  });

  test('beside another one is its own', async () => {
    const numbers = await Promise.all(
      [acme, globex].map((id) => database.transaction(id, async () => manager().number)),
    );
    expect(numbers).toEqual([1, 2]);
  });

  test('that is over is over, for what it has left behind, too', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    let later: Promise<unknown> | undefined;
    await database.transaction(acme, async () => {
      later = promise.then(() => [database.inTransaction(), () => database.manager()] as const);
    });
    resolve();
    const [open, late] = (await later) as [boolean, () => unknown];
    expect(open).toBe(false);
    expect(late).toThrow(expect.objectContaining(mistake));
  });

  test('that failed is over as well, and fails', async () => {
    let late: (() => boolean) | undefined;
    const failed = database.transaction(acme, async () => {
      late = AsyncResource.bind(() => database.inTransaction());
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    expect(late?.()).toBe(false);
  });

  test('is needed for the tables of tenants', () => {
    expect(database.inTransaction()).toBe(false);
    expect(() => database.manager()).toThrow(expect.objectContaining(mistake));
  });
});

describe('a statement', () => {
  const INSERT = `${TENANT_CTE}\nINSERT INTO t SELECT tenant.id FROM tenant RETURNING id`;

  test('sets the tenant within itself', async () => {
    expect(TENANT_CTE).toBe(`WITH tenant AS MATERIALIZED (SELECT set_config('app.tenant_id', $1, true) AS id)`);
    await expect(database.statement(acme, INSERT, ['acme', 7])).resolves.toEqual([{ id: 'row' }]);
    expect(asked).toEqual([[0, INSERT, ['acme', 7]]]);
  });

  test('may begin with white space', async () => {
    await database.statement(acme, `\n  ${INSERT}`, ['acme']);
    expect(asked).toHaveLength(1);
  });

  test('joins the transaction of its tenant, and of no other', async () => {
    await database.transaction(acme, () => database.statement(acme, INSERT, ['acme']));
    expect(asked.at(-1)).toEqual([1, INSERT, ['acme']]);
    const foreign = database.transaction(globex, () => database.statement(acme, INSERT, ['acme']));
    await expect(foreign).rejects.toMatchObject(mistake);
  });

  test.each<[string, string, unknown[]]>([
    ['another tenant among the parameters', INSERT, ['globex']],
    ['no parameters', INSERT, []],
    ['no tenant', 'INSERT INTO t SELECT $1', ['acme']],
    ['the tenant after something else', `SELECT 1; ${INSERT}`, ['acme']],
    ['a read', `${TENANT_CTE} SELECT * FROM t, tenant`, ['acme']],
    ['a name that only ends like an insert', `${TENANT_CTE} SELECT 1 FROM NOINSERT INTO t`, ['acme']],
    ['a name that only begins like one', `${TENANT_CTE} SELECT 1 FROM INSERT INTOX`, ['acme']],
  ])('with %s is refused', async (_, sql, parameters) => {
    await expect(database.statement(acme, sql, parameters)).rejects.toMatchObject(mistake);
    expect(asked).toEqual([]);
  });
});
