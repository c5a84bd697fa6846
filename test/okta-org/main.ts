import { Console } from 'node:console';
import { parseArgs } from 'node:util';

// Libraries may print warnings; stdout carries the ready line only.
globalThis.console = new Console(process.stderr, process.stderr);

const { OrgRuntime } = await import('./server/org-runtime.ts');
const { OrgServer } = await import('./server/org-server.ts');

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    users: { type: 'string', default: '0' },
    'rate-limit': { type: 'string', default: '100000' },
    log: { type: 'boolean', default: false },
    'parent-stdin': { type: 'boolean', default: false },
  },
});

const runtime = new OrgRuntime({ users: Number(values.users), rateLimit: Number(values['rate-limit']) });
const server = new OrgServer(runtime, (line) => {
  if (values.log || line.startsWith('unexpected')) console.error(line);
});

async function shutDown(): Promise<void> {
  await server.stop();
  process.exit(0);
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void shutDown());
if (values['parent-stdin']) {
  process.stdin.resume();
  process.stdin.once('close', () => void shutDown());
}

const url = await server.start(Number(values.port));
const ready = { ready: true, url, apiToken: runtime.apiToken, orgId: runtime.org.orgId };
process.stdout.write(`${JSON.stringify(ready)}\n`);
