import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { signDevelopmentToken } from '../../src/tenancy/development-key.js';
import { TenancyModule } from '../../src/tenancy/tenancy.module.js';
import { CallerStubModule, expectRefusal } from '../support/caller-stub.js';
import { startShell, type ShellApp } from '../support/shell-app.js';
import { startTokenIssuer, type TokenIssuer } from '../support/token-issuer.js';

let issuer: TokenIssuer;
let shell: ShellApp;

beforeAll(async () => {
  issuer = await startTokenIssuer();
  shell = await startShell([TenancyModule, CallerStubModule], {
    AUTH_ISSUER: issuer.url,
    AUTH_AUDIENCE: 'okta-connector',
  });
});

afterAll(async () => {
  await shell.close();
  await issuer.close();
});

const get = (path: string, token?: string, headers: Record<string, string> = {}) =>
  fetch(`${shell.url}/stub/${path}`, {
    headers: { ...(token !== undefined && { authorization: `Bearer ${token}` }), ...headers },
  });

describe('the issuer', () => {
  test('that cannot be reached is 503, not 401', async () => {
    const lonely = await startTokenIssuer();
    await lonely.close();
    const other = await startShell([TenancyModule, CallerStubModule], {
      AUTH_ISSUER: lonely.url,
      AUTH_AUDIENCE: 'okta-connector',
    });
    const authorization = `Bearer ${await issuer.sign(issuer.claims())}`;
    const response = await fetch(`${other.url}/stub/caller`, { headers: { authorization } });
    await other.close();
    expect(response.headers.get('retry-after')).not.toBeNull();
    expect(response.headers.get('www-authenticate')).toBeNull();
    expect(await expectRefusal(response, 503, 'overloaded')).toMatchObject({ retryable: true });
  });

  test('that nobody configured is not asked: keys of the operator’s own address suffice', async () => {
    const env = { AUTH_JWKS_URI: `${issuer.url}/jwks`, AUTH_AUDIENCE: 'okta-connector' };
    const other = await startShell([TenancyModule, CallerStubModule], env);
    const authorization = `Bearer ${await issuer.sign(issuer.claims({ iss: 'https://whoever.example' }))}`;
    const response = await fetch(`${other.url}/stub/caller`, { headers: { authorization } });
    await other.close();
    expect(response.status).toBe(200);
  });
});

describe('development', () => {
  test('the printed token works here, and not where an issuer is configured', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'callers-'));
    const other = await startShell([TenancyModule, CallerStubModule], { DATA_DIR: dataDir });
    const token = await signDevelopmentToken({ dataDir, tenantId: 'acme' });
    const response = await fetch(`${other.url}/stub/run`, { headers: { authorization: `Bearer ${token}` } });
    await other.close();
    await rm(dataDir, { recursive: true });
    expect(response.status).toBe(200);
    await expectRefusal(await get('run', token), 401, 'unauthenticated');
  });
});
