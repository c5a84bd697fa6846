import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Draining } from '../../src/core/http/draining.js';
import { JobQueue, type JobPayload } from '../../src/core/jobs/job-queue.service.js';
import { RUNS_QUEUE } from '../../src/core/jobs/queues.js';
import { connectTestDatabase, tenantId, type ConnectedDatabase } from '../support/database.js';
import { query } from '../support/postgres.js';

const acme = tenantId('acme');

let db: ConnectedDatabase;
let queues: JobQueue[];
beforeEach(async () => {
  db = await connectTestDatabase();
  queues = [];
});
afterEach(async () => {
  for (const queue of queues) await queue.onModuleDestroy();
  await db.drop();
});

const jobs = async () => query(db.adminUrl, 'SELECT data, state, retry_count FROM pgboss.job');

/** A process with the application role's rights. */
async function start(
  role: 'all' | 'api',
  work: (payload: JobPayload) => Promise<void> = async () => undefined,
  options: object = {},
) {
  const queue = new JobQueue({ role }, db.dataSource, db.database, new Draining());
  queue.work(RUNS_QUEUE, work, { pollingIntervalSeconds: 0.5, ...options });
  await queue.onApplicationBootstrap();
  queues.push(queue);
  return queue;
}

/** Notes payloads; resolves `seen` when there are so many. */
function recorder(count: number) {
  const done: JobPayload[] = [];
  const { promise: seen, resolve } = Promise.withResolvers<void>();
  const work = async (payload: JobPayload) => {
    done.push(payload);
    if (done.length === count) resolve();
  };
  return { done, seen, work };
}

describe('the job queue', () => {
  it('gives a job that was sent in one process to another, once', async () => {
    const api = await start('api');
    const { done, seen, work } = recorder(3);
    await start('all', work);
    await start('all', work);
    for (const runId of ['run_1', 'run_2', 'run_3']) await api.send(RUNS_QUEUE, { tenantId: acme, runId });
    await seen;
    expect(new Set(done.map(({ runId }) => runId))).toEqual(new Set(['run_1', 'run_2', 'run_3']));
    expect(done).toHaveLength(3);
  });

  it('sends with the transaction that it belongs to: what is rolled back was never sent', async () => {
    const api = await start('api');
    const failed = db.database.transaction(acme, async () => {
      await api.send(RUNS_QUEUE, { runId: 'run_1' });
      throw new RangeError('rolled back');
    });
    await expect(failed).rejects.toThrow('rolled back');
    expect(await jobs()).toEqual([]);
    await db.database.transaction(acme, () => api.send(RUNS_QUEUE, { runId: 'run_2' }));
    expect(await jobs()).toMatchObject([{ data: { runId: 'run_2' }, state: 'created' }]);
  });

  it('is worked by as many at once as are woken', async () => {
    const done: string[] = [];
    const all = Promise.withResolvers<void>();
    const together = async ({ runId = '' }: JobPayload) => {
      done.push(runId);
      if (done.length === 3) all.resolve();
      await all.promise;
    };
    const queue = await start('all', together, { pollingIntervalSeconds: 600, localConcurrency: 3 });
    for (const runId of ['run_1', 'run_2', 'run_3']) await queue.send(RUNS_QUEUE, { runId });
    for (const _ of [1, 2, 3]) queue.wake(RUNS_QUEUE);
    await all.promise;
    expect(done.toSorted()).toEqual(['run_1', 'run_2', 'run_3']);
  });

  it('is worked off without a pause between its jobs', async () => {
    const { done, seen, work } = recorder(5);
    const queue = await start('all', work, { pollingIntervalSeconds: 600 });
    for (const runId of ['run_1', 'run_2', 'run_3', 'run_4', 'run_5']) await queue.send(RUNS_QUEUE, { runId });
    queue.wake(RUNS_QUEUE);
    await seen;
    expect(done).toHaveLength(5);
  });

  it('tries again what failed', async () => {
    const { done, seen, work } = recorder(2);
    const queue = await start('all', async (payload) => {
      await work(payload);
      if (done.length === 1) throw new RangeError('the first attempt fails');
    });
    await queue.send(RUNS_QUEUE, { runId: 'run_1' });
    queue.wake(RUNS_QUEUE);
    await seen;
    expect(done).toEqual([{ runId: 'run_1' }, { runId: 'run_1' }]);
  });

  it('lets what runs end before it stops', async () => {
    const begun = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    const queue = await start('all', async () => {
      begun.resolve();
      await release.promise;
    });
    await queue.send(RUNS_QUEUE, { runId: 'run_1' });
    await begun.promise;
    const stopped = queue.onModuleDestroy();
    release.resolve();
    await stopped;
    expect(await jobs()).toMatchObject([{ state: 'completed' }]);
  });
});
