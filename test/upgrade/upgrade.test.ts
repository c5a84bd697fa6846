import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { grantApplicationRole } from '../../src/core/database/application-role.js';
import { createDataSource } from '../../src/core/database/data-source.js';
import { ALL_MIGRATIONS } from '../../src/core/database/migrations/all-migrations.js';
import { migrateUp, withOwner } from '../../src/core/database/schema-migration.js';
import { createEmptyDatabase, query, type TestDatabase } from '../support/postgres.js';
import { breaches, CONTRACT_STEPS } from './migration-rules.ts';
import { parseRecording, replay } from './replay.ts';

interface Release {
  release: string;
  migrations: string[];
  grants: string[];
}

const text = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');
const byVersion = new Intl.Collator('en', { numeric: true });
const [newest = ''] = readdirSync(new URL('.', import.meta.url))
  .flatMap((name) => /^(\d+\.\d+\.\d+)\.json$/.exec(name)?.[1] ?? [])
  .toSorted((a, b) => byVersion.compare(b, a));
const last = JSON.parse(text(`${newest}.json`)) as Release;
const recording = parseRecording(text(`${newest}-statements.jsonl`));

const later = ALL_MIGRATIONS.filter(({ name }) => !last.migrations.includes(name));

describe(`the release before, ${newest}`, () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createEmptyDatabase();
  });
  afterEach(() => database.drop());

  /** The schema, and the rights, as that release left them. */
  async function install(): Promise<void> {
    const migrations = ALL_MIGRATIONS.filter(({ name }) => last.migrations.includes(name));
    const owner = await createDataSource({
      url: database.migrationUrl,
      poolSize: 1,
      entities: [],
      migrations,
    }).initialize();
    try {
      await owner.runMigrations({ transaction: 'each' });
      await owner.query('SELECT maintain_partitions()');
      for (const grant of last.grants) await owner.query(grant);
    } finally {
      await owner.destroy();
    }
  }

  const upgrade = () =>
    withOwner(database.migrationUrl, async (owner) => {
      const applied = await migrateUp(owner);
      await grantApplicationRole(owner, 'okta_connector', true);
      return applied;
    });

  test('is known: every one of its migrations is still there, unchanged in its place', () => {
    expect(last.migrations.length).toBeGreaterThan(10);
    expect(ALL_MIGRATIONS.map(({ name }) => name).slice(0, last.migrations.length)).toEqual(last.migrations);
  });

  test('reads and writes on after the migrations of this one, which take its rows along', async () => {
    await install();
    await expect(replay(recording, { url: database.url, tenant: 'before' })).resolves.toEqual([]);
    await expect(upgrade()).resolves.toEqual(later.map(({ name }) => name));
    await expect(replay(recording, { url: database.url, tenant: 'after' })).resolves.toEqual([]);
    const count = `SELECT tenant_id, count(*)::int FROM run GROUP BY 1 ORDER BY 1`;
    const rows = await query<{ tenant_id: string; count: number }>(database.adminUrl, count);
    expect(rows.map(({ tenant_id }) => tenant_id)).toEqual(['after', 'before']);
    expect(rows[0]?.count).toBeGreaterThan(5);
    expect(rows[0]?.count).toBe(rows[1]?.count);
  });

  test.each([
    ['a dropped column', 'ALTER TABLE connection DROP COLUMN custom_domain', /column .*custom_domain.* does not exist/],
    ['a renamed table', 'ALTER TABLE delivery RENAME TO outgoing', /relation "delivery" does not exist/],
    ['a column without default', 'ALTER TABLE run ADD COLUMN shard text NOT NULL', /null value in column "shard"/],
    ['a constraint', `ALTER TABLE subscription ADD CHECK (mode = 'polling')`, /violates check constraint/],
    ['a function that is gone', 'DROP FUNCTION due_tokens(integer)', /function due_tokens.* does not exist/],
    ['a right that is gone', 'REVOKE UPDATE ON idempotency_key FROM okta_connector', /permission denied for table/],
  ])('would trip over %s', async (_, contraction, message) => {
    await upgrade();
    await query(database.adminUrl, contraction);
    const found = await replay(recording, { url: database.url, tenant: 'after' });
    expect(found).toContainEqual(expect.stringMatching(message));
  });
});

describe('migrations after it', () => {
  test('only widen the schema, but for contract steps', async () => {
    await expect(breaches(later)).resolves.toEqual([]);
    expect(Object.values(CONTRACT_STEPS).filter((since) => !/^\d+\.\d+\.\d+: /.test(since))).toEqual([]);
  });

  /** A migration that says this. */
  const saying = (...statements: string[]) =>
    class Sample1900000000000 implements MigrationInterface {
      async up(queryRunner: QueryRunner): Promise<void> {
        for (const sql of statements) await queryRunner.query(sql);
      }
      async down(): Promise<void> {}
    };

  test.each([
    'DROP TABLE connection_event',
    'DROP FUNCTION due_tokens(integer)',
    'ALTER TABLE connection DROP COLUMN custom_domain',
    'ALTER TABLE connection DROP custom_domain',
    'DROP POLICY upkeep ON connection',
    'ALTER TABLE connection RENAME COLUMN name TO title',
    'ALTER TABLE connection ALTER COLUMN org_id SET NOT NULL',
    'ALTER TABLE connection ADD COLUMN shard text NOT NULL',
    `ALTER TABLE connection ADD note text DEFAULT 'a', ADD shard integer NOT NULL`,
    'ALTER TABLE connection ALTER COLUMN version TYPE bigint',
    `ALTER TABLE connection ADD CONSTRAINT named CHECK (name <> '')`,
    'CREATE UNIQUE INDEX one_domain ON connection (tenant_id, domain)',
    'TRUNCATE expiry_warning',
    'CREATE TABLE sample (tenant_id text); DROP TABLE connection_event',
  ])('are refused where they narrow it: %s', async (sql) => {
    await expect(breaches([saying(sql)])).resolves.toHaveLength(1);
  });

  test.each([
    'CREATE TABLE sample (tenant_id text NOT NULL, shard integer NOT NULL)',
    'CREATE TABLE sample (tenant_id text); ALTER TABLE sample ADD COLUMN shard integer NOT NULL',
    'ALTER TABLE connection ADD COLUMN shard integer NOT NULL DEFAULT 0',
    'ALTER TABLE connection ADD COLUMN shard integer',
    `ALTER TABLE connection ADD CONSTRAINT named CHECK (name <> '') NOT VALID`,
    'ALTER TABLE connection ALTER COLUMN region DROP NOT NULL',
    `COMMENT ON TABLE connection IS 'nobody may DROP TABLE connection'`,
    'CREATE FUNCTION sample() RETURNS void LANGUAGE plpgsql AS $$ BEGIN DROP TABLE x; END $$',
    'CREATE INDEX connection_by_domain ON connection (domain)',
  ])('may widen it: %s', async (sql) => {
    await expect(breaches([saying(sql)])).resolves.toEqual([]);
  });

  test('may narrow it as a contract step of a later release', async () => {
    const sql = 'ALTER TABLE connection DROP COLUMN custom_domain';
    const steps = { [`Sample1900000000000: ${sql}`]: '0.2.0: nothing reads it any more' };
    await expect(breaches([saying(sql)], steps)).resolves.toEqual([]);
    await expect(breaches([saying(sql, 'DROP TABLE connection_event')], steps)).resolves.toHaveLength(1);
  });
});
