import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { loadConfig } from '../../../src/core/config.js';
import { createTokenVerifier } from '../../../src/tenancy/create-token-verifier.js';
import { developmentKeys, signDevelopmentToken } from '../../../src/tenancy/development-key.js';

let folder: string;
let dataDir: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'development-key-'));
  dataDir = join(folder, 'data');
});

afterEach(() => rm(folder, { recursive: true }));

const verifierFor = (directory = dataDir, env = {}) => createTokenVerifier(loadConfig({ DATA_DIR: directory, ...env }));

test('a token passes the verifier of the same data folder, and of no other', async () => {
  const token = await signDevelopmentToken({ dataDir, tenantId: 'acme', scope: 'actions:run', subject: 'ada' });
  const claims = await (await verifierFor()).verify(token);
  expect(claims).toEqual({ subject: 'ada', tenantId: 'acme', scopes: new Set(['actions:run']) });
  const elsewhere = await verifierFor(join(folder, 'other'));
  await expect(elsewhere.verify(token)).rejects.toMatchObject({ code: 'unauthenticated' });
});

test('without wishes it has every scope of a tenant, no tenant, and an hour', async () => {
  const { scope, tenant_id: tenant, iat = 0, exp = 0 } = decodeJwt(await signDevelopmentToken({ dataDir }));
  expect(String(scope).split(' ')).toEqual(expect.arrayContaining(['connections:write', 'actions:run', 'audit:read']));
  expect(tenant).toBeUndefined();
  expect(exp - iat).toBe(3600);
});

test('without wishes it is of nobody in particular, and not for any tenant', async () => {
  const token = await signDevelopmentToken({ dataDir });
  const { sub, scope } = decodeJwt(token);
  expect(sub).toBe('developer');
  expect(String(scope).split(' ')).not.toContain('tenants:any');
  expect(decodeProtectedHeader(token)).toEqual({ alg: 'ES256', kid: 'development', typ: 'at+jwt' });
  expect(decodeJwt(token)).not.toHaveProperty('okta_connection_id');
});

test('it can be for one connection alone', async () => {
  const connectionId = `con_${'0'.repeat(32)}`;
  const token = await signDevelopmentToken({ dataDir, tenantId: 'acme', connectionId });
  expect((await (await verifierFor()).verify(token)).connectionId).toBe(connectionId);
});

test('the tenant goes into the configured claim', async () => {
  const token = await signDevelopmentToken({ dataDir, tenantId: 'acme', tenantClaim: 'org' });
  const verifier = await verifierFor(dataDir, { AUTH_TENANT_CLAIM: 'org' });
  expect((await verifier.verify(token)).tenantId).toBe('acme');
});

test('a token that has expired is refused', async () => {
  const token = await signDevelopmentToken({ dataDir, expiresInSeconds: -60 });
  await expect((await verifierFor()).verify(token)).rejects.toMatchObject({ code: 'unauthenticated' });
});

describe('the key file', () => {
  test('can be read by its owner only', async () => {
    await developmentKeys(dataDir);
    const { mode } = await stat(join(dataDir, 'development-key.json'));
    expect((mode & 0o777).toString(8)).toBe('600');
  });

  test('is the same for all who race to make it, and nothing else is left behind', async () => {
    const tokens = await Promise.all(
      Array.from({ length: 8 }, () => signDevelopmentToken({ dataDir, tenantId: 'acme' })),
    );
    const verifier = await verifierFor();
    for (const claims of await Promise.all(tokens.map((token) => verifier.verify(token)))) {
      expect(claims.tenantId).toBe('acme');
    }
    expect(await readdir(dataDir)).toEqual(['development-key.json']);
  });

  test('is kept', async () => {
    await developmentKeys(dataDir);
    const before = await readFile(join(dataDir, 'development-key.json'), 'utf8');
    await developmentKeys(dataDir);
    expect(await readFile(join(dataDir, 'development-key.json'), 'utf8')).toBe(before);
  });
});
