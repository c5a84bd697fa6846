import { Console } from 'node:console';
import { Writable } from 'node:stream';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    users: { type: 'string', default: '0' },
    'rate-limit': { type: 'string', default: '100000' },
    'org-id': { type: 'string' },
    log: { type: 'boolean', default: false },
    'parent-stdin': { type: 'boolean', default: false },
  },
});

// oidc-provider prints notices: stdout carries the ready line only, stderr stays quiet unless asked.
const quiet = new Writable({ write: (_chunk, _encoding, done) => done() });
globalThis.console = new Console(values.log ? process.stderr : quiet);

const { OrgRuntime } = await import('./server/org-runtime.ts');
const { OrgServer } = await import('./server/org-server.ts');

const runtime = new OrgRuntime({
  users: Number(values.users),
  rateLimit: Number(values['rate-limit']),
  orgId: values['org-id'] ?? null,
});
const server = new OrgServer(runtime, (line) => {
  if (values.log || line.startsWith('unexpected')) process.stderr.write(`${line}\n`);
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
