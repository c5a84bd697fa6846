import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { loadConfig, loadDatabaseConfig } from '../../src/core/config.js';
import { describeChart, ofKind, render, VALUE_FILES, type KubernetesObject } from './chart.ts';
import { containersOf, podsOf, type Container } from './pods.ts';

/** Every variable of the service that an operator may set. */
const VARIABLES = [
  'PORT',
  'METRICS_PORT',
  'PUBLIC_URL',
  'DATABASE_URL',
  'DATABASE_MIGRATION_URL',
  'DATABASE_POOL_SIZE',
  'ENCRYPTION_KEYS',
  'ENCRYPTION_KEYS_FILE',
  'AUTH_ISSUER',
  'AUTH_JWKS_URI',
  'AUTH_AUDIENCE',
  'AUTH_TENANT_CLAIM',
  'AUTH_ALGORITHMS',
  'CALLBACK_URLS',
  'RETURN_URL_ALLOWLIST',
  'DELIVERY_ALLOWED_ORIGINS',
  'OKTA_DOMAIN_SUFFIXES',
  'OKTA_DEV_ORIGINS',
  'OKTA_TIMEOUT_MS',
  'CONNECTION_EVENTS_URL',
  'CONNECTION_EVENTS_SECRET',
  'CONNECT_PRODUCT_NAME',
  'CONNECT_LOGO_URL',
  'CONNECT_ACCENT_COLOR',
  'CONNECT_FRAME_ANCESTORS',
  'ROLE',
  'MCP_ENABLED',
  'LOG_LEVEL',
  'OTEL_EXPORTER_OTLP_ENDPOINT',
  'OTEL_EXPORTER_OTLP_PROTOCOL',
  'OTEL_EXPORTER_OTLP_HEADERS',
  'OTEL_SERVICE_NAME',
  'OTEL_RESOURCE_ATTRIBUTES',
  'OTEL_TRACES_SAMPLER',
  'OTEL_TRACES_SAMPLER_ARG',
];

/** The variables that the service reads, from the schema's text. */
function configurationSchema(): Set<string> {
  const source = readFileSync(new URL('../../src/core/config.ts', import.meta.url), 'utf8');
  const [, schema] = /const environment = z\.object\(\{\n(.*?)\n\}\);/s.exec(source) ?? [];
  return new Set([...(schema ?? '').matchAll(/^ {2}([A-Z_]+):/gm)].map(([, name]) => name ?? ''));
}

const KEYS = 'k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=';

/** Stands in for the secrets that the operator brings. */
const BROUGHT: Record<string, string> = {
  DATABASE_URL: 'postgres://app:brought@db:5432/okta',
  DATABASE_MIGRATION_URL: 'postgres://owner:brought@db:5432/okta',
  ENCRYPTION_KEYS: KEYS,
  CONNECTION_EVENTS_SECRET: 'whsec_brought',
  OTEL_EXPORTER_OTLP_HEADERS: 'x-api-key=brought',
};

/** What a container finds in its environment, its Secrets opened. */
function environmentOf(container: Container, objects: KubernetesObject[]): Record<string, string> {
  const find = (kind: string, name?: string) =>
    objects.find((object) => object.kind === kind && object.metadata.name === name);
  const maps = ((container['envFrom'] ?? []) as { configMapRef?: { name: string } }[]).map(
    ({ configMapRef }) => (find('ConfigMap', configMapRef?.name)?.['data'] ?? {}) as Record<string, string>,
  );
  const own = (container.env ?? []).map(({ name, value, valueFrom }) => {
    const { name: secret, key } = valueFrom?.secretKeyRef ?? { key: '' };
    const kept = find('Secret', secret)?.['stringData'] as Record<string, string> | undefined;
    return [name, value ?? (kept ? kept[key] : BROUGHT[name])] as const;
  });
  return Object.assign({}, ...maps, Object.fromEntries(own)) as Record<string, string>;
}

const containers = (objects: KubernetesObject[]) =>
  podsOf(objects)
    .filter(({ maker }) => !maker.includes('postgresql'))
    .flatMap(containersOf);

describeChart('variables', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'keys-'));
    writeFileSync(join(folder, 'keys'), KEYS);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const load = (container: Container, objects: KubernetesObject[]) => {
    const env = environmentOf(container, objects);
    const { ENCRYPTION_KEYS_FILE: file } = env;
    return loadConfig({ NODE_ENV: 'production', ...env, ...(file && { ENCRYPTION_KEYS_FILE: join(folder, 'keys') }) });
  };

  test('every variable can be set by a value', () => {
    const names = VALUE_FILES.map((name) => render(name)).flatMap((objects) =>
      containers(objects).flatMap((container) => Object.keys(environmentOf(container, objects))),
    );
    const set = new Set(names);
    expect(VARIABLES.filter((variable) => !set.has(variable))).toEqual([]);
  });

  test.each(VALUE_FILES)('%s: every variable is one that the service reads', (name) => {
    const known = configurationSchema();
    expect(known.size).toBeGreaterThan(20);
    const objects = render(name, { extraEnv: [] });
    const set = containers(objects).flatMap((container) => Object.keys(environmentOf(container, objects)));
    expect(set.filter((variable) => !variable.startsWith('OTEL_') && !known.has(variable))).toEqual([]);
  });

  test.each(VALUE_FILES)('%s: the service accepts the environment that it gets', (name) => {
    const objects = render(name);
    const services = containers(objects).filter((container) => container.name !== 'migrate');
    expect(services.length).toBeGreaterThan(0);
    for (const container of services) {
      const config = load(container, objects);
      expect(config.database.url).toMatch(/^postgres:/);
      expect(config.encryptionKeys?.length).toBeGreaterThan(0);
    }
  });

  test.each(VALUE_FILES)('%s: the migration accepts its own, which holds no secret but the database', (name) => {
    const objects = render(name, { extraEnv: [] });
    for (const migration of containers(objects).filter((container) => container.name === 'migrate')) {
      const env = environmentOf(migration, objects);
      expect(loadDatabaseConfig({ NODE_ENV: 'production', ...env }).database.url).toMatch(/^postgres:/);
      const known = new Set(['DATABASE_URL', 'DATABASE_MIGRATION_URL', 'NODE_ENV', 'DATA_DIR']);
      expect(Object.keys(env).filter((variable) => !known.has(variable))).toEqual([]);
      expect(migration['volumeMounts']).not.toContainEqual(expect.objectContaining({ name: 'encryption' }));
    }
    const own = objects.filter(({ metadata }) => metadata.name.endsWith('-migration'));
    expect(JSON.stringify(own)).not.toMatch(/encryption/i);
  });

  test('a variable that the service refuses is noticed', () => {
    const objects = render('one-region');
    ofKind(objects, 'ConfigMap')[0]!['data'] = { AUTH_ALGORITHMS: 'none' };
    const service = containers(objects).find((container) => container.name !== 'migrate');
    expect(() => load(service!, objects)).toThrow(/AUTH_ALGORITHMS/);
  });

  test('values arrive as they were meant', () => {
    const objects = render('everything', { 'encryption.asFile': false });
    const [service] = containers(objects);
    expect(load(service!, objects)).toMatchObject({
      production: true,
      port: 3000,
      publicUrl: 'https://okta.platform.example',
      database: { url: 'postgres://app:s3cret@postgres.example:5432/okta', poolSize: 20 },
      encryptionKeys: [{ id: 'k2' }, { id: 'k1' }],
      auth: { issuer: 'https://login.platform.example', tenantClaim: 'org', algorithms: ['RS256', 'ES256'] },
      regions: [{ id: 'us', callbackUrl: 'https://okta-us.platform.example/oauth/callback' }],
      returnUrlAllowlist: expect.anything(),
      oktaDomainSuffixes: ['okta.com', 'okta-emea.com'],
      oktaTimeoutMs: 20_000,
      connectionEvents: {
        url: 'https://platform.example/okta-events',
        secret: 'whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX',
      },
      connect: {
        productName: 'Acme Automations',
        logo: { kind: 'own', type: 'image/svg+xml' },
        accentColor: '#0a7d5c',
        frameAncestors: ['https://*.platform.example'],
      },
      role: 'all',
      mcpEnabled: true,
      logLevel: 'debug',
    });
    expect(environmentOf(service!, objects)).toMatchObject({ OTEL_TRACES_SAMPLER_ARG: '0.01' });
  });

  test('five regions are five callback URLs', () => {
    const objects = render('five-regions');
    expect(load(containers(objects)[0]!, objects).regions).toEqual([
      { id: 'us', callbackUrl: 'https://okta-us.platform.example/oauth/callback' },
      { id: 'eu', callbackUrl: 'https://okta-eu.platform.example/oauth/callback' },
      { id: 'uk', callbackUrl: 'https://okta-uk.platform.example/oauth/callback' },
      { id: 'ap', callbackUrl: 'https://okta-ap.platform.example/oauth/callback' },
      { id: 'au', callbackUrl: 'https://au.callbacks.example/oauth/callback' },
    ]);
  });
});
