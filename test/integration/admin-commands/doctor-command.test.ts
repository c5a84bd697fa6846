import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { JOB_VERSION } from '../../../src/core/jobs/job-schema.js';
import { startOktaOrg, type OktaOrg } from '../../okta-org/okta-org-process.ts';
import { createEmptyDatabase, createTestDatabase, query, type TestDatabase } from '../../support/postgres.js';
import { runCli } from '../../support/run-cli.js';

const KEYS = `k1:${Buffer.alloc(32, 1).toString('base64')}`;

interface Report {
  ok: boolean;
  checks: { id: string; status: string; detail: string; remedy: string | null }[];
}

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.drop());

/** As the service in production would be set up on this database. */
const production = () => ({
  NODE_ENV: 'production',
  DATABASE_URL: database.url,
  ENCRYPTION_KEYS: KEYS,
  AUTH_ISSUER: 'https://login.platform.example',
  AUTH_AUDIENCE: 'okta-connector',
  PUBLIC_URL: 'https://okta.platform.example',
  CALLBACK_URLS: 'us=https://okta-us.platform.example/oauth/callback',
});

async function examine(env: Record<string, string>, ...args: string[]) {
  const { code, stdout, stderr } = await runCli(['doctor', '--json', ...args], env);
  const report = JSON.parse(stdout) as Report;
  const unwell = report.checks.filter(({ status }) => status !== 'pass').map(({ id, status }) => [id, status]);
  return { code, stderr, report, unwell: Object.fromEntries(unwell) as Record<string, string> };
}

test('a sound installation passes every check, for people and for programs', async () => {
  const { code, stdout, stderr } = await runCli(['doctor'], production());
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout.split('\n').map((line) => line.split(/ {2,}/).slice(0, 2))).toEqual([
    ...[
      'Database',
      'Postgres version',
      'Database role',
      'Row-level security',
      'Schema',
      'Partitions',
      'Queues',
      'Clock',
      'Encryption keys',
      'Public URL',
      'Callback URLs',
    ].map((title) => ['pass', title]),
    [''],
  ]);
  const { report, unwell } = await examine(production());
  expect({ ok: report.ok, count: report.checks.length, unwell }).toEqual({ ok: true, count: 11, unwell: {} });
  await expect(query(database.adminUrl, 'SELECT * FROM encryption_key_check')).resolves.toEqual([]);
});

test('everything that is wrong is found at once, each with a remedy', async () => {
  await query(
    database.adminUrl,
    `ALTER TABLE connection NO FORCE ROW LEVEL SECURITY;
     DELETE FROM schema_migration WHERE name LIKE 'Hooks%';
     DO $$ DECLARE part text; BEGIN
       FOR part IN SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = 'queued_run'::regclass LOOP
         EXECUTE 'DROP TABLE ' || part; END LOOP; END $$;
     DELETE FROM pgboss.queue WHERE name = 'hooks';
     INSERT INTO tenant_key (tenant_id, kek_id, wrapped) VALUES ('acme', 'k0', '\\x00')`,
  );
  const env = { ...production(), DATABASE_URL: database.adminUrl, PUBLIC_URL: 'http://localhost:3000' };
  const { code, stderr, report, unwell } = await examine({
    ...env,
    CALLBACK_URLS: 'us=http://localhost:3000/oauth/callback',
  });
  expect({ code, stderr, ok: report.ok }).toEqual({ code: 1, stderr: expect.stringContaining('failed'), ok: false });
  expect(unwell).toEqual({
    databaseRole: 'fail',
    rowLevelSecurity: 'fail',
    schema: 'fail',
    partitions: 'fail',
    jobs: 'fail',
    encryptionKeys: 'fail',
    publicUrl: 'fail',
    callbackUrls: 'fail',
  });
  expect(report.checks.filter(({ status, remedy }) => status === 'fail' && remedy === null)).toEqual([]);
  const details = Object.fromEntries(report.checks.map(({ id, detail }) => [id, detail]));
  expect(details).toMatchObject({
    rowLevelSecurity: 'Not in force on connection.',
    schema: 'It lacks Hooks1795482000002.',
    partitions: 'None for now: queued_run.',
    jobs: 'Missing: hooks.',
    encryptionKeys: expect.stringContaining('"k0"'),
  });
});

test('a database that is away or refuses the login: the rest is examined, exit code 1, no password', async () => {
  const env = { ...production(), DATABASE_URL: database.url.replace(':test@', ':canary@') };
  const { code, report, unwell } = await examine(env);
  expect({ code, unwell }).toEqual({ code: 1, unwell: { database: 'fail' } });
  expect(report.checks.map(({ id }) => id)).toEqual(['database', 'publicUrl', 'callbackUrls']);
  expect(report.checks[0]?.detail).toContain('28P01');
  expect(JSON.stringify(report)).not.toContain('canary');
});

test('an empty database is said to be one', async () => {
  const empty = await createEmptyDatabase();
  try {
    const { code, unwell, report } = await examine({ ...production(), DATABASE_URL: empty.url });
    expect(code).toBe(1);
    expect(unwell).toMatchObject({ schema: 'fail', rowLevelSecurity: 'fail', jobs: 'fail', encryptionKeys: 'fail' });
    expect(report.checks.find(({ id }) => id === 'jobs')?.detail).toContain('42P01');
  } finally {
    await empty.drop();
  }
});

test('outside production, and where a newer release has migrated, there are warnings only', async () => {
  await query(database.adminUrl, `INSERT INTO schema_migration ("timestamp", name) VALUES (9, 'Later9999999999999')`);
  const env = { DATABASE_URL: database.adminUrl, ENCRYPTION_KEYS: KEYS };
  const { code, unwell } = await examine(env);
  expect({ code, unwell }).toEqual({
    code: 0,
    unwell: { databaseRole: 'warn', schema: 'warn', publicUrl: 'warn', callbackUrls: 'warn' },
  });
});

describe('egress', () => {
  let org: OktaOrg;
  beforeEach(async () => {
    org = await startOktaOrg();
  });
  afterEach(() => org.stop());

  test('passes where the org answers, and fails with the reason where nobody does or the guard refuses', async () => {
    const closed = await closedPort();
    const origins = [org.url, `http://127.0.0.1:${closed}`].join(',');
    const env = { DATABASE_URL: database.url, ENCRYPTION_KEYS: KEYS, OKTA_DEV_ORIGINS: origins };
    const reached = await examine(env, '--org', new URL(org.url).host);
    expect(reached.unwell).not.toHaveProperty('egress');
    expect(reached.report.checks.at(-1)).toMatchObject({ id: 'egress', detail: expect.stringContaining(org.orgId) });
    const away = await examine(env, '--org', `127.0.0.1:${closed}`);
    expect([away.code, away.report.checks.at(-1)?.detail]).toEqual([1, expect.stringContaining('ECONNREFUSED')]);
    const refused = await examine(env, '--org', 'https://169.254.169.254');
    expect(refused.report.checks.at(-1)).toMatchObject({ status: 'fail', detail: expect.stringContaining('Okta org') });
  });
});

test('the version of the tables of jobs is the one that the package wants', () => {
  const file = new URL('../../../node_modules/pg-boss/package.json', import.meta.url);
  const { pgboss } = JSON.parse(readFileSync(file, 'utf8')) as { pgboss: { schema: number } };
  expect(JOB_VERSION).toBe(pgboss.schema);
});

/** A port that nobody listens at. */
function closedPort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
