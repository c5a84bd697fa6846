import { AsyncResource } from 'node:async_hooks';
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { TENANT_CTE, TenantDatabase } from '../../../../src/core/database/tenant-transaction.js';
import type { TenantId } from '../../../../src/core/tenant-id.js';
import { acme, globex } from '../../fake-database.ts';

/** Transactions that were opened, each with what was asked in it; the pool's own manager is number 0. */
let asked: [number, string, unknown[]][];
let transactions: number;
/** The transactions whose connection was given back. */
let released: number[];
const failing = new Set<string>();
let database: TenantDatabase;

const managerOf = (number: number) => ({
  number,
  queryRunner: { connect: async () => ({ query: async (given: object) => ({ rows: [given] }) }) },
  query: async (sql: string, parameters: unknown[] = []) => {
    asked.push([number, sql, parameters]);
    if (failing.has(sql)) throw new Error(`${sql} failed`);
    return [{ id: 'row' }];
  },
});

beforeEach(() => {
  [asked, transactions, released] = [[], 0, []];
  failing.clear();
  const createQueryRunner = () => {
    const manager = managerOf((transactions += 1));
    return { manager, query: manager.query, release: async () => void released.push(manager.number) };
  };
  database = new TenantDatabase({ manager: managerOf(0), createQueryRunner } as unknown as DataSource);
});

const manager = () => database.manager() as unknown as ReturnType<typeof managerOf>;
const BEGIN = `START TRANSACTION; SELECT set_config('app.tenant_id', 'acme', true)`;
const mistake = { code: 'internal_error' };

describe('a transaction', () => {
  test('sets the tenant as it begins, for itself alone, and gives back what the work gives', async () => {
    const done = await database.transaction(acme, async () => {
      expect(database.inTransaction()).toBe(true);
      await manager().query('SELECT 1', []);
      return 'done';
    });
    expect(done).toBe('done');
    expect(asked).toEqual([
      [1, BEGIN, []],
      [1, 'SELECT 1', []],
      [1, 'COMMIT', []],
    ]);
    expect(released).toEqual([1]);
  });

  test('writes no tenant into its text that would end the text', async () => {
    const hostile = `x', true); DROP TABLE run; --\\` as TenantId;
    await database.transaction(hostile, async () => undefined);
    expect(asked[0]?.[1]).toBe(
      `START TRANSACTION; SELECT set_config('app.tenant_id',  E'x'', true); DROP TABLE run; --\\\\', true)`,
    );
  });

  test.each<[string, string, string[]]>([
    ['begin', BEGIN, [BEGIN, 'ROLLBACK']],
    ['be committed', 'COMMIT', [BEGIN, 'COMMIT', 'ROLLBACK']],
  ])('that cannot %s fails, and gives its connection back', async (_, statement, statements) => {
    failing.add(statement).add('ROLLBACK');
    await expect(database.transaction(acme, async () => 'done')).rejects.toThrow(`${statement} failed`);
    expect(asked.map(([, sql]) => sql)).toEqual(statements);
    expect(released).toEqual([1]);
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
    expect(asked.map(([, sql]) => sql)).toEqual([BEGIN, 'ROLLBACK']);
    expect(released).toEqual([1]);
  });

  test('is needed for the tables of tenants', () => {
    expect(database.inTransaction()).toBe(false);
    expect(() => database.manager()).toThrow(expect.objectContaining(mistake));
  });
});

describe('a prepared statement', () => {
  test('has a name of its own, the same for the same text', async () => {
    const given = await database.transaction(acme, async () => [
      await database.prepared('SELECT $1', [1]),
      await database.prepared('SELECT $1', [2]),
      await database.prepared('SELECT -$1', [1]),
    ]);
    const [first, second, other] = given.map(([row]) => row as { name: string });
    expect(first).toEqual({ name: expect.stringMatching(/^[\w-]{43}$/), text: 'SELECT $1', values: [1] });
    expect(second).toEqual({ ...first, values: [2] });
    expect(other?.name).not.toBe(first?.name);
  });

  test('is one of an open transaction', async () => {
    await expect(database.prepared('SELECT $1', [1])).rejects.toMatchObject(mistake);
  });
});

describe('a savepoint', () => {
  test('gives back what the work gives', async () => {
    await expect(database.transaction(acme, () => database.savepoint(async () => 'done'))).resolves.toBe('done');
    expect(asked.map(([, sql]) => sql)).toEqual([BEGIN, 'SAVEPOINT attempt', 'COMMIT']);
  });

  test('undoes what failed, and nothing before it', async () => {
    const failed = () => database.savepoint(() => Promise.reject(new Error('no')));
    await database.transaction(acme, () => expect(failed()).rejects.toThrow('no'));
    const statements = [BEGIN, 'SAVEPOINT attempt', 'ROLLBACK TO SAVEPOINT attempt', 'COMMIT'];
    expect(asked.map(([, sql]) => sql)).toEqual(statements);
  });

  test('is set in a transaction only', async () => {
    await expect(database.savepoint(async () => 'done')).rejects.toMatchObject(mistake);
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
    expect(asked[1]).toEqual([1, INSERT, ['acme']]);
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
