import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';

export interface RunningService {
  baseUrl: string;
  token: string;
  exited: Promise<number | null>;
  stop: () => Promise<void>;
}

const TENANT = 'acme';
const SCOPES = 'connections:read connections:write actions:run triggers:read triggers:write audit:read';

interface ServiceOptions {
  dataDir: string;
  oktaOrigin: string;
  /** Where webhooks may go. */
  receiverOrigin: string;
}

/** Starts the built service on a free port with an embedded Postgres in `dataDir`, and waits until it is ready. */
export async function startService(options: ServiceOptions): Promise<RunningService> {
  const port = await freePort(3000);
  const baseUrl = `http://127.0.0.1:${port}`;
  const env = {
    ...process.env,
    NODE_ENV: 'development',
    PORT: String(port),
    HOST: '127.0.0.1',
    PUBLIC_URL: baseUrl,
    DATA_DIR: options.dataDir,
    OKTA_DEV_ORIGINS: options.oktaOrigin,
    DELIVERY_ALLOWED_ORIGINS: options.receiverOrigin,
    LOG_LEVEL: 'warn',
  };
  const child = spawn(process.execPath, ['dist/main.js'], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await ready(baseUrl, child);
  const token = execFileSync(process.execPath, ['dist/cli.js', 'token', '--tenant', TENANT, '--scope', SCOPES], {
    env,
    encoding: 'utf8',
  });
  return { baseUrl, token: token.trim(), exited: exitOf(child), stop: () => stop(child) };
}

async function ready(baseUrl: string, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    if (child.exitCode !== null)
      throw new Error(`The service ended with exit code ${child.exitCode} before it was ready.`);
    const answer = await fetch(`${baseUrl}/readyz`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  child.kill('SIGKILL');
  throw new Error('The service was not ready within a minute.');
}

async function exitOf(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null) await once(child, 'exit');
  return child.exitCode;
}

async function stop(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM');
  await exitOf(child);
}

/** `preferred` where it is free, else any free port. */
async function freePort(preferred: number): Promise<number> {
  return (await listenOnce(preferred)) ?? (await listenOnce(0)) ?? preferred;
}

async function listenOnce(port: number): Promise<number | undefined> {
  const server = createServer();
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    return typeof address === 'object' && address ? address.port : undefined;
  } catch {
    return undefined;
  } finally {
    server.close();
  }
}
