import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SignJWT, UnsecuredJWT } from 'jose';
import type { Caller } from '../../src/tenancy/caller.js';
import { TenancyModule } from '../../src/tenancy/tenancy.module.js';
import { CallerStubModule, expectRefusal } from '../support/caller-stub.js';
import { startShell, type ShellApp } from '../support/shell-app.js';
import { startTokenIssuer, without, type TokenIssuer } from '../support/token-issuer.js';

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

const now = () => Math.floor(Date.now() / 1000);

const get = (path: string, token?: string, headers: Record<string, string> = {}) =>
  fetch(`${shell.url}/stub/${path}`, {
    headers: { ...(token !== undefined && { authorization: `Bearer ${token}` }), ...headers },
  });

describe('a caller', () => {
  test('comes from the token', async () => {
    const response = await get('caller', await issuer.sign(issuer.claims({ scope: 'actions:run audit:read' })));
    const expected = { tenantId: 'acme', subject: 'platform', scopes: ['actions:run', 'audit:read'], known: 'acme' };
    expect(await response.json()).toEqual(expected);
  });

  test('is named in the log line of the request', async () => {
    await get('caller', await issuer.sign(issuer.claims()), { 'x-request-id': 'whose' });
    expect(shell.requests().find(({ requestId }) => requestId === 'whose')).toMatchObject({
      tenantId: 'acme',
      status: 200,
    });
  });

  test('may write the scheme in any case', async () => {
    expect(
      (await get('caller', undefined, { authorization: `bearer  ${await issuer.sign(issuer.claims())}` })).status,
    ).toBe(200);
  });
});

describe('no token', () => {
  test('is 401 with a challenge that names no error', async () => {
    const response = await get('caller');
    expect(response.headers.get('www-authenticate')).toBe('Bearer realm="okta-connector"');
    await expectRefusal(response, 401, 'unauthenticated');
  });

  test('will do on public routes only', async () => {
    expect((await get('open')).status).toBe(200);
    expect((await get('catalogue')).status).toBe(401);
    expect((await get('run')).status).toBe(401);
  });
});

describe('a bad token', () => {
  const bad: [string, () => Promise<string>][] = [
    ['expired', () => issuer.sign(issuer.claims({ exp: now() - 60 }))],
    ['without exp', () => issuer.sign(without('exp', issuer.claims()))],
    ['not valid yet', () => issuer.sign(issuer.claims({ nbf: now() + 120 }))],
    ['for another audience', () => issuer.sign(issuer.claims({ aud: 'other' }))],
    ['of another issuer', () => issuer.sign(issuer.claims({ iss: 'https://evil.example' }))],
    ['with an unknown key', () => issuer.sign(issuer.claims(), 'k2')],
    ['with a broken tenant', () => issuer.sign(issuer.claims({ tenant_id: 'a b' }))],
    ['unsigned', async () => new UnsecuredJWT(issuer.claims()).encode()],
    ['not a JWT', async () => 'hello'],
    ['with its signature cut off', async () => (await issuer.sign(issuer.claims())).replace(/[^.]+$/, '')],
    [
      'signed with the public key as HS256 secret',
      async () => {
        const secret = new TextEncoder().encode(issuer.publicKey);
        return new SignJWT(issuer.claims()).setProtectedHeader({ alg: 'HS256', kid: 'k1' }).sign(secret);
      },
    ],
  ];

  test.each(bad)('%s is 401 and says so in the challenge', async (_, make) => {
    const token = await make();
    const response = await get('caller', token);
    expect(response.headers.get('www-authenticate')).toBe('Bearer realm="okta-connector", error="invalid_token"');
    const problem = await expectRefusal(response, 401, 'unauthenticated');
    expect(JSON.stringify(problem)).not.toContain(token);
  });

  test.each(['Basic dXNlcjpwYXNz', 'Bearer', 'Bearer a b', 'Token abc', 'Bearer ä'])(
    '%j is no bearer token',
    async (authorization) => {
      const sent = Buffer.from(authorization, 'utf8').toString('latin1');
      await expectRefusal(await get('caller', undefined, { authorization: sent }), 401, 'unauthenticated');
    },
  );

  test('is refused on routes that take any valid token', async () => {
    expect((await get('catalogue', await issuer.sign(issuer.claims({ exp: now() - 60 })))).status).toBe(401);
  });
});

describe('scopes', () => {
  test('a missing one is 403 and named', async () => {
    const response = await get('run', await issuer.sign(issuer.claims({ scope: 'connections:read' })));
    expect(response.headers.get('www-authenticate')).toContain('error="insufficient_scope", scope="actions:run"');
    const problem = await expectRefusal(response, 403, 'forbidden');
    expect(problem['detail']).toContain('actions:run');
  });

  test.each([{ scope: 'connections:read actions:run' }, { scp: ['actions:run'] }])('%j suffices', async (granted) => {
    expect((await get('run', await issuer.sign(issuer.claims(granted)))).status).toBe(200);
  });
});

describe('tenants', () => {
  const anyTenant = () => issuer.sign(without('tenant_id', issuer.claims({ scope: 'tenants:any actions:run' })));

  test('a header that contradicts the token is 403', async () => {
    const token = await issuer.sign(issuer.claims({ scope: 'tenants:any' }));
    await expectRefusal(await get('caller', token, { 'x-tenant-id': 'other' }), 403, 'forbidden');
    expect((await get('caller', token, { 'x-tenant-id': 'acme' })).status).toBe(200);
  });

  test('a token for any tenant acts for the one in the header', async () => {
    const response = await get('caller', await anyTenant(), { 'x-tenant-id': 'other' });
    expect(await response.json()).toMatchObject({ tenantId: 'other' });
  });

  test('the same token acts for each request’s own tenant', async () => {
    const token = await anyTenant();
    const tenants = Array.from({ length: 20 }, (_, index) => `tenant-${index}`);
    const answers = await Promise.all(tenants.map((tenant) => get('caller', token, { 'x-tenant-id': tenant })));
    const seen = await Promise.all(answers.map(async (answer) => ((await answer.json()) as Caller).tenantId));
    expect(seen).toEqual(tenants);
  });

  test('without the header such a token is told what to do', async () => {
    const problem = await expectRefusal(await get('caller', await anyTenant()), 403, 'forbidden');
    expect(problem['remedy']).toContain('X-Tenant-Id');
  });

  test('a header that is no tenant id is malformed', async () => {
    await expectRefusal(await get('caller', await anyTenant(), { 'x-tenant-id': 'a/b' }), 400, 'malformed_request');
  });

  test('a token without tenant and without tenants:any is 403, but may read the catalogue', async () => {
    const token = await issuer.sign(without('tenant_id', issuer.claims()));
    await expectRefusal(await get('caller', token, { 'x-tenant-id': 'acme' }), 403, 'forbidden');
    expect((await get('catalogue', token)).status).toBe(200);
  });

  test('a route that takes any valid token has no caller to give', async () => {
    await expectRefusal(await get('confused', await issuer.sign(issuer.claims())), 500, 'internal_error');
  });
});
