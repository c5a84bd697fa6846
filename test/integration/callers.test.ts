import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Controller, Get, Module } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { exportJWK, exportSPKI, generateKeyPair, SignJWT, UnsecuredJWT, type CryptoKey, type JWTPayload } from 'jose';
import { currentRequest } from '../../src/core/http/request-context.js';
import { AnyValidToken, Public, RequireScope } from '../../src/tenancy/access.decorators.js';
import type { Caller } from '../../src/tenancy/caller.js';
import { CurrentCaller } from '../../src/tenancy/current-caller.decorator.js';
import { signDevelopmentToken } from '../../src/tenancy/development-key.js';
import { TenancyModule } from '../../src/tenancy/tenancy.module.js';
import { startShell, type ShellApp } from '../support/shell-app.js';

@Controller('stub')
class StubController {
  @Get('caller')
  caller(@CurrentCaller() caller: Caller) {
    return { ...caller, scopes: [...caller.scopes], known: currentRequest()?.caller?.tenantId };
  }

  @Get('run')
  @RequireScope('actions:run')
  run() {
    return {};
  }

  @Get('catalogue')
  @AnyValidToken()
  catalogue() {
    return {};
  }

  @Get('open')
  @Public()
  open() {
    return {};
  }

  @Get('confused')
  @AnyValidToken()
  confused(@CurrentCaller() caller: Caller) {
    return caller;
  }
}

@Module({ controllers: [StubController] })
class StubModule {}

interface Issuer {
  url: string;
  server: Server;
  key: CryptoKey;
  publicKey: CryptoKey;
}

async function startIssuer(): Promise<Issuer> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' };
  const server = createServer((request, response) => {
    const { port } = server.address() as AddressInfo;
    const issuer = `http://127.0.0.1:${port}`;
    const pages: Record<string, unknown> = {
      '/.well-known/openid-configuration': { issuer, jwks_uri: `${issuer}/jwks` },
      '/jwks': { keys: [jwk] },
    };
    const page = pages[request.url ?? ''];
    response.writeHead(page ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(page ?? {}));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server, key: privateKey, publicKey };
}

let issuer: Issuer;
let shell: ShellApp;

beforeAll(async () => {
  issuer = await startIssuer();
  shell = await startShell([TenancyModule, StubModule], { AUTH_ISSUER: issuer.url, AUTH_AUDIENCE: 'okta-connector' });
});

afterAll(async () => {
  await shell.close();
  issuer.server.closeAllConnections();
  issuer.server.close();
});

const now = () => Math.floor(Date.now() / 1000);

const claims = (more: JWTPayload = {}): JWTPayload => ({
  iss: issuer.url,
  aud: 'okta-connector',
  sub: 'platform',
  exp: now() + 300,
  tenant_id: 'acme',
  ...more,
});

const without = (name: string, payload: JWTPayload): JWTPayload =>
  Object.fromEntries(Object.entries(payload).filter(([claim]) => claim !== name));

const sign = (payload: JWTPayload, kid = 'k1') =>
  new SignJWT(payload).setProtectedHeader({ alg: 'RS256', kid }).sign(issuer.key);

const get = (path: string, token?: string, headers: Record<string, string> = {}) =>
  fetch(`${shell.url}/stub/${path}`, {
    headers: { ...(token !== undefined && { authorization: `Bearer ${token}` }), ...headers },
  });

async function expectProblem(response: Response, status: number, code: string) {
  const problem = (await response.json()) as Record<string, unknown>;
  expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect({ status: response.status, code: problem['code'] }).toEqual({ status, code });
  return problem;
}

describe('a caller', () => {
  test('comes from the token', async () => {
    const response = await get('caller', await sign(claims({ scope: 'actions:run audit:read' })));
    const expected = { tenantId: 'acme', subject: 'platform', scopes: ['actions:run', 'audit:read'], known: 'acme' };
    expect(await response.json()).toEqual(expected);
  });

  test('is named in the log line of the request', async () => {
    await get('caller', await sign(claims()), { 'x-request-id': 'whose' });
    expect(shell.requests().find(({ requestId }) => requestId === 'whose')).toMatchObject({
      tenantId: 'acme',
      status: 200,
    });
  });

  test('may write the scheme in any case', async () => {
    expect((await get('caller', undefined, { authorization: `bearer  ${await sign(claims())}` })).status).toBe(200);
  });
});

describe('no token', () => {
  test('is 401 with a challenge that names no error', async () => {
    const response = await get('caller');
    expect(response.headers.get('www-authenticate')).toBe('Bearer realm="okta-connector"');
    await expectProblem(response, 401, 'unauthenticated');
  });

  test('will do on public routes only', async () => {
    expect((await get('open')).status).toBe(200);
    expect((await get('catalogue')).status).toBe(401);
    expect((await get('run')).status).toBe(401);
  });
});

describe('a bad token', () => {
  const bad: [string, () => Promise<string>][] = [
    ['expired', () => sign(claims({ exp: now() - 60 }))],
    ['without exp', () => sign(without('exp', claims()))],
    ['not valid yet', () => sign(claims({ nbf: now() + 120 }))],
    ['for another audience', () => sign(claims({ aud: 'other' }))],
    ['of another issuer', () => sign(claims({ iss: 'https://evil.example' }))],
    ['with an unknown key', () => sign(claims(), 'k2')],
    ['with a broken tenant', () => sign(claims({ tenant_id: 'a b' }))],
    ['unsigned', async () => new UnsecuredJWT(claims()).encode()],
    ['not a JWT', async () => 'hello'],
    ['with its signature cut off', async () => (await sign(claims())).replace(/[^.]+$/, '')],
    [
      'signed with the public key as HS256 secret',
      async () => {
        const secret = new TextEncoder().encode(await exportSPKI(issuer.publicKey));
        return new SignJWT(claims()).setProtectedHeader({ alg: 'HS256', kid: 'k1' }).sign(secret);
      },
    ],
  ];

  test.each(bad)('%s is 401 and says so in the challenge', async (_, make) => {
    const token = await make();
    const response = await get('caller', token);
    expect(response.headers.get('www-authenticate')).toBe('Bearer realm="okta-connector", error="invalid_token"');
    const problem = await expectProblem(response, 401, 'unauthenticated');
    expect(JSON.stringify(problem)).not.toContain(token);
  });

  test.each(['Basic dXNlcjpwYXNz', 'Bearer', 'Bearer a b', 'Token abc', 'Bearer ä'])(
    '%j is no bearer token',
    async (authorization) => {
      const sent = Buffer.from(authorization, 'utf8').toString('latin1');
      await expectProblem(await get('caller', undefined, { authorization: sent }), 401, 'unauthenticated');
    },
  );

  test('is refused on routes that take any valid token', async () => {
    expect((await get('catalogue', await sign(claims({ exp: now() - 60 })))).status).toBe(401);
  });
});

describe('scopes', () => {
  test('a missing one is 403 and named', async () => {
    const response = await get('run', await sign(claims({ scope: 'connections:read' })));
    expect(response.headers.get('www-authenticate')).toContain('error="insufficient_scope", scope="actions:run"');
    const problem = await expectProblem(response, 403, 'forbidden');
    expect(problem['detail']).toContain('actions:run');
  });

  test.each([{ scope: 'connections:read actions:run' }, { scp: ['actions:run'] }])('%j suffices', async (granted) => {
    expect((await get('run', await sign(claims(granted)))).status).toBe(200);
  });
});

describe('tenants', () => {
  const anyTenant = () => sign(without('tenant_id', claims({ scope: 'tenants:any actions:run' })));

  test('a header that contradicts the token is 403', async () => {
    const token = await sign(claims({ scope: 'tenants:any' }));
    await expectProblem(await get('caller', token, { 'x-tenant-id': 'other' }), 403, 'forbidden');
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
    const problem = await expectProblem(await get('caller', await anyTenant()), 403, 'forbidden');
    expect(problem['remedy']).toContain('X-Tenant-Id');
  });

  test('a header that is no tenant id is malformed', async () => {
    await expectProblem(await get('caller', await anyTenant(), { 'x-tenant-id': 'a/b' }), 400, 'malformed_request');
  });

  test('a token without tenant and without tenants:any is 403, but may read the catalogue', async () => {
    const token = await sign(without('tenant_id', claims()));
    await expectProblem(await get('caller', token, { 'x-tenant-id': 'acme' }), 403, 'forbidden');
    expect((await get('catalogue', token)).status).toBe(200);
  });

  test('a route that takes any valid token has no caller to give', async () => {
    await expectProblem(await get('confused', await sign(claims())), 500, 'internal_error');
  });
});

describe('the issuer', () => {
  test('that cannot be reached is 503, not 401', async () => {
    const lonely = await startIssuer();
    lonely.server.close();
    await once(lonely.server, 'close');
    const other = await startShell([TenancyModule, StubModule], {
      AUTH_ISSUER: lonely.url,
      AUTH_AUDIENCE: 'okta-connector',
    });
    const authorization = `Bearer ${await sign(claims())}`;
    const response = await fetch(`${other.url}/stub/caller`, { headers: { authorization } });
    await other.close();
    expect(response.headers.get('retry-after')).not.toBeNull();
    expect(response.headers.get('www-authenticate')).toBeNull();
    expect(await expectProblem(response, 503, 'overloaded')).toMatchObject({ retryable: true });
  });

  test('that nobody configured is not asked: keys of the operator’s own address suffice', async () => {
    const env = { AUTH_JWKS_URI: `${issuer.url}/jwks`, AUTH_AUDIENCE: 'okta-connector' };
    const other = await startShell([TenancyModule, StubModule], env);
    const authorization = `Bearer ${await sign(claims({ iss: 'https://whoever.example' }))}`;
    const response = await fetch(`${other.url}/stub/caller`, { headers: { authorization } });
    await other.close();
    expect(response.status).toBe(200);
  });
});

describe('development', () => {
  test('the printed token works here, and not where an issuer is configured', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'callers-'));
    const other = await startShell([TenancyModule, StubModule], { DATA_DIR: dataDir });
    const token = await signDevelopmentToken({ dataDir, tenantId: 'acme' });
    const response = await fetch(`${other.url}/stub/run`, { headers: { authorization: `Bearer ${token}` } });
    await other.close();
    await rm(dataDir, { recursive: true });
    expect(response.status).toBe(200);
    await expectProblem(await get('run', token), 401, 'unauthenticated');
  });
});
