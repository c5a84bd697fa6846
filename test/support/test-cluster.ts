import { chmod, chown, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { APPLICATION_ROLE, bootstrapStatements, OWNER_ROLE } from '../../src/core/database/embedded-postgres.ts';
import { migrateEmbedded } from '../../src/core/database/open-database.ts';
import { choosePostgresAccount } from '../../src/core/database/postgres-account.ts';
import { findPostgresBinaries } from '../../src/core/database/postgres-binaries.ts';
import { isAlive } from '../../src/core/database/postgres-pid-file.ts';
import {
  initialiseCluster,
  startCluster,
  type Cluster,
  type ClusterOptions,
} from '../../src/core/database/postgres-cluster.ts';

/** The test run's Postgres server: `okta_connector` in it is migrated and serves as the template of test databases. */
export interface TestCluster {
  port: number;
  /** Of the server's first process, whose children are its others. */
  pid: () => number;
  /** Stops it as `pg_ctl stop -m immediate` does, with nothing flushed, and starts it again where it was. */
  crash: () => Promise<void>;
  stop: () => Promise<void>;
}

const ADMIN_ROLE = 'test_admin';
const PASSWORD = 'test';
/** What tests leave need not survive a crash. */
const QUICK_SETTINGS = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
  // A clone of the template then costs a third: it is not written to the log as well.
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_connections: '300',
};

/** What survives a crash, as in production: for figures and benchmarks. */
export const DURABLE_SETTINGS = {
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  max_connections: '100',
};

export async function startTestCluster(settings: Record<string, string> = QUICK_SETTINGS): Promise<TestCluster> {
  const folder = await mkdtemp(join(tmpdir(), 'okta-connector-test-'));
  const directory = join(folder, 'cluster');
  const account = await choosePostgresAccount(directory);
  await chmod(folder, 0o711);
  await mkdir(directory, { mode: 0o700 });
  if (account) await chown(directory, account.uid, account.gid);
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const options = { binaries: await findPostgresBinaries(), account, directory, settings };
    let cluster = await fill(options);
    const { port } = cluster;
    return {
      port,
      pid: () => cluster.pid,
      crash: async () => {
        await endAtOnce(cluster);
        cluster = await startCluster({ ...options, settings: { ...settings, port: `${port}` } });
      },
      stop: () => cluster.stop().then(remove),
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function fill(options: ClusterOptions): Promise<Cluster> {
  const statements = [
    ...bootstrapStatements({ owner: PASSWORD, application: PASSWORD }),
    `CREATE ROLE ${ADMIN_ROLE} LOGIN SUPERUSER PASSWORD '${PASSWORD}'`,
  ];
  await initialiseCluster({ ...options, statements, roles: [OWNER_ROLE, APPLICATION_ROLE, ADMIN_ROLE] });
  const cluster = await startCluster(options);
  const address = `${PASSWORD}@127.0.0.1:${cluster.port}/okta_connector`;
  const url = `postgres://${APPLICATION_ROLE}:${address}`;
  await migrateEmbedded({ url, migrationUrl: `postgres://${OWNER_ROLE}:${address}` }).catch(async (error) => {
    await cluster.stop();
    throw error;
  });
  return cluster;
}

async function endAtOnce({ pid }: Cluster): Promise<void> {
  process.kill(pid, 'SIGQUIT');
  while (isAlive(pid)) await wait(10);
}
