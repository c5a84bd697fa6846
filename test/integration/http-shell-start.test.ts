import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { startService } from '../support/service-process.js';

let database: TestDatabase;
let dataDir: string;

beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'start-'));
});

afterAll(async () => {
  await database.drop();
  await rm(dataDir, { recursive: true });
});

const environment = () => ({ PORT: '0', HOST: '127.0.0.1', DATA_DIR: dataDir, DATABASE_URL: database.url });

describe('the service does not start', () => {
  test('with a wrong configuration, and lists every mistake without values', async () => {
    const secret = 'hunter2hunter2';
    const service = startService({ NODE_ENV: 'production', PORT: secret, ENCRYPTION_KEYS: secret });
    expect(await service.ended).toBe(1);
    for (const variable of ['PORT', 'ENCRYPTION_KEYS', 'DATABASE_URL', 'AUTH_ISSUER', 'AUTH_AUDIENCE']) {
      expect(service.stderr()).toContain(`${variable}: `);
    }
    expect(service.stderr() + service.stdout()).not.toContain(secret);
  });

  test('on a port that is taken, and says so', async () => {
    const occupant = createServer().listen(0, '127.0.0.1');
    await once(occupant, 'listening');
    const service = startService({ ...environment(), PORT: String((occupant.address() as AddressInfo).port) });
    const code = await service.ended;
    occupant.close();
    expect(code).toBe(1);
    expect(service.stderr()).toContain('Set PORT');
  });

  test('without its database, and does not tell the password', async () => {
    const service = startService({ ...environment(), DATABASE_URL: 'postgres://okta:hunter2@127.0.0.1:1/okta' });
    expect(await service.ended).toBe(1);
    expect(service.stderr()).toContain('DATABASE_URL');
    expect(service.stderr() + service.stdout()).not.toContain('hunter2');
  });
});

test('outside production it prints a token that works, and where to read on', async () => {
  const service = startService(environment());
  const token = await service.printed(/Bearer token\s+(\S+)/);
  const port = await service.printed(/listening at http:\/\/127\.0\.0\.1:(\d+)/);
  const headers = { authorization: `Bearer ${token}` };
  const response = await fetch(`http://127.0.0.1:${port}/v1/connections`, { headers });
  const body: unknown = await response.json();
  service.child.kill('SIGINT');
  expect(await service.ended).toBe(0);
  expect({ status: response.status, body }).toEqual({ status: 200, body: { data: [], nextCursor: null } });
  expect(service.stdout()).toContain('/docs');
});

test('an error that nobody caught is logged and ends the process', async () => {
  const fail = `process.on('SIGUSR2', () => {
    const secret = ['canary', '88'].join('-');
    throw Object.assign(new Error('SSWS ' + secret), { body: secret });
  })`;
  const service = startService(environment(), ['--import', `data:text/javascript,${encodeURIComponent(fail)}`]);
  await service.printed('Bearer token');
  service.child.kill('SIGUSR2');
  expect(await service.ended).toBe(1);
  expect(service.stdout()).toContain('unhandled error');
  expect(service.stdout() + service.stderr()).not.toContain('canary-88');
});
