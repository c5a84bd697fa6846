import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { Logger, Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { loadConfig } from '../../src/core/config.js';
import { CONFIG } from '../../src/core/config.token.js';
import { DATA_SOURCE } from '../../src/core/database/data-source.js';
import { DatabaseModule } from '../../src/core/database/database.module.js';
import { PartitionMaintenance } from '../../src/core/database/partition-maintenance.js';
import { connectTestDatabase, tenantId, type ConnectedDatabase } from '../support/database.js';
import { query } from '../support/postgres.js';
import { TENANT_ROWS } from '../support/tenant-rows.js';

const acme = tenantId('acme');
const DAY_MS = 24 * 60 * 60 * 1_000;

let db: ConnectedDatabase;
beforeAll(async () => {
  db = await connectTestDatabase();
});
afterAll(async () => {
  await db.drop();
});

const partitionsOf = async (parent: string): Promise<string[]> => {
  const sql = `SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = $1::regclass ORDER BY 1`;
  return (await query<{ name: string }>(db.adminUrl, sql, [parent])).map(({ name }) => name);
};
const day = (offset: number, now: number) =>
  `run_p${new Date(now + offset * DAY_MS).toISOString().slice(0, 10).replaceAll('-', '')}`;
const setOf = (at: string) => `SELECT maintain_partition_set('run', 'day', 2, 30, '${at}')`;

describe('partitions', () => {
  test('exist for yesterday, today and two weeks ahead', async () => {
    const now = Date.now();
    const partitions = await partitionsOf('run');
    expect(partitions).toEqual(expect.arrayContaining([day(-1, now), day(0, now), day(13, now)]));
    expect(partitions.length).toBeLessThanOrEqual(17);
    await expect(partitionsOf('audit_event')).resolves.toHaveLength(4);
  });

  test('are made once, however often and by however many this is asked', async () => {
    const before = await partitionsOf('run');
    await Promise.all([1, 2, 3].map(() => db.dataSource.query('SELECT maintain_partitions()')));
    await expect(partitionsOf('run')).resolves.toEqual(before);
  });

  test('are dropped when their last row is older than is kept, not a day earlier', async () => {
    await query(db.migrationUrl, setOf('2020-01-01T12:00:00Z'));
    const old = ['run_p20191231', 'run_p20200101', 'run_p20200102', 'run_p20200103'];
    expect((await partitionsOf('run')).slice(0, 4)).toEqual(old);
    await query(db.migrationUrl, setOf('2020-01-31T00:00:00Z'));
    expect((await partitionsOf('run')).slice(0, 3)).toEqual(old.slice(1));
    await db.dataSource.query('SELECT maintain_partitions()');
    expect((await partitionsOf('run')).filter((name) => name < 'run_p2021')).toEqual([]);
  });

  test('that somebody uses are dropped another time', async () => {
    await query(db.migrationUrl, setOf('2020-01-01T12:00:00Z'));
    const reader = new Client({ connectionString: db.adminUrl });
    await reader.connect();
    await reader.query('BEGIN; LOCK TABLE run_p20200101 IN ACCESS SHARE MODE');
    await db.dataSource.query('SELECT maintain_partitions()');
    await reader.end();
    expect((await partitionsOf('run')).filter((name) => name < 'run_p2021')).toEqual(['run_p20200101']);
    await db.dataSource.query('SELECT maintain_partitions()');
    expect((await partitionsOf('run')).filter((name) => name < 'run_p2021')).toEqual([]);
  });
});

describe('a change of a connection is announced on connection_changed', () => {
  const heard: string[] = [];
  let listener: Client;
  beforeAll(async () => {
    listener = new Client({ connectionString: db.url });
    await listener.connect();
    listener.on('notification', ({ payload }) => heard.push(payload ?? ''));
    await listener.query('LISTEN connection_changed; LISTEN heard_all');
  });
  afterAll(async () => {
    await listener.end();
  });

  /** What is heard while `statements` run; a last message of our own tells that all was heard. */
  async function announcements(...statements: string[]): Promise<string[]> {
    heard.length = 0;
    await db.database.transaction(acme, async () => {
      for (const sql of statements) await db.database.manager().query(sql, sql.includes('$1') ? [acme] : []);
    });
    const all = new Promise((resolve) => {
      listener.on('notification', ({ channel }) => channel === 'heard_all' && resolve(undefined));
    });
    await db.dataSource.query(`SELECT pg_notify('heard_all', '')`);
    await all;
    return heard.slice(0, -1);
  }

  test.each([
    ['insert', [TENANT_ROWS['tenant_key']!, TENANT_ROWS['connection']!]],
    ['update', [`UPDATE connection SET read_only = true`]],
    ['new secret', [TENANT_ROWS['connection_secret']!]],
    ['changed secret', [`UPDATE connection_secret SET version = 2`]],
    ['delete, which takes the secrets along', [`DELETE FROM connection`]],
  ])('%s', async (_, statements) => {
    await expect(announcements(...statements)).resolves.toEqual(['acme:con_1']);
  });

  test('but not an update of nothing', async () => {
    await expect(announcements('UPDATE connection SET read_only = true')).resolves.toEqual([]);
  });
});

describe('the database module', () => {
  let log: ReturnType<typeof jest.spyOn>;
  beforeEach(() => {
    log = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => {});
  });
  afterEach(() => {
    log.mockRestore();
  });

  async function startModule() {
    @Module({ providers: [{ provide: CONFIG, useValue: loadConfig({ DATABASE_URL: db.url }) }], exports: [CONFIG] })
    class Configured {}
    const imports = [{ module: Configured, global: true }, DatabaseModule.forRoot({ entities: [] })];
    return (await Test.createTestingModule({ imports }).compile()).init();
  }

  test('connects at start and disconnects at shutdown', async () => {
    const module = await startModule();
    const dataSource = module.get<DataSource>(DATA_SOURCE);
    await expect(dataSource.query('SELECT current_user AS role')).resolves.toEqual([{ role: 'okta_connector' }]);
    await module.close();
    expect(dataSource.isInitialized).toBe(false);
  });

  test('logs maintenance that failed and goes on', async () => {
    const module = await startModule();
    const maintenance = module.get(PartitionMaintenance);
    await maintenance.maintain();
    expect(log).not.toHaveBeenCalled();
    await module.get<DataSource>(DATA_SOURCE).destroy();
    await maintenance.maintain();
    expect(log).toHaveBeenCalledTimes(1);
    await module.get<DataSource>(DATA_SOURCE).initialize();
    await module.close();
  });
});
