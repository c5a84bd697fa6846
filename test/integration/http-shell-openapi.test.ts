import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ActionRegistry } from '../../src/actions/registry.js';
import { createService } from '../../src/app.module.js';
import { loadConfig } from '../../src/core/config.js';
import { createLogger } from '../../src/core/logging/create-logger.js';
import type { OpenApi, Operation } from '../../src/openapi/openapi-types.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';

let database: TestDatabase;
let dataDir: string;
let app: NestFastifyApplication;
let url: string;
let document: OpenApi;
let operations: { path: string; method: string; operation: Operation }[];

beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'openapi-'));
  const config = loadConfig({
    DATA_DIR: dataDir,
    DATABASE_URL: database.url,
    LOG_LEVEL: 'silent',
    PUBLIC_URL: 'https://okta.example',
  });
  app = await createService({ config, logger: createLogger(config) });
  await app.listen(0, '127.0.0.1');
  url = await app.getUrl();
  document = (await (await fetch(`${url}/openapi.json`)).json()) as OpenApi;
  operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
  );
});

afterAll(async () => {
  await app.close();
  await database.drop();
  await rm(dataDir, { recursive: true });
});

describe('the document', () => {
  test('is OpenAPI 3.1 for this address', () => {
    expect(document).toMatchObject({ openapi: '3.1.0', servers: [{ url: 'https://okta.example' }] });
  });

  test.each(['/oauth/start/{flow}', '/oauth/callback'])('says that %s redirects, or shows a page', (path) => {
    expect(document.paths[path]?.get?.responses).toMatchObject({
      303: { headers: { Location: expect.anything() } },
      200: { content: { 'text/html': expect.anything() } },
      400: { content: { 'text/html': expect.anything() } },
    });
  });

  test('is given once to who keeps its tag', async () => {
    const etag = (await fetch(`${url}/openapi.json`)).headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[\w-]+"$/);
    const again = await fetch(`${url}/openapi.json`, { headers: { 'if-none-match': `"other", ${etag}` } });
    expect([again.status, await again.text()]).toEqual([304, '']);
    const changed = await fetch(`${url}/openapi.json`, { headers: { 'if-none-match': '"other"' } });
    expect(changed.status).toBe(200);
  });

  test('has a path for every action', () => {
    const ids = app
      .get(ActionRegistry)
      .list()
      .map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(50);
    for (const id of ids)
      expect(document.paths).toHaveProperty([`/v1/connections/{connectionId}/actions/${id}`, 'post']);
  });

  test('has every route that the service answers', () => {
    const paths = [
      '/v1/connections',
      '/v1/actions',
      '/v1/actions/{actionId}',
      '/v1/audit',
      '/v1/runs',
      '/livez',
      '/readyz',
    ];
    expect(Object.keys(document.paths)).toEqual(expect.arrayContaining(paths));
  });

  test('gives every operation an id of its own', () => {
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z][A-Za-z0-9.-]+$/);
  });

  test('names every path parameter', () => {
    for (const { path, operation } of operations) {
      const named = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path').map(({ name }) => name);
      expect({ path, named: new Set(named) }).toEqual({
        path,
        named: new Set([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)),
      });
    }
  });

  test('names the scope that a route needs, and says which need no token', () => {
    const { paths } = document;
    expect(paths['/v1/connections']?.post?.security).toEqual([{ bearer: ['connections:write'] }]);
    expect(paths['/v1/audit']?.get?.security).toEqual([{ bearer: ['audit:read'] }]);
    expect(paths['/v1/actions']?.get?.security).toEqual([{ bearer: [] }]);
    expect(paths['/livez']?.get?.security).toEqual([]);
  });

  test('documents a problem for every way that a request can fail', () => {
    for (const { path, operation } of operations) {
      const statuses = Object.keys(operation.responses);
      const expected = ['400', '500', '503', ...((operation.security?.length ?? 0) > 0 ? ['401'] : [])];
      expect({ path, statuses }).toEqual({ path, statuses: expect.arrayContaining(expected) });
    }
  });

  test('refers only to what it has', () => {
    const references = new Set(
      [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, reference]) => reference ?? ''),
    );
    expect(references.size).toBeGreaterThan(10);
    for (const reference of references) expect(document).toHaveProperty(reference.split('/'));
  });
});

test.each(['/openapi.json', '/docs', '/docs/errors', '/docs/start.js', '/docs/scalar.js'])(
  '%s is for everybody',
  async (path) => {
    const response = await fetch(`${url}${path}`);
    await response.arrayBuffer();
    expect(response.status).toBe(200);
  },
);

test('the reference page comes with its own policy and finds its program', async () => {
  const page = await fetch(`${url}/docs`);
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
  const sources = [...(await page.text()).matchAll(/src="([^"]+)"/g)].map(([, source]) => source ?? '');
  for (const source of sources) {
    // oxlint-disable-next-line no-await-in-loop
    const script = await fetch(new URL(source, `${url}/docs`));
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    // oxlint-disable-next-line no-await-in-loop
    expect((await script.text()).length).toBeGreaterThan(50);
  }
  expect(sources).toHaveLength(2);
});

test('the program is sent compressed to who takes that', async () => {
  const [plain, zipped] = await Promise.all(
    ['identity', 'gzip'].map((coding) => fetch(`${url}/docs/scalar.js`, { headers: { 'accept-encoding': coding } })),
  );
  expect([plain?.headers.get('content-encoding'), zipped?.headers.get('content-encoding')]).toEqual([null, 'gzip']);
  expect(await zipped?.text()).toBe(await plain?.text());
});
