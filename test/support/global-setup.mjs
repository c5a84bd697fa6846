import { once } from 'node:events';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { registerTypeScript } from './register-typescript.mjs';

/**
 * Offers the test run's Postgres without starting it: the first test file that asks starts it (about two seconds), so a
 * run of unit tests does not wait. `createTestDatabase` in postgres.ts does the asking.
 */
export default async function globalSetup() {
  // Child processes, such as the local Okta org, then need half as long to start.
  process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('../../node_modules/.cache/node', import.meta.url));
  let cluster;
  const answer = async (response) => {
    cluster ??= start();
    const text = await cluster.then(({ port }) => `${port}`).catch((error) => error.stack);
    response.setHeader('connection', 'close').end(text);
  };
  const server = createServer((_request, response) => void answer(response));
  server.listen(0, '127.0.0.1').unref();
  await once(server, 'listening');
  process.env.TEST_POSTGRES_STARTER = `http://127.0.0.1:${server.address().port}`;
  globalThis.stopTestPostgres = async () => {
    server.close();
    await (await cluster?.catch(() => undefined))?.stop();
  };
}

async function start() {
  const hooks = registerTypeScript();
  try {
    await import('reflect-metadata');
    const { startTestCluster } = await import('./test-cluster.ts');
    return await startTestCluster();
  } finally {
    hooks.deregister();
  }
}
