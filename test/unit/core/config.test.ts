import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { ConfigError, loadConfig } from '../../../src/core/config.js';

const key = (id: string) => `${id}:${randomBytes(32).toString('base64')}`;

const PRODUCTION = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://app@db:5432/okta',
  ENCRYPTION_KEYS: key('k1'),
  AUTH_ISSUER: 'https://issuer.example',
  AUTH_AUDIENCE: 'okta-connector',
};

function mistakesOf(env: Record<string, string | undefined>): string[] {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.mistakes;
    throw error;
  }
  return [];
}

/** The variables that are complained about. */
const variablesOf = (env: Record<string, string | undefined>) =>
  new Set(mistakesOf(env).map((line) => line.split(':')[0]));

describe('defaults', () => {
  test('nothing set is a development service on port 3000', () => {
    expect(loadConfig({})).toMatchObject({
      production: false,
      port: 3000,
      metricsPort: 9464,
      publicUrl: 'http://localhost:3000',
      database: { url: undefined, migrationUrl: undefined, poolSize: 10 },
      encryptionKeys: undefined,
      auth: { mode: 'development', tenantClaim: 'tenant_id' },
      regions: [{ id: 'us', callbackUrl: 'http://localhost:3000/oauth/callback' }],
      role: 'all',
      mcpEnabled: false,
      logLevel: 'info',
    });
  });

  test('the public URL follows the port, and the callback URL follows the public URL', () => {
    expect(loadConfig({ PORT: '8080' }).publicUrl).toBe('http://localhost:8080');
    expect(loadConfig({ PUBLIC_URL: 'https://okta.platform.example/' })).toMatchObject({
      publicUrl: 'https://okta.platform.example',
      regions: [{ id: 'us', callbackUrl: 'https://okta.platform.example/oauth/callback' }],
    });
  });

  test('the migrations use the URL of the service unless they have their own', () => {
    expect(loadConfig({ DATABASE_URL: 'postgres://a@h/d' }).database.migrationUrl).toBe('postgres://a@h/d');
    const env = { DATABASE_URL: 'postgres://a@h/d', DATABASE_MIGRATION_URL: 'postgres://o@h/d' };
    expect(loadConfig(env).database).toMatchObject({ url: 'postgres://a@h/d', migrationUrl: 'postgres://o@h/d' });
  });

  test('an empty variable counts as not set', () => {
    expect(loadConfig({ PORT: '', DATABASE_URL: '', AUTH_ISSUER: '' })).toMatchObject({
      port: 3000,
      auth: { mode: 'development' },
    });
  });
});

describe('what is read', () => {
  test('an issuer with its audience', () => {
    const auth = { AUTH_ISSUER: 'https://issuer.example', AUTH_AUDIENCE: 'aud', AUTH_ALGORITHMS: 'RS256, ES256' };
    expect(loadConfig({ ...auth, AUTH_TENANT_CLAIM: 'org' }).auth).toEqual({
      mode: 'issuer',
      issuer: 'https://issuer.example',
      jwksUri: undefined,
      audience: 'aud',
      algorithms: ['RS256', 'ES256'],
      tenantClaim: 'org',
    });
  });

  test('regions', () => {
    const CALLBACK_URLS = 'us=https://us.example/oauth/callback, eu=https://eu.example/oauth/callback';
    expect(loadConfig({ CALLBACK_URLS }).regions).toEqual([
      { id: 'us', callbackUrl: 'https://us.example/oauth/callback' },
      { id: 'eu', callbackUrl: 'https://eu.example/oauth/callback' },
    ]);
  });

  test('encryption keys, newest first, from the variable or from a file with one a line', () => {
    const [newer, older] = [key('k2'), key('k1')];
    const folder = mkdtempSync(join(tmpdir(), 'config-'));
    const file = join(folder, 'keys');
    writeFileSync(file, `${newer}\n${older}\n`);
    const fromVariable = loadConfig({ ENCRYPTION_KEYS: `${newer},${older}` }).encryptionKeys;
    const fromFile = loadConfig({ ENCRYPTION_KEYS_FILE: file }).encryptionKeys;
    rmSync(folder, { recursive: true });
    expect(fromVariable?.map(({ id, key: bytes }) => [id, bytes.length])).toEqual([
      ['k2', 32],
      ['k1', 32],
    ]);
    expect(fromFile).toEqual(fromVariable);
  });
});

describe('mistakes', () => {
  test('all are listed at once, by variable', () => {
    const env = {
      PORT: 'eighty',
      PUBLIC_URL: 'not a url',
      DATABASE_URL: 'mysql://db',
      AUTH_ISSUER: 'ftp://issuer',
      AUTH_ALGORITHMS: 'RS256,HS256',
      CALLBACK_URLS: 'us',
      RETURN_URL_ALLOWLIST: 'https://*.*.example',
      OKTA_DOMAIN_SUFFIXES: 'com',
      ROLE: 'boss',
      MCP_ENABLED: 'perhaps',
      LOG_LEVEL: 'loud',
    };
    expect(variablesOf(env)).toEqual(new Set([...Object.keys(env), 'AUTH_AUDIENCE']));
  });

  test('encryption keys are checked beside the rules across variables', () => {
    const env = { ENCRYPTION_KEYS: 'k1:tooshort', AUTH_AUDIENCE: 'aud' };
    expect(variablesOf(env)).toEqual(new Set(['AUTH_ISSUER', 'ENCRYPTION_KEYS']));
  });

  test('what production lacks is listed beside them', () => {
    const env = { ...PRODUCTION, PORT: 'eighty', DATABASE_URL: undefined, ENCRYPTION_KEYS: 'k1:tooshort' };
    expect(variablesOf(env)).toEqual(new Set(['DATABASE_URL', 'ENCRYPTION_KEYS', 'PORT']));
  });

  test('no value is printed', () => {
    const secret = 'hunter2hunter2';
    const env = {
      PORT: secret,
      DATABASE_URL: `mysql://user:${secret}@db`,
      DATABASE_MIGRATION_URL: secret,
      ENCRYPTION_KEYS: `${secret}:${secret}`,
      AUTH_ALGORITHMS: secret,
      AUTH_ISSUER: secret,
      CALLBACK_URLS: `us=https://${secret}`,
      LOG_LEVEL: secret,
      MCP_ENABLED: secret,
    };
    const error = new ConfigError(mistakesOf(env));
    expect(error.mistakes.length).toBeGreaterThan(8);
    expect(error.message).not.toContain(secret);
  });

  test.each([
    ['the same key id twice', { ENCRYPTION_KEYS: `${key('k')},${key('k')}` }],
    ['a key of 31 bytes', { ENCRYPTION_KEYS: `k:${randomBytes(31).toString('base64')}` }],
    ['a key without an id', { ENCRYPTION_KEYS: randomBytes(32).toString('base64') }],
    ['a file that is not there', { ENCRYPTION_KEYS_FILE: join(tmpdir(), 'no-such-file') }],
    ['the same region twice', { CALLBACK_URLS: 'us=https://a/oauth/callback,us=https://b/oauth/callback' }],
    ['a callback on plain http', { CALLBACK_URLS: 'us=http://a.example/oauth/callback' }],
    ['a callback elsewhere', { CALLBACK_URLS: 'us=https://a.example/callback' }],
    ['an origin with a path', { OKTA_DEV_ORIGINS: 'http://127.0.0.1:9000/' }],
    ['an issuer without audience', { AUTH_ISSUER: 'https://issuer.example' }],
    ['keys without audience', { AUTH_JWKS_URI: 'https://issuer.example/keys' }],
    ['an audience without issuer', { AUTH_AUDIENCE: 'aud' }],
    ['an events URL without secret', { CONNECTION_EVENTS_URL: 'https://platform.example/events' }],
    ['an empty list', { AUTH_ALGORITHMS: ' , ' }],
    ['a port too high', { PORT: '65536' }],
  ])('%s is refused', (_, env) => {
    expect(mistakesOf(env)).toHaveLength(1);
  });
});

describe('production', () => {
  test('starts with what it needs', () => {
    expect(loadConfig(PRODUCTION).production).toBe(true);
  });

  test('lists all that is missing', () => {
    const missing = ['DATABASE_URL', 'ENCRYPTION_KEYS', 'AUTH_ISSUER', 'AUTH_AUDIENCE'];
    expect(variablesOf({ NODE_ENV: 'production' })).toEqual(new Set(missing));
  });

  test.each(['DATABASE_URL', 'ENCRYPTION_KEYS', 'AUTH_ISSUER', 'AUTH_AUDIENCE'] as const)('needs %s', (variable) => {
    expect(variablesOf({ ...PRODUCTION, [variable]: undefined })).toEqual(new Set([variable]));
  });

  test('takes the address of the keys in place of the issuer', () => {
    const env = { ...PRODUCTION, AUTH_ISSUER: undefined, AUTH_JWKS_URI: 'https://issuer.example/keys' };
    expect(loadConfig(env).auth).toMatchObject({ mode: 'issuer', jwksUri: 'https://issuer.example/keys' });
  });

  test('refuses development origins', () => {
    expect(variablesOf({ ...PRODUCTION, OKTA_DEV_ORIGINS: 'http://127.0.0.1:9000' })).toEqual(
      new Set(['OKTA_DEV_ORIGINS']),
    );
  });
});
