import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { chown, writeFile } from 'node:fs/promises';
import { createServer, Socket } from 'node:net';
import { join } from 'node:path';
import type { PostgresAccount } from './postgres-account.js';
import type { PostgresBinaries } from './postgres-binaries.js';
import { StartupError } from './startup-error.js';

export interface ClusterOptions {
  binaries: PostgresBinaries;
  account: PostgresAccount | undefined;
  directory: string;
  /** Server settings such as `fsync`. */
  settings?: Record<string, string>;
}

export interface Cluster {
  port: number;
  pid: number;
  stop: () => Promise<void>;
}

const ENCODING = [
  '--encoding=UTF8',
  '--locale=C',
  '--username=postgres',
  '--auth=trust',
  '--no-sync',
  '--no-instructions',
];
/** Our own working folder may be closed to the other account. */
const FOLDER = '/';
const READY = 'database system is ready to accept connections';

/**
 * Makes a data directory. Only the listed roles may connect, by password over 127.0.0.1: nobody logs in as the superuser,
 * so `statements` (one a line) run in single-user mode.
 */
export async function initialiseCluster(
  options: ClusterOptions & { statements: string[]; roles: string[] },
): Promise<void> {
  const { binaries, account, directory } = options;
  await run({ command: binaries.initdb, args: [...ENCODING, `--pgdata=${directory}`], account });
  const access = options.roles.map((role) => `host all ${role} 127.0.0.1/32 scram-sha-256\n`).join('');
  await writeFile(join(directory, 'pg_hba.conf'), access);
  if (account) await chown(join(directory, 'pg_hba.conf'), account.uid, account.gid);
  const args = ['--single', '-j', '-F', '-D', directory, 'postgres'];
  await run({
    command: binaries.postgres,
    args,
    account,
    input: options.statements.map((sql) => `${sql};\n\n`).join(''),
  });
}

/** Starts the server on a free port of 127.0.0.1. It stops with `stop`, and also when this process ends in any way. */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const attempts = 3;
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const server = launch(options, port);
    const output = await readiness(server);
    if (output === READY && server.pid) {
      release(server);
      return { port, pid: server.pid, stop: () => stop(server) };
    }
    const taken = output.includes('could not bind') && attempt < attempts;
    if (!taken)
      throw new StartupError(`The embedded Postgres in ${options.directory} did not start:\n${output.trim()}`);
  }
}

/**
 * The pipe on descriptor 3 closes when this process ends, however it ends; then the watcher asks the server to stop.
 * Its own process group keeps Ctrl-C away from it, so that connections are drained first.
 */
const WATCHED = '(exec >/dev/null 2>&1; cat <&3; kill -INT $$) & exec "$@" 3<&-';

function launch({ binaries, account, directory, settings = {} }: ClusterOptions, port: number): ChildProcess {
  const fixed = { port: `${port}`, listen_addresses: '127.0.0.1', unix_socket_directories: '', lc_messages: 'C' };
  const flags = Object.entries({ ...fixed, ...settings }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const command = ['-c', WATCHED, 'sh', binaries.postgres, '-D', directory, ...flags];
  const stdio: StdioOptions = ['ignore', 'ignore', 'pipe', 'pipe'];
  return spawn('/bin/sh', command, { ...account, cwd: FOLDER, detached: true, stdio });
}

/** A server that runs does not keep this process from ending. */
function release(server: ChildProcess): void {
  server.unref();
  for (const stream of server.stdio) if (stream instanceof Socket) stream.unref();
}

/** READY, or what the server said before it gave up. */
function readiness(server: ChildProcess): Promise<string> {
  let output = '';
  return new Promise((resolve) => {
    server.stderr?.on('data', (chunk: Buffer) => {
      if (output !== READY) output += chunk.toString();
      if (output.includes(READY)) resolve((output = READY));
    });
    server.once('error', (error) => resolve(error.message));
    server.once('exit', () => server.stdio[3]?.destroy());
    server.once('close', () => resolve(output));
  });
}

/** "Fast" shutdown: open connections are closed, the data is flushed. */
async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  server.ref();
  server.kill('SIGINT');
  await once(server, 'exit');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

interface Command {
  command: string;
  args: string[];
  account: PostgresAccount | undefined;
  input?: string;
}

async function run({ command, args, account, input }: Command): Promise<void> {
  const child = spawn(command, args, { ...account, cwd: FOLDER, stdio: ['pipe', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stdin.end(input);
  const code = await new Promise<unknown>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', resolve);
  });
  const refused = code !== 0 || /^.*(?:ERROR|FATAL): /m.test(output);
  if (refused) throw new StartupError(`${command} failed (${String(code)}):\n${output.trim()}`);
}
