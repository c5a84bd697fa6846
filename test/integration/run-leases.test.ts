import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { IdempotencyKeyRepository } from '../../src/actions/idempotency/idempotency-key.repository.js';
import { IdempotencyKeys } from '../../src/actions/idempotency/idempotency-keys.service.js';
import { fingerprintOf } from '../../src/actions/idempotency/run-fingerprint.js';
import { successReply } from '../../src/actions/idempotency/run-reply.js';
import type { Run } from '../../src/actions/runs/run.js';
import { RunLeaseRepository } from '../../src/actions/runs/run-lease.repository.js';
import { RunLeases } from '../../src/actions/runs/run-leases.service.js';
import { RunRecorder } from '../../src/actions/runs/run-recorder.js';
import { RunRepository } from '../../src/actions/runs/run.repository.js';
import { RunUpkeep } from '../../src/actions/runs/run-upkeep.service.js';
import { idTime, newId } from '../../src/core/ids.js';
import { connectTestDatabase, tenantId, type ConnectedDatabase } from '../support/database.js';
import { query } from '../support/postgres.js';
import { buildSecrets, encryptionKey } from '../support/secrets.js';
import { TENANT_ROWS } from '../support/tenant-rows.js';

const acme = tenantId('acme');
const lease = { seconds: 60, renewEveryMs: 15_000 };

let db: ConnectedDatabase;
let runs: RunRepository;
let leaseRows: RunLeaseRepository;
let keyRows: IdempotencyKeyRepository;

beforeAll(async () => {
  db = await connectTestDatabase();
  runs = new RunRepository(db.database, lease);
  leaseRows = new RunLeaseRepository(db.dataSource, db.database, lease);
  keyRows = new IdempotencyKeyRepository(db.dataSource, db.database, lease);
});
afterAll(async () => {
  await db.drop();
});
beforeEach(() => {
  jest.spyOn(Logger.prototype, 'warn').mockReturnValue(undefined);
});
afterEach(async () => {
  jest.restoreAllMocks();
  for (const table of ['idempotency_key', 'run', 'connection', 'tenant_key'])
    await query(db.adminUrl, `DELETE FROM ${table}`);
});

function newRun(changes: Partial<Run> = {}): Run {
  const id = newId('run');
  return {
    tenantId: acme,
    id,
    connectionId: 'con_1',
    actionId: 'suspend-user',
    effect: 'write',
    status: 'running',
    caller: 'recipe',
    requestId: 'req',
    startedAt: idTime('run', id) ?? new Date(),
    finishedAt: null,
    durationMs: null,
    attempts: 0,
    changed: null,
    errorCode: null,
    error: null,
    oktaStatus: null,
    oktaRequestId: null,
    request: {},
    ...changes,
  };
}

const begin = async (changes: Partial<Run> = {}) => {
  const run = newRun(changes);
  await runs.record(acme, [run]);
  return run;
};
const expire = (seconds = 1) =>
  query(db.adminUrl, `UPDATE run SET lease_until = now() - make_interval(secs => $1) WHERE status = 'running'`, [
    seconds,
  ]);
const abandoned = async () => (await leaseRows.listAbandoned(10)).map(({ id }) => id);
const upkeep = () => new RunUpkeep({ role: 'worker' }, leaseRows, keyRows).once();
const statusOf = async ({ id }: Run) => (await runs.find(acme, id))?.status;

describe('a run that was begun', () => {
  it('is alive for the length of its lease, and then abandoned', async () => {
    const run = await begin();
    expect(await abandoned()).toEqual([]);
    await expire();
    expect(await abandoned()).toEqual([run.id]);
    await upkeep();
    expect(await runs.find(acme, run.id)).toMatchObject({
      status: 'failed',
      errorCode: 'outcome_unknown',
      finishedAt: expect.any(Date),
      durationMs: expect.any(Number),
    });
    expect(await abandoned()).toEqual([]);
  });

  it('is kept alive while it takes long, and no longer', async () => {
    const run = await begin();
    const leases = new RunLeases(leaseRows, lease);
    await leases.during(run, async () => {
      await expire();
      await leases.renew();
      await upkeep();
      expect(await statusOf(run)).toBe('running');
    });
    await expire();
    await leases.renew();
    await upkeep();
    expect(await statusOf(run)).toBe('failed');
    leases.onModuleDestroy();
  });

  it('survives a sign of life that could not be given', async () => {
    const run = await begin();
    const renew = jest.spyOn(leaseRows, 'renew').mockRejectedValueOnce(new Error('the database is away'));
    const leases = new RunLeases(leaseRows, lease);
    await leases.during(run, () => leases.renew());
    expect(renew).toHaveBeenCalledTimes(1);
    leases.onModuleDestroy();
  });

  it('keeps the outcome that came after it was given up', async () => {
    const run = await begin();
    await expire();
    await upkeep();
    await runs.record(acme, [{ ...run, status: 'succeeded', finishedAt: new Date(), durationMs: 5, changed: true }]);
    expect(await runs.find(acme, run.id)).toMatchObject({ status: 'succeeded', errorCode: null });
  });

  it('is not given up when it has ended in the meantime', async () => {
    const run = await begin();
    await expire();
    await runs.record(acme, [{ ...run, status: 'succeeded' }]);
    expect(await leaseRows.abandon(acme, run.id)).toBeUndefined();
    expect(await statusOf(run)).toBe('succeeded');
  });

  it('is given up under its own tenant only', async () => {
    const run = await begin();
    await expire();
    expect(await leaseRows.abandon(tenantId('mallory'), run.id)).toBeUndefined();
    expect(await statusOf(run)).toBe('running');
  });

  it('is not looked for by processes of the role api', async () => {
    await begin();
    await expire();
    await new RunUpkeep({ role: 'api' }, leaseRows, keyRows).once();
    expect(await abandoned()).toHaveLength(1);
  });
});

describe('a key', () => {
  const keysWith = () => {
    const secrets = buildSecrets(db, encryptionKey('k1'));
    const recorder = new RunRecorder(runs);
    return { ...secrets, keys: new IdempotencyKeys(keyRows, secrets.box, secrets.tenantKeys, recorder) };
  };
  const addConnection = () =>
    db.database.transaction(acme, () => db.database.manager().query(TENANT_ROWS['connection']!, [acme]));
  const fingerprint = fingerprintOf('key', { actionId: 'suspend-user', input: {} });

  it('of a connection that is gone is not_found, and nothing is recorded', async () => {
    const run = newRun();
    await expect(keysWith().keys.claim(run, fingerprint)).rejects.toMatchObject({ code: 'not_found' });
    expect(await statusOf(run)).toBeUndefined();
  });

  it('is sealed with a new data key when the one in the cache was destroyed', async () => {
    const { keys, tenantKeys } = keysWith();
    await tenantKeys.current(acme);
    await query(db.adminUrl, 'DELETE FROM tenant_key');
    await addConnection();
    expect(await keys.claim(newRun(), fingerprint)).toMatchObject({ fingerprint });
  });

  it('does not open for another connection or run, should rows be swapped', async () => {
    await addConnection();
    const { keys } = keysWith();
    const run = newRun();
    const claimed = await keys.claim(run, fingerprint);
    if (!('sealed' in claimed)) throw new Error('somebody has the key');
    await keys.finish({ ...run, status: 'succeeded' }, claimed, successReply('{}'));
    await query(db.adminUrl, `UPDATE idempotency_key SET run_id = 'run_other'`);
    await expect(keys.claim(newRun(), fingerprint)).rejects.toMatchObject({ code: 'internal_error' });
  });

  it('records the outcome although the connection went away in mid-call', async () => {
    await addConnection();
    const { keys } = keysWith();
    const run = newRun();
    const claimed = await keys.claim(run, fingerprint);
    if (!('sealed' in claimed)) throw new Error('somebody has the key');
    await query(db.adminUrl, 'DELETE FROM connection');
    await keys.finish({ ...run, status: 'succeeded' }, claimed, successReply('{}'));
    expect(await statusOf(run)).toBe('succeeded');
    expect(await query(db.adminUrl, 'SELECT 1 FROM idempotency_key')).toEqual([]);
  });

  it('costs one statement to claim and one to finish', async () => {
    await addConnection();
    const { keys, tenantKeys } = keysWith();
    await tenantKeys.current(acme);
    const statement = jest.spyOn(db.database, 'statement');
    const transaction = jest.spyOn(db.database, 'transaction');
    const run = newRun();
    const claimed = await keys.claim(run, fingerprint);
    if (!('sealed' in claimed)) throw new Error('somebody has the key');
    await keys.finish({ ...run, status: 'succeeded' }, claimed, successReply('{}'));
    expect([statement.mock.calls.length, transaction.mock.calls.length]).toEqual([2, 0]);
  });

  it('keeps a data key that its answer needs', async () => {
    await addConnection();
    const { keys, tenantKeys, keyRepository } = keysWith();
    await keys.claim(newRun(), fingerprint);
    await db.database.transaction(acme, () => tenantKeys.renew(acme));
    await query(db.adminUrl, `UPDATE tenant_key SET created_at = now() - interval '1 day'`);
    expect(await db.database.transaction(acme, () => keyRepository.deleteSuperseded(acme, 3600))).toBe(0);
  });
});
