import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { z } from 'zod';

// Both start programs that take seconds, on a busy machine many.

const root = fileURLToPath(new URL('../../', import.meta.url));
const run = promisify(execFile);
const { NODE_OPTIONS: _, ...env } = process.env;
const node = (...args: string[]) => run(process.execPath, args, { cwd: root, env });

const Package = z.object({
  dependencies: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()).default({}),
});
const packageAt = (path: string) => Package.parse(JSON.parse(readFileSync(join(root, path), 'utf8')));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'client-'));
});
afterAll(() => rm(folder, { recursive: true }));

it('has the types of the service as it is: npm run client brings them up to date', async () => {
  await node('scripts/generate-client.mjs', '--check');
});

it('is pinned to the versions that it is tested with', () => {
  const own = packageAt('clients/typescript/package.json').dependencies;
  const { dependencies, devDependencies } = packageAt('package.json');
  const tested = { ...dependencies, ...devDependencies };
  expect(Object.keys(own)).toEqual(['openapi-fetch', 'standardwebhooks']);
  for (const [name, version] of Object.entries(own)) expect([name, version]).toEqual([name, tested[name]]);
});

it('is built to JavaScript and types that others can use', async () => {
  const target = join(folder, 'node_modules/@okta-connector/client');
  await mkdir(target, { recursive: true });
  await symlink(join(root, 'node_modules'), join(target, 'node_modules'));
  const manifest = readFileSync(join(root, 'clients/typescript/package.json'));
  await writeFile(join(target, 'package.json'), manifest);
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  await node(tsc, '--project', 'clients/typescript', '--outDir', join(target, 'dist'));
  const user = `import { OktaConnector } from '@okta-connector/client';
const okta = new OktaConnector({ baseUrl: 'http://localhost', token: 't' });
process.stdout.write(typeof okta.run);
export const login = async () => (await okta.run('con_1', 'get-user', { userId: 'a' })).output.profile?.login?.trim();
`;
  await writeFile(join(folder, 'user.mts'), user);
  await node(
    tsc,
    '--noEmit',
    '--ignoreConfig',
    '--strict',
    '--module',
    'nodenext',
    '--skipLibCheck',
    '--types',
    'node',
    '--typeRoots',
    join(root, 'node_modules/@types'),
    join(folder, 'user.mts'),
  );
  expect((await node(join(folder, 'user.mts'))).stdout).toBe('function');
});
