import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { jwtVerify } from 'jose';
import { DEVELOPMENT_TOKENS, developmentKeys } from '../../src/tenancy/development-key.js';
import { runCli } from '../support/run-cli.js';

jest.setTimeout(60_000);

describe('the command token', () => {
  let dataDir: string;
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'okta-connector-token-'));
  });
  afterEach(async () => {
    await rm(dataDir, { recursive: true, force: true });
  });

  test('prints a token that the development key signed, and nothing else', async () => {
    const asked = ['--tenant', 'acme', '--scope', 'actions:run', '--subject', 'me', '--expires', '60'];
    const { code, stdout, stderr } = await runCli(['token', ...asked], { DATA_DIR: dataDir });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const { audience, issuer } = DEVELOPMENT_TOKENS;
    const { payload } = await jwtVerify(stdout.trim(), await developmentKeys(dataDir), { audience, issuer });
    expect(payload).toMatchObject({ tenant_id: 'acme', scope: 'actions:run', sub: 'me', exp: payload.iat! + 60 });
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
  const { code, stderr } = await runCli(['migrate'], { PORT: 'canary', DATABASE_URL: 'canary', LOG_LEVEL: 'canary' });
  expect(code).toBe(2);
  for (const variable of ['PORT', 'DATABASE_URL', 'LOG_LEVEL']) expect(stderr).toContain(`${variable}: `);
  expect(stderr).not.toContain('canary');
});
