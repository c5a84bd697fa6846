import { randomBytes } from 'node:crypto';
import { get } from 'node:http';
import { Client, type QueryResultRow } from 'pg';

/** The first test file that asks also waits for the server to start, on a busy machine too. */

/** A database of one test file. */
export interface TestDatabase {
  /** As the application role. */
  url: string;
  /** As the owner of the tables. */
  migrationUrl: string;
  /** As a superuser, for what tests must do behind the roles' backs. */
  adminUrl: string;
  drop(): Promise<void>;
}

/** A database with the current schema and both roles; a clone of a template, some 50 ms. Call `drop` in `afterAll`. */
export async function createTestDatabase(): Promise<TestDatabase> {
  return create('TEMPLATE okta_connector');
}

/** A database without tables. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  return create('TEMPLATE template1');
}

async function create(template: string): Promise<TestDatabase> {
  const port = await clusterPort();
  const name = `test_${randomBytes(8).toString('hex')}`;
  const url = (role: string, database = name) => `postgres://${role}:test@127.0.0.1:${port}/${database}`;
  const administer = (sql: string) => query(url('test_admin', 'postgres'), sql);
  await administer(`CREATE DATABASE ${name} ${template} OWNER okta_connector_owner`);
  await administer(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC`);
  await administer(`GRANT CONNECT ON DATABASE ${name} TO okta_connector`);
  return {
    url: url('okta_connector'),
    migrationUrl: url('okta_connector_owner'),
    adminUrl: url('test_admin'),
    drop: async () => {
      await administer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}

/** Runs one statement on a connection of its own. */
export async function query<T extends QueryResultRow>(
  url: string,
  sql: string,
  parameters: unknown[] = [],
): Promise<T[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(sql, parameters)).rows;
  } finally {
    await client.end();
  }
}

/** Asks the global set-up for the cluster, which it starts for the first who asks. */
async function clusterPort(): Promise<number> {
  const starter = process.env['TEST_POSTGRES_STARTER'];
  if (!starter) throw new Error('The global set-up of jest (test/support/global-setup.mjs) has not run');
  const answer = await read(starter);
  const port = Number(answer);
  if (!Number.isInteger(port)) throw new Error(`The test Postgres did not start: ${answer}`);
  return port;
}

function read(address: string): Promise<string> {
  return new Promise((resolve, reject) => {
    get(address, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve(text));
    }).on('error', reject);
  });
}
