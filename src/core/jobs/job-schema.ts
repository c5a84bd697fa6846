import { PgBoss } from 'pg-boss';
import type { EntityManager } from 'typeorm';
import { QUEUES } from './queues.js';

/** The schema that pg-boss keeps its tables in; jobs hold ids of tenants and their objects, and nothing else of theirs. */
export const JOB_SCHEMA = 'pgboss';

/** The version of its tables that pg-boss wants; a test holds it against the package. */
export const JOB_VERSION = 43;

/** Brings the tables and queues of jobs up to date, as the owner. Repeating it changes nothing. */
export async function installJobs(migrationUrl: string): Promise<void> {
  const boss = new PgBoss({
    connectionString: migrationUrl,
    schema: JOB_SCHEMA,
    max: 2,
    supervise: false,
    schedule: false,
  });
  await boss.start();
  try {
    const known = new Set((await boss.getQueues()).map(({ name }) => name));
    for (const { name, policy, ...options } of QUEUES) {
      if (known.has(name)) await boss.updateQueue(name, options);
      else await boss.createQueue(name, { ...options, ...(policy && { policy }) });
    }
  } finally {
    await boss.stop({ graceful: false });
  }
}

/** Lets the application role send and work jobs; it can change no table. `role` is quoted. */
export async function grantJobs(manager: EntityManager, role: string): Promise<void> {
  for (const grant of [
    `USAGE ON SCHEMA ${JOB_SCHEMA}`,
    `SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${JOB_SCHEMA}`,
    `USAGE ON ALL SEQUENCES IN SCHEMA ${JOB_SCHEMA}`,
    `EXECUTE ON ALL FUNCTIONS IN SCHEMA ${JOB_SCHEMA}`,
  ]) {
    await manager.query(`GRANT ${grant} TO ${role}`);
  }
}
