import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ActionRegistry } from '../../src/actions/registry.js';
import { createService } from '../../src/app.module.js';
import { loadConfig } from '../../src/core/config.js';
import { createLogger } from '../../src/core/logging/create-logger.js';
import { TriggerRegistry } from '../../src/triggers/trigger-registry.js';
import type { OpenApi, Operation, Parameter } from '../../src/openapi/openapi-types.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';

let database: TestDatabase;
let dataDir: string;
let app: NestFastifyApplication;
let url: string;
let document: OpenApi;
let operations: { path: string; method: string; operation: Operation }[];

const parametersOf = ({ parameters = [] }: Operation): Parameter[] =>
  parameters.map((one) => ('name' in one ? one : document.components.parameters[one.$ref.split('/').at(-1) ?? '']!));

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
      const named = parametersOf(operation)
        .filter((parameter) => parameter.in === 'path')
        .map(({ name }) => name);
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

  const everything = () => operations.map(({ path, method, operation }) => ({ name: `${method} ${path}`, operation }));
  const lacking = (lacks: (operation: Operation) => boolean) =>
    everything()
      .filter(({ operation }) => lacks(operation))
      .map(({ name }) => name);

  test('says of every route in a few words and at more length what it does', () => {
    expect(lacking(({ summary = '' }) => !/^[A-Z].{3,}[^.]$/.test(summary))).toEqual([]);
    expect(lacking(({ description = '' }) => description.length < 20)).toEqual([]);
  });

  test('says of every parameter what it is', () => {
    const mute = everything().flatMap(({ name, operation }) =>
      parametersOf(operation)
        .filter(({ description = '' }) => description.length < 5)
        .map((parameter) => `${name} ${parameter.name}`),
    );
    expect(mute).toEqual([]);
  });

  test('has an example for every body that callers of the API send', () => {
    const hasNone = ({ requestBody }: Operation) => {
      const body = requestBody?.content['application/json'];
      return body !== undefined && body.example === undefined;
    };
    const named = lacking(hasNone).filter((name) => / \/v1\//.test(name));
    expect(named).toEqual([]);
  });

  test('has a schema for every body that is sent', () => {
    const isBare = ({ requestBody }: Operation) =>
      requestBody !== undefined &&
      !Object.values(requestBody.content).every(({ schema }) => Object.keys(schema).length);
    expect(lacking(isBare)).toEqual([]);
    expect(document.paths['/hooks/okta/{hookId}']?.post?.requestBody).toBeDefined();
  });

  test('sorts every route under tags that are described and stand in one group each', () => {
    const used = new Set(operations.flatMap(({ operation }) => operation.tags ?? []));
    const grouped = document['x-tagGroups'].flatMap(({ tags }) => tags);
    expect(new Set(grouped)).toEqual(used);
    expect(grouped).toHaveLength(used.size);
    for (const name of used)
      expect(document.tags).toContainEqual({ name, description: expect.stringMatching(/\w{3}.*\.$/) });
    expect(lacking(({ tags = [] }) => tags.length !== 1)).toEqual([]);
  });

  test('has a webhook for every trigger, whose example says what it is', () => {
    const ids = app
      .get(TriggerRegistry)
      .list()
      .map(({ id }) => id);
    expect(Object.keys(document.webhooks)).toEqual(ids);
    for (const [id, item] of Object.entries(document.webhooks)) {
      expect(item.post?.requestBody?.content['application/json']?.example).toMatchObject({ type: id, data: {} });
      expect(item.post?.['x-params-schema']).toMatchObject({ type: 'object' });
    }
  });

  test('says once what stands in many places', () => {
    expect(document.components.schemas).toMatchObject({ User: {}, LogEvent: {}, Connection: {}, Run: {} });
    const actions = JSON.stringify(document.paths);
    const { description: _, ...user } = document.components.schemas['User'] ?? {};
    expect(actions).toContain('"$ref":"#/components/schemas/User"');
    expect(actions).not.toContain(JSON.stringify(user));
  });

  test('refers only to what it has', () => {
    const references = new Set(
      [
        ...JSON.stringify(document, (name, part: unknown) => (name === 'example' ? undefined : part)).matchAll(
          /"\$ref":"#\/([^"]+)"/g,
        ),
      ].map(([, reference]) => reference ?? ''),
    );
    expect(references.size).toBeGreaterThan(10);
    for (const reference of references) expect(document).toHaveProperty(reference.split('/'));
  });
});

test.each(['/openapi.json', '/llms.txt', '/docs', '/docs/errors', '/docs/start.js', '/docs/scalar.js'])(
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

test('llms.txt leads to documents that are there', async () => {
  const answer = await fetch(`${url}/llms.txt`);
  expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  const links = [...(await answer.text()).matchAll(/\]\(https:\/\/okta\.example(\/[^)]+)\)/g)].map(([, path]) => path);
  expect(links.length).toBeGreaterThan(5);
  const statuses = await Promise.all(links.map(async (path) => [path, (await fetch(`${url}${path}`)).status]));
  const expected = links.map((path) => [path, path?.startsWith('/v1/') ? 401 : 200]);
  expect(statuses).toEqual(expected);
});
