import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/core/database/embedded-postgres.js';
import { openDatabase } from '../../src/core/database/open-database.js';
import { findRunningPostgres } from '../../src/core/database/postgres-pid-file.js';
import { query } from '../support/postgres.js';
import { runCli } from '../support/run-cli.js';

const running: EmbeddedPostgres[] = [];
const folders: string[] = [];
const children: ChildProcess[] = [];

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'okta-connector-embedded-'));
  folders.push(folder);
  return folder;
}

async function start(dataDir: string, whenRunning: 'refuse' | 'join' = 'refuse'): Promise<EmbeddedPostgres> {
  const embedded = await startEmbeddedPostgres({ dataDir, whenRunning });
  running.push(embedded);
  return embedded;
}

const refusal = (message: string) => ({ name: 'StartupError', message: expect.stringContaining(message) });
const mode = async (path: string) => (await stat(path)).mode & 0o777;

afterEach(async () => {
  for (const embedded of running.splice(0)) await embedded.stop();
  for (const child of children.splice(0)) child.kill('SIGKILL');
});
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

/** One folder for the tests that need a database and do not harm it: making one takes a second. */
let dataDir: string;
beforeAll(async () => {
  dataDir = await newFolder();
  await (await startEmbeddedPostgres({ dataDir, whenRunning: 'refuse' })).stop();
});

describe('the embedded Postgres', () => {
  test('has an owner role and an application role, neither of which stands above row-level security', async () => {
    const { url, migrationUrl } = await start(dataDir);
    const facts =
      'SELECT current_user AS role, rolsuper OR rolbypassrls OR rolcreaterole AS above FROM pg_roles WHERE rolname = current_user';
    await expect(query(url, facts)).resolves.toEqual([{ role: 'okta_connector', above: false }]);
    await expect(query(migrationUrl, facts)).resolves.toEqual([{ role: 'okta_connector_owner', above: false }]);
    await expect(query(url, 'CREATE TABLE mine (id int)')).rejects.toMatchObject({ code: '42501' });
  });

  test('asks for passwords, which only we can read, and lets nobody in as superuser', async () => {
    const { url } = await start(dataDir);
    await expect(query(url.replace(/:[0-9a-f]+@/, ':guess@'), 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
    await expect(query(url.replace('okta_connector:', 'postgres:'), 'SELECT 1')).rejects.toMatchObject({
      code: '28000',
    });
    await expect(mode(join(dataDir, 'postgres-roles.json'))).resolves.toBe(0o600);
    await expect(mode(join(dataDir, 'postgres'))).resolves.toBe(0o700);
  });

  test('uses UTF-8 and the C locale, listens on 127.0.0.1 only and has no socket file', async () => {
    const { url } = await start(dataDir);
    const sql = `SELECT pg_encoding_to_char(encoding) AS encoding, datcollate FROM pg_database WHERE datname = current_database()`;
    await expect(query(url, sql)).resolves.toEqual([{ encoding: 'UTF8', datcollate: 'C' }]);
    const [, , , , socketFolder, address] = (await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split(
      '\n',
    );
    expect([socketFolder, address]).toEqual(['', '127.0.0.1']);
    const others = Object.values(networkInterfaces())
      .flat()
      .filter((card) => card?.family === 'IPv4' && !card.internal);
    for (const card of others)
      await expect(canConnect(card?.address ?? '', Number(new URL(url).port))).resolves.toBe(false);
  });

  test('keeps its rows over a restart', async () => {
    const first = await start(dataDir);
    await query(first.migrationUrl, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await first.stop();
    const second = await start(dataDir);
    await expect(query(second.migrationUrl, 'SELECT answer FROM kept')).resolves.toEqual([{ answer: 42 }]);
    await query(second.migrationUrl, 'DROP TABLE kept');
  });

  test('stops, and stopping again does nothing', async () => {
    const { url, stop } = await start(dataDir);
    await stop();
    await stop();
    await expect(query(url, 'SELECT 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await expect(findRunningPostgres(join(dataDir, 'postgres'))).resolves.toBeUndefined();
  });

  test('refuses a second start on the same folder, while an admin command joins it', async () => {
    const first = await start(dataDir);
    await expect(start(dataDir)).rejects.toMatchObject(refusal('is in use'));
    const joined = await start(dataDir, 'join');
    expect(joined.url).toBe(first.url);
    await joined.stop();
    await expect(query(first.url, 'SELECT 1 AS up')).resolves.toEqual([{ up: 1 }]);
  });

  test('starts after a crash that left the pid file, even when another program has that pid now', async () => {
    await writeFile(
      join(dataDir, 'postgres', 'postmaster.pid'),
      `${process.pid}\n${dataDir}/postgres\n1\n5432\n\n127.0.0.1\n`,
    );
    const { url } = await start(dataDir);
    await expect(query(url, 'SELECT 1 AS up')).resolves.toEqual([{ up: 1 }]);
  });
});

describe('the first start', () => {
  test('begins anew when an earlier one was interrupted', async () => {
    const folder = await newFolder();
    await mkdir(join(folder, 'postgres.new', 'cluster'), { recursive: true });
    await writeFile(join(folder, 'postgres.new', 'pid'), `${2 ** 22 + 1}`);
    const { url } = await start(folder);
    await expect(query(url, 'SELECT 1 AS up')).resolves.toEqual([{ up: 1 }]);
    await expect(readdir(folder)).resolves.toEqual(['postgres', 'postgres-roles.json']);
  });

  test('waits for nobody: it refuses while another process makes the database', async () => {
    const folder = await newFolder();
    await mkdir(join(folder, 'postgres.new'));
    await writeFile(join(folder, 'postgres.new', 'pid'), `${process.ppid}`);
    await expect(start(folder)).rejects.toMatchObject(refusal(`Process ${process.ppid} is making`));
  });

  test('says what to do when the passwords are gone', async () => {
    const folder = await newFolder();
    await mkdir(join(folder, 'postgres'));
    await expect(start(folder)).rejects.toMatchObject(refusal('postgres-roles.json is missing or damaged'));
  });

  test('shows what Postgres says when the folder is none of its own', async () => {
    const folder = await newFolder();
    await mkdir(join(folder, 'postgres'));
    await writeFile(join(folder, 'postgres-roles.json'), '{"owner":"a","application":"b"}');
    await expect(start(folder)).rejects.toMatchObject(refusal('did not start'));
  });
});

describe('the service without DATABASE_URL', () => {
  test('migrates the embedded database, and stops it at the end', async () => {
    const config = { production: false, dataDir, database: { url: undefined, migrationUrl: undefined, poolSize: 2 } };
    const { dataSource, close } = await openDatabase({ config, entities: [] });
    await expect(dataSource.query('SELECT * FROM connection')).resolves.toEqual([]);
    const status = await runCli(['migrate', 'status'], { DATA_DIR: dataDir });
    expect(status).toMatchObject({ code: 0, stdout: expect.not.stringContaining('missing') });
    await close();
    await expect(findRunningPostgres(join(dataDir, 'postgres'))).resolves.toBeUndefined();
  });
});

describe('a process that runs it', () => {
  const script = fileURLToPath(new URL('../support/embedded-postgres-process.ts', import.meta.url));
  const loader = fileURLToPath(new URL('../support/load-typescript.mjs', import.meta.url));

  async function startProcess(folder: string, account: { uid?: number; gid?: number } = {}) {
    const child = spawn(process.execPath, ['--import', loader, script, folder], {
      ...account,
      env: {},
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    return { child, url: line.toString().trim() };
  }

  test('takes it along when it is killed', async () => {
    const { child, url } = await startProcess(dataDir);
    await expect(query(url, 'SELECT 1 AS up')).resolves.toEqual([{ up: 1 }]);
    child.kill('SIGKILL');
    await once(child, 'exit');
    while (await findRunningPostgres(join(dataDir, 'postgres'))) await delay(20);
    await expect(query(url, 'SELECT 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  test('may be of an ordinary user', async () => {
    const folder = await newFolder();
    const nobody = 65_534;
    const root = process.getuid?.() === 0;
    if (root) await chown(folder, nobody, nobody);
    const { child, url } = await startProcess(folder, root ? { uid: nobody, gid: nobody } : {});
    await expect(query(url, 'SELECT 1 AS up')).resolves.toEqual([{ up: 1 }]);
    await expect(stat(join(folder, 'postgres'))).resolves.toMatchObject({ uid: root ? nobody : process.getuid?.() });
    child.kill('SIGKILL');
    while (await findRunningPostgres(join(folder, 'postgres'))) await delay(20);
  });
});

function canConnect(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port }, () => resolve(socket.destroy() !== undefined));
    socket.on('error', () => resolve(false));
  });
}
