import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { grantApplicationRole } from '../../src/core/database/application-role.js';
import { ALL_MIGRATIONS } from '../../src/core/database/migrations/all-migrations.js';
import { openDatabase } from '../../src/core/database/open-database.js';
import { migrateDown, migrateUp, migrationStates, withOwner } from '../../src/core/database/schema-migration.js';
import { createEmptyDatabase, createTestDatabase, query, type TestDatabase } from '../support/postgres.js';
import { runCli } from '../support/run-cli.js';

const names = ALL_MIGRATIONS.map(({ name }) => name);
const ROLE = 'okta_connector';

/** Everything in the schema but the partitions and the list of migrations. */
const OBJECTS = `
  SELECT relkind::text AS kind, relname AS name FROM pg_class
  WHERE relnamespace = 'public'::regnamespace AND NOT relispartition AND relname NOT LIKE '%\\_p20%' AND relname NOT LIKE 'schema_migration%'
    AND relname NOT LIKE 'PK_%'
  UNION ALL SELECT 'function', oid::regprocedure::text FROM pg_proc WHERE pronamespace = 'public'::regnamespace
  ORDER BY 1, 2`;

let database: TestDatabase;
afterEach(async () => {
  await database.drop();
});

describe('an empty database', () => {
  beforeEach(async () => {
    database = await createEmptyDatabase();
  });
  const asOwner = <T>(work: (owner: DataSource) => Promise<T>) => withOwner(database.migrationUrl, work);

  test('gets every migration, gives them all back, and gets them again', async () => {
    await expect(asOwner(migrateUp)).resolves.toEqual(names);
    const objects = await query(database.adminUrl, OBJECTS);
    for (const name of names.toReversed()) await expect(asOwner(migrateDown)).resolves.toBe(name);
    await expect(query(database.adminUrl, OBJECTS)).resolves.toEqual([]);
    await expect(asOwner(migrateDown)).resolves.toBeUndefined();
    await expect(asOwner(migrateUp)).resolves.toEqual(names);
    await expect(query(database.adminUrl, OBJECTS)).resolves.toEqual(objects);
    expect(objects.length).toBeGreaterThan(15);
  });

  test('gets each migration once when two jobs run at once', async () => {
    const applied = await Promise.all([asOwner(migrateUp), asOwner(migrateUp)]);
    expect(applied.flat()).toEqual(names);
  });

  test('tells what is missing', async () => {
    await expect(asOwner(migrationStates)).resolves.toEqual(names.map((name) => ({ name, applied: false })));
    await asOwner(migrateUp);
    await asOwner(migrateDown);
    const states = await asOwner(migrationStates);
    expect(states.map(({ applied }) => applied)).toEqual([...names.slice(1).map(() => true), false]);
  });

  test('is brought up to date, listed and taken back by the command', async () => {
    const env = { DATABASE_URL: database.url, DATABASE_MIGRATION_URL: database.migrationUrl };
    const up = await runCli(['migrate'], env);
    expect(up).toMatchObject({ code: 0, stdout: expect.stringContaining(`applied ${names.at(-1)}`), stderr: '' });
    await expect(query(database.url, 'SELECT * FROM connection')).resolves.toEqual([]);
    await expect(runCli(['migrate', 'up'], env)).resolves.toMatchObject({
      code: 0,
      stdout: 'The schema is current.\n',
    });
    await expect(runCli(['migrate', 'down'], env)).resolves.toMatchObject({
      code: 0,
      stdout: `took back ${names.at(-1)}\n`,
    });
    const status = await runCli(['migrate', 'status'], env);
    const lines = names.map((name, index) => `${index === names.length - 1 ? 'missing' : 'applied'}  ${name}\n`);
    expect(status).toMatchObject({ code: 0, stdout: lines.join('') });
  });

  test('is left alone by wrong usage and wrong configuration, exit code 2', async () => {
    const env = { DATABASE_URL: database.url, DATABASE_MIGRATION_URL: database.migrationUrl };
    await expect(runCli(['migrate', 'sideways'], env)).resolves.toMatchObject({ code: 2 });
    const onlyOwner = await runCli(['migrate'], { DATABASE_MIGRATION_URL: database.migrationUrl });
    expect(onlyOwner).toMatchObject({ code: 2, stderr: expect.stringContaining('DATABASE_URL: is required') });
    const production = await runCli(['migrate'], { NODE_ENV: 'production' });
    expect(production).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('DATABASE_URL: is required in production'),
    });
    await expect(query(database.adminUrl, OBJECTS)).resolves.toEqual([]);
  });

  test('fails with exit code 1 and a reason when the role of the service does not exist', async () => {
    const stranger = database.url.replace('okta_connector:', 'nobody_knows:');
    const result = await runCli(['migrate'], { DATABASE_URL: stranger, DATABASE_MIGRATION_URL: database.migrationUrl });
    expect(result).toMatchObject({ code: 1, stderr: expect.stringContaining('no database role "nobody_knows"') });
  });

  test('warns when one role owns the tables and runs the service', async () => {
    const result = await runCli(['migrate'], { DATABASE_URL: database.migrationUrl });
    expect(result).toMatchObject({ code: 0, stderr: expect.stringContaining('owns the tables') });
  });
});

describe('the role of the service', () => {
  beforeEach(async () => {
    database = await createTestDatabase();
  });

  test.each([
    ['superuser', 'SUPERUSER', ''],
    ['BYPASSRLS', 'BYPASSRLS', ''],
    ['member of the owner', '', 'GRANT okta_connector_owner TO test_above'],
  ])('must not be %s: refused in production, a warning elsewhere', async (_, attribute, membership) => {
    await query(database.adminUrl, `CREATE ROLE test_above ${attribute}; ${membership}`);
    try {
      await withOwner(database.migrationUrl, async (owner) => {
        const warnings = await grantApplicationRole(owner, 'test_above', false);
        expect(warnings).toEqual([expect.stringContaining('can bypass row-level security')]);
        const production = grantApplicationRole(owner, 'test_above', true);
        await expect(production).rejects.toMatchObject({
          name: 'StartupError',
          message: expect.stringContaining('NOBYPASSRLS'),
        });
      });
    } finally {
      await query(database.adminUrl, 'DROP OWNED BY test_above; DROP ROLE test_above');
    }
  });

  test('loses rights that it should not have at the next migration', async () => {
    await query(database.adminUrl, `GRANT DELETE, TRUNCATE ON audit_event TO ${ROLE}`);
    await withOwner(database.migrationUrl, (owner) => grantApplicationRole(owner, ROLE, true));
    const rights = `SELECT has_table_privilege('${ROLE}', 'audit_event', 'DELETE, TRUNCATE') AS more`;
    await expect(query(database.adminUrl, rights)).resolves.toEqual([{ more: false }]);
  });
});

describe('the service', () => {
  const start = async (url: string, production = false) => {
    const config = { production, dataDir: '/nowhere', database: { url, migrationUrl: url, poolSize: 2 } };
    const { close, warnings } = await openDatabase({ config, entities: [] });
    await close();
    return warnings;
  };
  beforeEach(async () => {
    database = await createTestDatabase();
  });

  test('starts on the current schema, and on a newer one', async () => {
    await expect(start(database.url, true)).resolves.toEqual([]);
    await query(database.adminUrl, `INSERT INTO schema_migration ("timestamp", name) VALUES (9, 'Later9999999999999')`);
    await expect(start(database.url, true)).resolves.toEqual([]);
  });

  test('refuses an old schema and says how to bring it up to date', async () => {
    await withOwner(database.migrationUrl, migrateDown);
    const message = expect.stringMatching(new RegExp(`lacks ${names.at(-1)}\\. Run "npm run migrate"`));
    await expect(start(database.url)).rejects.toMatchObject({ name: 'StartupError', message });
  });

  test('refuses an empty database', async () => {
    for (const _ of names) await withOwner(database.migrationUrl, migrateDown);
    await query(database.adminUrl, 'DROP TABLE schema_migration');
    await expect(start(database.url)).rejects.toMatchObject({ message: expect.stringContaining(names[0]!) });
  });

  test('refuses a schema that its role may not read', async () => {
    await query(database.adminUrl, `REVOKE ALL ON schema_migration FROM ${ROLE}`);
    await expect(start(database.url)).rejects.toMatchObject({
      message: expect.stringContaining('cannot be read by this role'),
    });
  });

  test('refuses a role that bypasses row-level security in production, and warns elsewhere', async () => {
    await expect(start(database.adminUrl, true)).rejects.toMatchObject({
      message: expect.stringContaining('BYPASSRLS'),
    });
    await expect(start(database.adminUrl)).resolves.toEqual([expect.stringContaining('tenants are not isolated')]);
  });

  test('says which setting to check when the login is refused, without the password', async () => {
    const refused = start(database.url.replace(':test@', ':canary-password@'));
    await expect(refused).rejects.toMatchObject({ message: expect.stringContaining('(28P01). Check DATABASE_URL') });
    await expect(refused).rejects.not.toMatchObject({ message: expect.stringContaining('canary') });
  });

  test('has no embedded database in production', async () => {
    const config = {
      production: true,
      dataDir: '/nowhere',
      database: { url: undefined, migrationUrl: undefined, poolSize: 1 },
    };
    await expect(openDatabase({ config, entities: [] })).rejects.toMatchObject({
      message: expect.stringContaining('Set DATABASE_URL'),
    });
  });
});
