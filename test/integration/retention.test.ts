import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PartitionMaintenance } from '../../src/core/database/partition-maintenance.js';
import { QUEUES } from '../../src/core/jobs/queues.js';
import { connectTestDatabase, tenantId, type ConnectedDatabase } from '../support/database.js';
import { query } from '../support/postgres.js';

const acme = tenantId('acme');
const beta = tenantId('beta');

let db: ConnectedDatabase;
beforeAll(async () => {
  db = await connectTestDatabase();
});
afterAll(async () => {
  await db.drop();
});

const maintain = () => new PartitionMaintenance(db.dataSource).maintain();

/** An event in the partition of nobody's day. `received` and `published`: SQL. */
const event = (tenant: string, uuid: string, { received, published }: { received: string; published: string }) =>
  query(
    db.adminUrl,
    `INSERT INTO event (tenant_id, connection_id, published, uuid, event_type, source, received_at, body)
     VALUES ($1, 'con_1', ${published}, $2, 'user.session.start', 'log', ${received}, '{}')`,
    [tenant, uuid],
  );
const uuids = async (table: string) =>
  (await query<{ uuid: string }>(db.adminUrl, `SELECT uuid FROM ${table} ORDER BY uuid`)).map(({ uuid }) => uuid);

const KEPT_DAYS = { audit_event: 400, delivery: 30, delivery_attempt: 30, event: 30, queued_run: 2, run: 30 };

describe('tables in partitions', () => {
  const partitionsOf = async (parent: string) => {
    const sql = `SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = $1::regclass`;
    return new Set((await query<{ name: string }>(db.adminUrl, sql, [parent])).map(({ name }) => name));
  };
  /** The partition of a time so many days ago. */
  const partitionAt = async (parent: string, days: number) => {
    const unit = parent === 'audit_event' ? 'month' : 'day';
    const sql = `SELECT maintain_partition_set($1, '${unit}', 0, 100000, now() - make_interval(days => $2)),
      $1 || '_p' || to_char(date_trunc('${unit}', (now() - make_interval(days => $2)) AT TIME ZONE 'UTC'), 'YYYYMMDD') AS name`;
    const [row] = await query<{ name: string }>(db.migrationUrl, sql, [parent, days]);
    return row?.name ?? '';
  };

  test('are these, so that none is without an end', async () => {
    const sql = `SELECT relname AS name FROM pg_partitioned_table JOIN pg_class c ON c.oid = partrelid
      WHERE relnamespace = 'public'::regnamespace ORDER BY 1`;
    const parents = (await query<{ name: string }>(db.adminUrl, sql)).map(({ name }) => name);
    expect(parents).toEqual(Object.keys(KEPT_DAYS));
  });

  test.each(Object.entries(KEPT_DAYS))('%s keeps its rows for %i days', async (parent, days) => {
    const longest = parent === 'audit_event' ? 31 : 1;
    const kept = await partitionAt(parent, days);
    const expired = await partitionAt(parent, days + longest + 1);
    expect([...(await partitionsOf(parent))]).toEqual(expect.arrayContaining([kept, expired]));
    await db.dataSource.query('SELECT maintain_partitions()');
    const left = await partitionsOf(parent);
    expect([left.has(kept), left.has(expired)]).toEqual([true, false]);
  });
});

test('jobs are deleted within an hour after they ended, and within two weeks where nobody takes them', async () => {
  const sql = `SELECT name, deletion_seconds, retention_seconds FROM pgboss.queue`;
  const queues = await query<{ name: string; deletion_seconds: number; retention_seconds: number }>(db.adminUrl, sql);
  expect(queues.map(({ name }) => name).toSorted()).toEqual(QUEUES.map(({ name }) => name).toSorted());
  for (const { deletion_seconds: ended, retention_seconds: waiting } of queues) {
    expect(ended).toBeGreaterThan(0);
    expect(ended).toBeLessThanOrEqual(3_600);
    expect(waiting).toBeGreaterThan(0);
    expect(waiting).toBeLessThanOrEqual(14 * 86_400);
  }
});

describe('events outside the partitions', () => {
  test('expire thirty days after they were received, of every tenant', async () => {
    const published = `now() - interval '80 days'`;
    await event(acme, 'old-1', { published, received: `now() - interval '31 days'` });
    await event(beta, 'old-2', { published, received: `now() - interval '31 days'` });
    await event(acme, 'kept', { published, received: `now() - interval '29 days'` });
    await event(acme, 'today', { published: 'now()', received: `now() - interval '31 days'` });
    expect(await uuids('event_default')).toEqual(['kept', 'old-1', 'old-2']);
    await maintain();
    expect(await uuids('event')).toEqual(['kept', 'today']);
  });

  test('do not keep the other partitions from being made', async () => {
    const at = '2030-05-02T12:00:00Z';
    await event(acme, 'early', { published: `'${at}'`, received: 'now()' });
    await query(db.migrationUrl, `SELECT maintain_partition_set('event', 'day', 2, 30, '${at}')`);
    const sql = `SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'event'::regclass ORDER BY 1`;
    const names = (await query<{ name: string }>(db.adminUrl, sql)).map(({ name }) => name);
    expect(names.filter((name) => name.includes('2030'))).toEqual([
      'event_p20300501',
      'event_p20300503',
      'event_p20300504',
    ]);
    expect(await uuids('event_default')).toContain('early');
  });

  test('of one tenant only are seen by a call of that tenant', async () => {
    await event(beta, 'beta-only', { published: `now() - interval '80 days'`, received: `now() - interval '29 days'` });
    const seen = await db.database.transaction(acme, () =>
      db.database.manager().query<{ uuid: string }[]>('SELECT delete_stray_events(), uuid FROM event ORDER BY uuid'),
    );
    expect(seen.map(({ uuid }) => uuid)).not.toContain('beta-only');
  });
});
