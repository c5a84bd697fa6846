import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Browser } from '../../okta-org/browser.ts';
import { type OktaOrg, startOktaOrg } from '../../okta-org/okta-org-process.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { type ServiceProcess, startService } from '../../support/service-process.ts';
import { type Connection, consentAuth, RETURN_URL, SCOPES, US_CALLBACK } from './oauth-stage.ts';

let database: TestDatabase;
let dataDir: string;
let org: OktaOrg;
let processes: ServiceProcess[];
let baseUrls: string[];
let token: string;

beforeAll(async () => {
  [database, dataDir, org] = await Promise.all([
    createTestDatabase(),
    mkdtemp(join(tmpdir(), 'two-processes-')),
    startOktaOrg(),
  ]);
  const environment = {
    PORT: '0',
    HOST: '127.0.0.1',
    DATA_DIR: dataDir,
    DATABASE_URL: database.url,
    OKTA_DEV_ORIGINS: org.url,
    CALLBACK_URLS: `us=${US_CALLBACK}`,
    RETURN_URL_ALLOWLIST: new URL(RETURN_URL).origin,
  };
  // One after the other: the first makes the keys for development in the data directory.
  const first = startService(environment);
  token = await first.printed(/Bearer token\s+(\S+)/);
  processes = [first, startService(environment)];
  baseUrls = await Promise.all(processes.map((one) => one.printed(/listening at (http:\/\/127\.0\.0\.1:\d+)/)));
});

afterAll(async () => {
  for (const { child } of processes) child.kill('SIGKILL');
  await Promise.all(processes.map(({ ended }) => ended));
  await org.stop();
  await database.drop();
  await rm(dataDir, { recursive: true });
});

async function send(
  baseUrl: string | undefined,
  path: string,
  body: object,
): Promise<{ status: number; body: Connection }> {
  const response = await fetch(`${baseUrl}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Connection };
}

it('a connection that is consented on one process runs actions on the other at once', async () => {
  const [one, other] = baseUrls;
  const app = await org.createOauthClient({ kind: 'web', redirectUris: [US_CALLBACK], grantedScopes: SCOPES });
  const domain = new URL(org.url).host;
  const { body: pending } = await send(one, '/v1/connections', { name: 'Acme', domain, auth: consentAuth(app) });
  const run = () => send(other, `/v1/connections/${pending.id}/actions/list-groups`, { input: { limit: 1 } });
  // The other one has looked at the connection before, and may remember it as pending.
  expect((await run()).status).toBe(409);
  const origins = { [new URL(US_CALLBACK).origin]: one ?? '' };
  const browser = new Browser({ decision: {}, origins, follows: (url) => !url.startsWith(RETURN_URL) });
  const arrival = await browser.visit(pending.authorizationUrl ?? '');
  expect(new URL(arrival.url).searchParams.get('status')).toBe('active');
  expect((await run()).status).toBe(200);
});
