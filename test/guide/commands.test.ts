import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type OktaOrg, startOktaOrg } from '../okta-org/okta-org-process.ts';
import { TestService } from '../support/service.js';
import { codeIn, pageAt } from './pages.ts';

/** In the order in which the guide is read. */
const PAGES = ['quick-start', 'connect-an-org', 'run-an-action', 'subscribe-to-a-trigger', 'errors-and-retries'];

/** What the page says of an answer, beyond that the request succeeds. */
const SAID: readonly [page: string, block: number, answer: RegExp][] = [
  ['quick-start', 1, /"status":"active"/],
  ['quick-start', 2, /"output":\{"items":\[\{.*\},\{.*"nextCursor":"/],
  ['quick-start', 4, /"data":\[\{.*"eventType":"user\.lifecycle\.create"/],
  ['connect-an-org', 1, /"url":"http/],
  ['connect-an-org', 2, /"status":"active"/],
  ['connect-an-org', 4, /"status":"pending".*"authorizationUrl":"http/],
  ['connect-an-org', 5, /"status":"active"/],
  ['connect-an-org', 6, /"status":"pending"/],
  ['connect-an-org', 7, /"ok":true/],
  ['run-an-action', 2, /"available":true/],
  ['run-an-action', 3, /"status":"ACTIVE"/],
  ['run-an-action', 5, /"label":"Everyone"/],
  ['run-an-action', 6, /"dryRun":true/],
  ['run-an-action', 7, /^(\{"runId":"run_\w+").*\n200\n\1/],
  ['run-an-action', 9, /\n\{"end":true,"count":\d+\}\n/],
  ['run-an-action', 11, /"status":"succeeded"/],
  ['run-an-action', 12, /"results":\[\{"status":200.*\},\{"status":200,/],
  ['subscribe-to-a-trigger', 2, /"signingSecret":"whsec_/],
  ['errors-and-retries', 1, /"code":"okta_not_found".*"E0000007"/],
];

/** Commands whose answer is meant to be a problem. */
const REFUSED = /nobody@acme\.example/;

const SCOPES = ['okta.users.read', 'okta.logs.read'];
const CALLBACK = 'http://localhost:3000/oauth/callback';
const GENERATED = '0oaguidegenerated001';

let folder: string;
let org: OktaOrg;
let service: TestService;
/** What a reader has noted down: the connection of the quick start, and the newest ids. */
const noted = { connection: '', con: '', sub: '', run: '' };
const apps = { web: {}, key: {} };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guide-'));
  org = await startOktaOrg({ users: 5 });
  await makeApps();
  // Nothing is sent to the receiver in the examples, which is not there.
  const env = {
    DELIVERY_ALLOWED_ORIGINS: 'https://recipes.platform.example',
    RETURN_URL_ALLOWLIST: 'https://app.platform.example',
  };
  service = await TestService.start({ oktaOrigins: [org.url], env });
});
afterAll(async () => {
  await service.stop();
  await org.stop();
  await rm(folder, { recursive: true });
});

/** What an administrator does in Okta before: two apps, one of them with a public key. */
async function makeApps(): Promise<void> {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  await writeFile(join(folder, 'key.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }));
  const jwks = { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'guide', alg: 'RS256', use: 'sig' }] };
  const web = await org.createOauthClient({ kind: 'web', grantedScopes: SCOPES, redirectUris: [CALLBACK] });
  const key = await org.createOauthClient({ kind: 'service', grantedScopes: SCOPES, jwks });
  apps.web = { CLIENT_ID: web.clientId, CLIENT_SECRET: web.clientSecret };
  apps.key = { CLIENT_ID: key.clientId, KEY_ID: 'guide', KEY_FILE: join(folder, 'key.pem') };
}

/** And what one does with the address of a connection's keys. */
async function registerKeys(output: string): Promise<void> {
  const [, path] = /"jwksUri":"http:\/\/[^/]+(\/[^"]+)"/.exec(output) ?? [];
  if (path === undefined) return;
  const jwksUri = service.baseUrl + path;
  await org.createOauthClient({ kind: 'service', clientId: GENERATED, grantedScopes: SCOPES, jwksUri });
}

function appFor(block: string): object {
  if (block.includes('generated')) return { CLIENT_ID: GENERATED };
  return block.includes('KEY_ID') ? apps.key : apps.web;
}

/** Runs a block as a reader does, who puts in what the answers before have given. */
async function run(block: string): Promise<string> {
  const script = block
    .replaceAll('127.0.0.1:9000', new URL(org.url).host)
    .replaceAll(/\b(con|sub|run)_…/g, (_, prefix: 'con') => noted[prefix])
    .replaceAll('curl -s ', 'curl -s -w "\\n%{http_code}\\n" ');
  const { NODE_OPTIONS: _, ...inherited } = process.env;
  const env = {
    ...inherited,
    URL: service.baseUrl,
    TOKEN: await service.token(),
    API_TOKEN: org.apiToken,
    CONNECTION: noted.connection,
    SUBSCRIPTION: noted.sub,
    ...appFor(block),
  };
  return new Promise((resolve, reject) => {
    execFile('bash', ['-euc', script], { env }, (error, stdout) => (error ? reject(error) : resolve(stdout)));
  });
}

function remember(output: string): void {
  for (const prefix of ['con', 'sub', 'run'] as const) {
    const [, id] = new RegExp(`^\\{"(?:id|runId)":"(${prefix}_\\w+)"`, 'm').exec(output) ?? [];
    if (id !== undefined) noted[prefix] = id;
  }
  noted.connection ||= noted.con;
}

describe.each(PAGES)('the commands in %s', (name) => {
  const blocks = codeIn(pageAt(`docs/${name}.md`), 'sh');

  it('are there', () => {
    expect(blocks.length).toBeGreaterThan(0);
  });

  it.each(blocks.map((block, index) => [index + 1, block] as const))('work: %i', async (at, block) => {
    const output = await run(block);
    const statuses = [...output.matchAll(/^(\d{3})$/gm)].map(([, status]) => Number(status));
    const isAsWritten = (status: number) => (REFUSED.test(block) ? status === 404 : status < 300);
    expect(statuses.every(isAsWritten) ? '' : output).toBe('');
    expect(statuses.length).toBeGreaterThan(0);
    for (const [page, number, answer] of SAID) if (page === name && number === at) expect(output).toMatch(answer);
    remember(output);
    await registerKeys(output);
  });
});
