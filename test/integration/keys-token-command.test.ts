import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { jwtVerify } from 'jose';
import { DEVELOPMENT_TOKENS, developmentKeys } from '../../src/tenancy/development-key.js';
import { runCli } from '../support/run-cli.js';

describe('the command token', () => {
  let dataDir: string;
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'okta-connector-token-'));
  });
  afterEach(async () => {
    await rm(dataDir, { recursive: true, force: true });
  });

  test('prints a token that the development key signed, and nothing else', async () => {
    const limits = ['--connection', 'con_1', '--expires', '60'];
    const asked = ['--tenant', 'acme', '--scope', 'actions:run', '--subject', 'me', ...limits];
    const { code, stdout, stderr } = await runCli(['token', ...asked], { DATA_DIR: dataDir });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const { audience, issuer } = DEVELOPMENT_TOKENS;
    const { payload } = await jwtVerify(stdout.trim(), await developmentKeys(dataDir), { audience, issuer });
    const said = { tenant_id: 'acme', okta_connection_id: 'con_1', scope: 'actions:run', sub: 'me' };
    expect(payload).toMatchObject({ ...said, exp: payload.iat! + 60 });
  });

  test.each([
    ['no tenant', [], 'required option'],
    ['a tenant id that is none', ['--tenant', 'a/b'], 'A-Z a-z 0-9'],
    ['a lifetime that is none', ['--tenant', 'acme', '--expires', '-1'], 'whole number'],
  ])('refuses %s with exit code 2', async (_, args, reason) => {
    const result = await runCli(['token', ...args], { DATA_DIR: dataDir });
    expect(result).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(reason) });
  });

  test.each([
    [
      'in production',
      {
        NODE_ENV: 'production',
        DATABASE_URL: 'postgres://u@127.0.0.1/d',
        ENCRYPTION_KEYS: `k:${Buffer.alloc(32).toString('base64')}`,
        AUTH_ISSUER: 'https://issuer.example',
        AUTH_AUDIENCE: 'a',
      },
      'NODE_ENV',
    ],
    ['when an issuer is configured', { AUTH_ISSUER: 'https://issuer.example', AUTH_AUDIENCE: 'a' }, 'AUTH_ISSUER'],
  ])('refuses %s with exit code 2, and makes no key', async (_, env, variable) => {
    const result = await runCli(['token', '--tenant', 'acme'], { DATA_DIR: dataDir, ...env });
    expect(result).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(variable) });
    await expect(readdir(dataDir)).resolves.toEqual([]);
  });
});

test('a wrong configuration is listed by variable, without values', async () => {
  const { code, stderr } = await runCli(['keys', 'status'], {
    PORT: 'canary',
    DATABASE_URL: 'canary',
    LOG_LEVEL: 'canary',
  });
  expect(code).toBe(2);
  for (const variable of ['PORT', 'DATABASE_URL', 'LOG_LEVEL']) expect(stderr).toContain(`${variable}: `);
  expect(stderr).not.toContain('canary');
});

test('a migration in production needs the database alone: wrong values elsewhere are none of its business', async () => {
  const env = { NODE_ENV: 'production', PORT: 'canary', ENCRYPTION_KEYS: 'canary', DATABASE_MIGRATION_URL: 'canary' };
  const { code, stderr } = await runCli(['migrate'], env);
  expect(code).toBe(2);
  expect(stderr.match(/^ {2}[A-Z_]+(?=:)/gm)?.map((name) => name.trim())).toEqual([
    'DATABASE_MIGRATION_URL',
    'DATABASE_URL',
  ]);
});
