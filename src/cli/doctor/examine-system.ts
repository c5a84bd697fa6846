import type { DataSource } from 'typeorm';
import type { Config } from '../../core/config.js';
import { createDataSource } from '../../core/database/data-source.js';
import { DatabaseFacts } from '../../core/database/database-facts.js';
import { JOB_VERSION } from '../../core/jobs/job-schema.js';
import { QUEUES } from '../../core/jobs/queues.js';
import { createLocalKeyProvider } from '../../tokens/local-key-provider.js';
import { buildKeyTools } from '../key-tools.js';
import { callbackCheck, publicUrlCheck } from './configuration-checks.js';
import {
  clockCheck,
  isolationCheck,
  jobCheck,
  partitionCheck,
  roleCheck,
  schemaCheck,
  versionCheck,
} from './database-checks.js';
import { egressCheck } from './egress-check.js';
import { keyCheck } from './key-checks.js';
import { fail, pass, type CheckSubject, type SystemCheck } from './system-check.js';

export interface Examination {
  config: Config;
  /** Of the application's role. */
  url: string;
  /** An org to reach. */
  org: string | undefined;
}

const DATABASE: CheckSubject = { id: 'database', title: 'Database' };

/** Every check of the whole installation; one that fails does not keep the others from being made. */
export async function examineSystem({ config, url, org }: Examination): Promise<SystemCheck[]> {
  return [
    ...(await examineDatabase(config, url)),
    publicUrlCheck(config),
    callbackCheck(config),
    ...(org === undefined ? [] : [await egressCheck(org, config)]),
  ];
}

async function examineDatabase(config: Config, url: string): Promise<SystemCheck[]> {
  const dataSource = createDataSource({ url, poolSize: 1, entities: [] });
  try {
    await dataSource.initialize();
  } catch (error) {
    const detail = `It cannot be reached, or it refused the login (${codeOf(error)}).`;
    return [fail(DATABASE, detail, 'Check DATABASE_URL, the network and the password. Nothing in it was examined.')];
  }
  try {
    return [pass(DATABASE, 'It answers.'), ...(await withinDatabase(config, dataSource))];
  } finally {
    await dataSource.destroy();
  }
}

async function withinDatabase(config: Config, dataSource: DataSource): Promise<SystemCheck[]> {
  const facts = new DatabaseFacts(dataSource);
  const wanted = { version: JOB_VERSION, queues: QUEUES.map(({ name }) => name) };
  const examinations: [CheckSubject, () => Promise<SystemCheck>][] = [
    [{ id: 'databaseVersion', title: 'Postgres version' }, async () => versionCheck(await facts.serverVersion())],
    [{ id: 'databaseRole', title: 'Database role' }, async () => roleCheck(await facts.role(), config)],
    [{ id: 'rowLevelSecurity', title: 'Row-level security' }, async () => isolationCheck(await facts.isolation())],
    [{ id: 'schema', title: 'Schema' }, async () => schemaCheck(await facts.schema())],
    [{ id: 'partitions', title: 'Partitions' }, async () => partitionCheck(await facts.partitions())],
    [{ id: 'jobs', title: 'Queues' }, async () => jobCheck(await facts.jobs(), wanted)],
    [{ id: 'clock', title: 'Clock' }, async () => clockCheck(await facts.clockSkewMs())],
    [
      { id: 'encryptionKeys', title: 'Encryption keys' },
      async () => keyCheck(buildKeyTools(dataSource, await createLocalKeyProvider(config))),
    ],
  ];
  const checks: SystemCheck[] = [];
  for (const [subject, examine] of examinations) checks.push(await examine().catch(unexamined(subject)));
  return checks;
}

/** Mostly a schema that is missing, which another check says. */
const unexamined = (subject: CheckSubject) => (error: unknown) =>
  fail(subject, `It could not be examined (${codeOf(error)}).`, 'Mend what else failed, then run the doctor again.');

/** Such as ECONNREFUSED, or 28P01 for a wrong password. */
function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown reason';
}
