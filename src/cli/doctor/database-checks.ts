import type { JobFacts, PartitionFacts, RoleFacts, SchemaFacts } from '../../core/database/database-facts.js';
import { fail, pass, warn, type SystemCheck } from './system-check.js';

const OLDEST_SERVER = 140_000;
const MIGRATE = 'Run "node dist/cli.js migrate up" with DATABASE_MIGRATION_URL of the owner.';
const ROLES =
  'Give the service a role of its own: LOGIN NOSUPERUSER NOBYPASSRLS, no member of the owner (docs/operations.md).';

export function versionCheck({ text, number }: { text: string; number: number }): SystemCheck {
  const subject = { id: 'databaseVersion', title: 'Postgres version' };
  if (number >= OLDEST_SERVER) return pass(subject, `Postgres ${text}.`);
  return fail(subject, `Postgres ${text} is too old.`, 'Move to Postgres 14 or newer.');
}

/** Outside production one role may do everything. */
export function roleCheck(
  { name, above, owner, creates }: RoleFacts,
  { production }: { production: boolean },
): SystemCheck {
  const subject = { id: 'databaseRole', title: 'Database role' };
  const worse = production ? fail : warn;
  if (above) return worse(subject, `Role "${name}" is superuser or has BYPASSRLS: tenants are not isolated.`, ROLES);
  if (owner) return worse(subject, `Role "${name}" owns the tables, or is a member of their owner.`, ROLES);
  if (creates)
    return warn(subject, `Role "${name}" may make tables in the schema public.`, `${MIGRATE} It revokes that.`);
  return pass(subject, `Role "${name}" reads and writes rows, and no more.`);
}

export function isolationCheck({ tables, open }: { tables: number; open: string[] }): SystemCheck {
  const subject = { id: 'rowLevelSecurity', title: 'Row-level security' };
  if (tables === 0) return fail(subject, 'There are no tables of tenants.', MIGRATE);
  if (open.length === 0) return pass(subject, `Forced on all ${tables} tables of tenants.`);
  const remedy =
    'Stop the service. ALTER TABLE … ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY, and find out who changed it.';
  return fail(subject, `Not in force on ${open.join(', ')}.`, remedy);
}

export function schemaCheck({ missing, unknown }: SchemaFacts): SystemCheck {
  const subject = { id: 'schema', title: 'Schema' };
  if (missing.length > 0) return fail(subject, `It lacks ${missing.join(', ')}.`, MIGRATE);
  if (unknown.length === 0) return pass(subject, 'Every migration of this release is applied.');
  const detail = `It is ahead of this release by ${unknown.join(', ')}.`;
  return warn(subject, detail, 'Nothing during an upgrade or after a rollback; else run the newer image.');
}

const SKEW = { warnMs: 2_000, failMs: 60_000 };

export function clockCheck({ skewMs, uncertainMs }: { skewMs: number; uncertainMs: number }): SystemCheck {
  const subject = { id: 'clock', title: 'Clock' };
  const apart = Math.max(0, Math.abs(skewMs) - uncertainMs);
  const detail = `This process is ${Math.abs(skewMs)} ms ${skewMs < 0 ? 'behind' : 'ahead of'} the database (± ${uncertainMs} ms).`;
  if (apart < SKEW.warnMs) return pass(subject, detail);
  return (apart < SKEW.failMs ? warn : fail)(subject, detail, 'Set the clocks of both machines by NTP.');
}

const SOON_DAYS = 1;

export function partitionCheck(partitions: readonly PartitionFacts[]): SystemCheck {
  const subject = { id: 'partitions', title: 'Partitions' };
  const remedy =
    'SELECT maintain_partitions() as the role of the service, and look for its errors in the logs of the workers.';
  if (partitions.length === 0) return fail(subject, 'There are no partitioned tables.', MIGRATE);
  const missing = partitions.filter(({ present }) => !present).map(({ parent }) => parent);
  if (missing.length > 0) return fail(subject, `None for now: ${missing.join(', ')}.`, remedy);
  const ending = partitions.filter(({ daysAhead }) => daysAhead < SOON_DAYS).map(({ parent }) => parent);
  if (ending.length > 0) return warn(subject, `The last one ends within a day: ${ending.join(', ')}.`, remedy);
  const least = Math.min(...partitions.map(({ daysAhead }) => daysAhead));
  return pass(subject, `${partitions.length} tables have partitions for ${least} day(s) or more.`);
}

export function jobCheck(
  { version, queues }: JobFacts,
  wanted: { version: number; queues: readonly string[] },
): SystemCheck {
  const subject = { id: 'jobs', title: 'Queues' };
  if (version === undefined) return fail(subject, 'The tables of jobs are missing.', MIGRATE);
  const missing = wanted.queues.filter((name) => !queues.includes(name));
  if (missing.length > 0) return fail(subject, `Missing: ${missing.join(', ')}.`, MIGRATE);
  if (version < wanted.version)
    return fail(subject, `The tables of jobs are of version ${version}, not ${wanted.version}.`, MIGRATE);
  return pass(subject, `${wanted.queues.length} queues, tables of version ${version}.`);
}
