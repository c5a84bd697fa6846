import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DatabaseModule } from '../../src/core/database/database.module.js';
import { Draining } from '../../src/core/http/draining.js';
import { HealthModule } from '../../src/health/health.module.js';
import { TenancyModule } from '../../src/tenancy/tenancy.module.js';
import { createTestDatabase, query, type TestDatabase } from '../support/postgres.js';
import { startShell, type ShellApp } from '../support/shell-app.js';

let database: TestDatabase;
let shell: ShellApp;

async function start(): Promise<ShellApp> {
  const env = { DATABASE_URL: database.url, AUTH_JWKS_URI: 'http://127.0.0.1:1/', AUTH_AUDIENCE: 'x' };
  return startShell([DatabaseModule.forRoot({ entities: [] }), TenancyModule, HealthModule], env);
}

beforeAll(async () => {
  database = await createTestDatabase();
  shell = await start();
});

afterAll(async () => {
  await shell.close();
  await database.drop();
});

async function ask(path: string, { url } = shell) {
  const response = await fetch(`${url}${path}`);
  const body = (await response.json()) as Record<string, unknown>;
  return { status: response.status, code: body['code'], body, retryAfter: response.headers.get('retry-after') };
}

test('a healthy replica says so, to anybody', async () => {
  expect(await ask('/livez')).toMatchObject({ status: 200, body: { status: 'ok' } });
  expect(await ask('/readyz')).toMatchObject({ status: 200, body: { status: 'ok' } });
});

test('probes that find nothing wrong do not fill the log', async () => {
  await ask('/livez');
  expect(shell.requests().filter(({ status }) => status === 200)).toEqual([]);
});

test('an old schema is not ready', async () => {
  const [newest] = await query<{ id: number; name: string; timestamp: string }>(
    database.adminUrl,
    'DELETE FROM schema_migration WHERE id = (SELECT max(id) FROM schema_migration) RETURNING *',
  );
  const answer = await ask('/readyz');
  const { id, timestamp, name } = newest ?? {};
  await query(database.adminUrl, 'INSERT INTO schema_migration VALUES ($1, $2, $3)', [id, timestamp, name]);
  expect(answer).toMatchObject({ status: 503, code: 'overloaded' });
  expect(await ask('/readyz')).toMatchObject({ status: 200 });
});

describe('an ending replica', () => {
  test('is not ready, but alive', async () => {
    const other = await start();
    other.app.get(Draining).begin();
    const [ready, live] = [await ask('/readyz', other), await ask('/livez', other)];
    await other.close();
    expect(ready).toMatchObject({ status: 503, code: 'shutting_down', retryAfter: '5' });
    expect(live.status).toBe(200);
  });
});

describe('a replica without its database', () => {
  test('is not ready, but alive, and says nothing of the database to strangers', async () => {
    const gone = await createTestDatabase();
    const env = { DATABASE_URL: gone.url };
    const other = await startShell([DatabaseModule.forRoot({ entities: [] }), HealthModule], env);
    await gone.drop();
    const [ready, live] = [await ask('/readyz', other), await ask('/livez', other)];
    await other.close();
    expect(ready).toMatchObject({ status: 503, code: 'overloaded', retryAfter: '2' });
    expect(JSON.stringify(ready.body)).not.toMatch(/postgres|test_|role/);
    expect(live.status).toBe(200);
  });
});
