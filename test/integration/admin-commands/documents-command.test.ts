import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { ActionRegistry } from '../../../src/actions/registry.js';
import { TriggerRegistry } from '../../../src/triggers/trigger-registry.js';
import { runCli } from '../../support/run-cli.js';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'okta-connector-documents-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

test('openapi prints the document without a database, and makes no file', async () => {
  // Nobody listens there.
  const env = { DATA_DIR: dataDir, DATABASE_URL: 'postgres://u@127.0.0.1:1/none', PUBLIC_URL: 'https://okta.example' };
  const { code, stdout, stderr } = await runCli(['openapi'], env);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const document = JSON.parse(stdout) as { openapi: string; servers: object[]; paths: Record<string, object> };
  expect(document).toMatchObject({ openapi: '3.1.0', servers: [{ url: 'https://okta.example' }] });
  expect(Object.keys(document.paths)).toEqual(expect.arrayContaining(['/v1/connections', '/v1/actions', '/v1/audit']));
  expect(Object.keys(document.paths).length).toBeGreaterThan(new ActionRegistry().list().length);
  await expect(readdir(dataDir)).resolves.toEqual([]);
});

test('catalogue prints every action and trigger', async () => {
  const { code, stdout, stderr } = await runCli(['catalogue'], { DATA_DIR: dataDir });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const { actions, triggers } = JSON.parse(stdout) as Record<string, { id: string }[]>;
  expect(actions?.map(({ id }) => id)).toEqual(new ActionRegistry().list().map(({ id }) => id));
  expect(triggers?.map(({ id }) => id)).toEqual(new TriggerRegistry().list().map(({ id }) => id));
  expect(actions?.[0]).toMatchObject({ inputSchema: {}, outputSchema: {}, requiredScopes: [expect.any(String)] });
  await expect(readdir(dataDir)).resolves.toEqual([]);
});
