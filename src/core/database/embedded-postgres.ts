import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { assertReachable, choosePostgresAccount, type PostgresAccount } from './postgres-account.js';
import { findPostgresBinaries } from './postgres-binaries.js';
import { initialiseCluster, startCluster, type ClusterOptions } from './postgres-cluster.js';
import { findRunningPostgres, isAlive, type RunningPostgres } from './postgres-pid-file.js';
import { StartupError } from './startup-error.js';

/** A development database that is up. */
export interface EmbeddedPostgres {
  /** As the application role. */
  url: string;
  /** As the owner of the tables. */
  migrationUrl: string;
  stop: () => Promise<void>;
}

export interface EmbeddedPostgresOptions {
  dataDir: string;
  /** What to do when another process runs it: the service refuses, an admin command joins (and then stops nothing). */
  whenRunning: 'refuse' | 'join';
}

export const OWNER_ROLE = 'okta_connector_owner';
export const APPLICATION_ROLE = 'okta_connector';
const DATABASE = 'okta_connector';

const passwords = z.object({ owner: z.string(), application: z.string() });
type Passwords = z.infer<typeof passwords>;

interface Place {
  dataDir: string;
  cluster: string;
  passwordFile: string;
}

/**
 * Starts the development database in `<dataDir>/postgres`, which it makes at the first start with both roles in it.
 * @throws StartupError when it cannot start, with the next step
 */
export async function startEmbeddedPostgres({
  dataDir,
  whenRunning,
}: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const place = await openPlace(dataDir);
  const running = await stillRunning(place);
  if (running && whenRunning === 'refuse') throw alreadyRunning(place, running);
  if (running) return arrange(await readPasswords(place), running.port, async () => {});
  const account = await choosePostgresAccount(place.cluster);
  const options = { binaries: await findPostgresBinaries(), account, directory: place.cluster };
  await Promise.all([assertReachable(place.cluster, account), assertReachable(options.binaries.postgres, account)]);
  if (!(await exists(place.cluster))) await create(place, options);
  const known = await readPasswords(place);
  const { port, stop } = await startCluster(options);
  return arrange(known, port, stop);
}

async function openPlace(dataDir: string): Promise<Place> {
  const absolute = resolve(dataDir);
  await mkdir(absolute, { recursive: true });
  const { mode, uid } = await stat(absolute);
  if (uid === 0 && process.getuid?.() === 0) await chmod(absolute, (mode & 0o777) | 0o001);
  return {
    dataDir: absolute,
    cluster: join(absolute, 'postgres'),
    passwordFile: join(absolute, 'postgres-roles.json'),
  };
}

/** A server whose service was killed goes down by itself a moment later; it is given that moment. */
async function stillRunning({ cluster }: Place): Promise<RunningPostgres | undefined> {
  const tries = 10;
  for (let attempt = 1; ; attempt += 1) {
    const running = await findRunningPostgres(cluster);
    if (!running || attempt === tries) return running;
    await delay(100);
  }
}

/** The folder is made under another name, so that an interrupted first start leaves nothing that looks finished. */
async function create(place: Place, options: ClusterOptions): Promise<void> {
  const draft = join(place.dataDir, 'postgres.new');
  await reserve(draft);
  const directory = join(draft, 'cluster');
  const chosen = { owner: randomBytes(24).toString('hex'), application: randomBytes(24).toString('hex') };
  try {
    await mkdir(directory, { mode: 0o700 });
    if (options.account) await give(options.account, draft, directory);
    const statements = bootstrapStatements(chosen);
    await initialiseCluster({ ...options, directory, statements, roles: [OWNER_ROLE, APPLICATION_ROLE] });
    await writeFile(place.passwordFile, JSON.stringify(chosen), { mode: 0o600 });
    await rename(directory, place.cluster);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** SQL that makes both roles and the database; for a new cluster only. */
export function bootstrapStatements({ owner, application }: Passwords): string[] {
  const attributes = 'LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD';
  return [
    `CREATE ROLE ${OWNER_ROLE} ${attributes} '${owner}'`,
    `CREATE ROLE ${APPLICATION_ROLE} ${attributes} '${application}'`,
    `CREATE DATABASE ${DATABASE} OWNER ${OWNER_ROLE}`,
    `REVOKE ALL ON DATABASE ${DATABASE} FROM PUBLIC`,
    `GRANT CONNECT ON DATABASE ${DATABASE} TO ${APPLICATION_ROLE}`,
  ];
}

/** The draft folder is the lock of the first start; one that a dead process left is taken over. */
async function reserve(draft: string): Promise<void> {
  const own = await mkdtemp(`${draft}.`);
  try {
    await chmod(own, 0o711);
    await writeFile(join(own, 'pid'), `${process.pid}`);
    // Renaming onto a folder with something in it fails: of two processes at once one wins.
    await rename(own, draft).catch(async () => {
      await removeLeftover(draft);
      await rename(own, draft);
    });
  } finally {
    await rm(own, { recursive: true, force: true });
  }
}

async function removeLeftover(draft: string): Promise<void> {
  const holder = Number(await readFile(join(draft, 'pid'), 'utf8').catch(() => ''));
  if (holder > 0 && holder !== process.pid && isAlive(holder)) {
    throw new StartupError(`Process ${holder} is making the embedded database right now. Try again in a moment.`);
  }
  await rm(draft, { recursive: true, force: true });
}

async function give({ uid, gid }: PostgresAccount, ...folders: string[]): Promise<void> {
  for (const folder of folders) await chown(folder, uid, gid);
}

async function readPasswords({ passwordFile, cluster }: Place): Promise<Passwords> {
  const text = await readFile(passwordFile, 'utf8').catch(() => '');
  const parsed = passwords.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  throw new StartupError(
    `${passwordFile} is missing or damaged. Restore it, or delete ${cluster} to begin with an empty database.`,
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function arrange({ owner, application }: Passwords, port: number, stop: () => Promise<void>): EmbeddedPostgres {
  const address = `127.0.0.1:${port}/${DATABASE}`;
  return {
    url: `postgres://${APPLICATION_ROLE}:${application}@${address}`,
    migrationUrl: `postgres://${OWNER_ROLE}:${owner}@${address}`,
    stop,
  };
}

function alreadyRunning({ dataDir }: Place, { pid }: RunningPostgres): StartupError {
  return new StartupError(
    `The embedded database in ${dataDir} is in use (Postgres process ${pid}). Stop the other service, or set DATA_DIR to another folder.`,
  );
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
