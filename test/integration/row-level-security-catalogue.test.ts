import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { findIsolationBreaches, TABLES_WITHOUT_TENANT } from '../support/isolation-catalogue.js';
import { createTestDatabase, query, type TestDatabase } from '../support/postgres.js';

const ROLE = 'okta_connector';
const TENANT = `(SELECT NULLIF(current_setting('app.tenant_id', true), ''))`;
const COLUMNS = 'tenant_id text NOT NULL, id text NOT NULL';

/** What a careful author writes; each control below leaves one thing out. */
const GOOD = [
  `CREATE TABLE sample (${COLUMNS}, PRIMARY KEY (tenant_id, id))`,
  'ALTER TABLE sample ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY',
  `CREATE POLICY tenant_isolation ON sample USING (tenant_id = ${TENANT}) WITH CHECK (tenant_id = ${TENANT})`,
];

describe('the catalogue of a migrated database', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(async () => {
    await database.drop();
  });

  test('isolates every table of tenants', async () => {
    await expect(findIsolationBreaches(database.adminUrl, ROLE)).resolves.toEqual([]);
  });

  test('has these tables of tenants, so that the check looked at something', async () => {
    const rows = await query<{ relname: string }>(
      database.adminUrl,
      `SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
         AND relname <> ALL ($1) ORDER BY relname`,
      [Object.keys(TABLES_WITHOUT_TENANT)],
    );
    expect(rows.map(({ relname }) => relname)).toEqual([
      'audit_event',
      'connect_session',
      'connection',
      'connection_event',
      'connection_secret',
      'delivery',
      'delivery_attempt',
      'event',
      'expiry_warning',
      'hook_removal',
      'idempotency_key',
      'key_trial',
      'log_position',
      'oauth_flow',
      'oauth_refresh_attempt',
      'oauth_token',
      'okta_hook',
      'queued_run',
      'run',
      'subscription',
      'subscription_secret',
      'tenant_key',
      'token_revocation',
    ]);
  });
});

describe('the check of the catalogue finds', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(async () => {
    await database.drop();
  });

  /** Runs `statements` as superuser, looks, and takes them back with `undo`. */
  async function breachesAfter(statements: string[], undo = ['DROP TABLE sample CASCADE']): Promise<string[]> {
    await query(database.adminUrl, statements.join(';'));
    try {
      return await findIsolationBreaches(database.adminUrl, ROLE);
    } finally {
      await query(database.adminUrl, undo.join(';'));
    }
  }

  test('nothing in a table made with care', async () => {
    await expect(breachesAfter(GOOD)).resolves.toEqual([]);
  });

  test('a table without row-level security', async () => {
    await expect(breachesAfter([GOOD[0]!])).resolves.toEqual([
      'sample: row-level security is off',
      'sample: row-level security is not forced on the owner',
      'sample: has no policy tenant_isolation',
    ]);
  });

  test('row-level security that is not forced on the owner', async () => {
    const breaches = await breachesAfter([...GOOD, 'ALTER TABLE sample NO FORCE ROW LEVEL SECURITY']);
    expect(breaches).toEqual(['sample: row-level security is not forced on the owner']);
  });

  test.each([
    ['without WITH CHECK', `CREATE POLICY tenant_isolation ON sample USING (tenant_id = ${TENANT})`],
    ['that lets everything through', 'CREATE POLICY tenant_isolation ON sample USING (true) WITH CHECK (true)'],
    ['for reading only', `CREATE POLICY tenant_isolation ON sample FOR SELECT USING (tenant_id = ${TENANT})`],
  ])('a policy %s', async (_, policy) => {
    const breaches = await breachesAfter([...GOOD.slice(0, 2), policy]);
    expect(breaches).toEqual(["sample.tenant_isolation: is not the tenant's own"]);
  });

  test('a second policy that opens the table', async () => {
    const breaches = await breachesAfter([...GOOD, 'CREATE POLICY reports ON sample FOR SELECT USING (true)']);
    expect(breaches).toEqual(["sample.reports: is not the tenant's own"]);
  });

  test('the worker policy given to everybody', async () => {
    const undo = ['ALTER POLICY key_rotation ON tenant_key TO okta_connector_owner'];
    const breaches = await breachesAfter(['ALTER POLICY key_rotation ON tenant_key TO PUBLIC'], undo);
    expect(breaches).toEqual(["tenant_key.key_rotation: is not the tenant's own"]);
  });

  test('a table without tenant_id that is not on the short list', async () => {
    const breaches = await breachesAfter(['CREATE TABLE sample (id text PRIMARY KEY)']);
    expect(breaches).toContain('sample: has no tenant_id that is never null');
    expect(breaches).toContain('sample: sample_pkey does not begin with tenant_id');
  });

  test('a unique key over all tenants', async () => {
    const breaches = await breachesAfter([...GOOD, 'ALTER TABLE sample ADD CONSTRAINT sample_id UNIQUE (id)']);
    expect(breaches).toEqual(['sample: sample_id does not begin with tenant_id']);
  });

  test('a foreign key that crosses tenants', async () => {
    const other = ['CREATE TABLE other (tenant_id text NOT NULL, id text, PRIMARY KEY (id, tenant_id))'];
    const reference = 'ALTER TABLE sample ADD CONSTRAINT crossing FOREIGN KEY (id, tenant_id) REFERENCES other';
    const breaches = await breachesAfter([...GOOD, ...other, reference], ['DROP TABLE sample, other']);
    expect(breaches).toContain('sample: foreign key crossing does not begin with tenant_id');
  });

  test('a partition that the application role can reach directly', async () => {
    const [partition] = await query<{ name: string }>(
      database.adminUrl,
      `SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'run'::regclass LIMIT 1`,
    );
    const breaches = await breachesAfter(
      [`GRANT SELECT ON ${partition?.name} TO ${ROLE}`],
      [`REVOKE SELECT ON ${partition?.name} FROM ${ROLE}`],
    );
    expect(breaches).toEqual([`${partition?.name}: the partition can be reached directly`]);
  });

  test('a view', async () => {
    const breaches = await breachesAfter(['CREATE VIEW sample AS SELECT * FROM connection'], ['DROP VIEW sample']);
    expect(breaches).toEqual(['sample: views hide whose rights they use']);
  });

  test("a function with the owner's rights that anybody may call", async () => {
    const breaches = await breachesAfter(
      [
        'CREATE FUNCTION sample() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS $$ SELECT count(*) FROM connection $$',
      ],
      ['DROP FUNCTION sample()'],
    );
    expect(breaches).toEqual([
      "sample: runs with the owner's rights and is not listed",
      'sample: has no fixed search_path',
      'sample: everybody may call it',
    ]);
  });

  test('an application role that stands above the rules', async () => {
    await query(
      database.adminUrl,
      'CREATE ROLE test_careless LOGIN BYPASSRLS; GRANT okta_connector_owner TO test_careless',
    );
    await query(
      database.adminUrl,
      'GRANT TRUNCATE ON connection TO test_careless; CREATE TABLE sample (); ALTER TABLE sample OWNER TO test_careless',
    );
    try {
      await expect(findIsolationBreaches(database.adminUrl, 'test_careless')).resolves.toEqual(
        expect.arrayContaining([
          'test_careless: bypasses row-level security',
          'test_careless: is member of another role',
          'test_careless: owns a table',
          'test_careless: may create tables',
          'test_careless: may do more than read and write rows',
        ]),
      );
    } finally {
      await query(
        database.adminUrl,
        'DROP TABLE sample; REVOKE TRUNCATE ON connection FROM test_careless; DROP ROLE test_careless',
      );
    }
  });
});
