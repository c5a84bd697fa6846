import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { RunUpkeep } from '../../src/actions/runs/run-upkeep.service.js';
import { query } from '../support/postgres.js';
import { Stage } from '../support/service.js';

const SUSPEND = '/lifecycle/suspend$';

describe('a run whose process died over it', () => {
  let stage: Stage;
  let userId: string;
  let keys = 0;
  beforeAll(async () => {
    stage = await Stage.set();
  });
  afterAll(() => stage.strike());
  beforeEach(async () => {
    await stage.org.reset();
    userId = (await stage.org.state()).seeded.users.active;
    keys += 1;
  });

  const suspend = () => stage.run('suspend-user', { userId }, { headers: { 'idempotency-key': `key ${keys}` } });
  const sent = async () => (await stage.org.requests()).filter(({ path }) => new RegExp(SUSPEND).test(path));
  const readRun = (runId: string) =>
    stage.service.send<{ status: string; error: { code: string } | null }>('GET', `/v1/runs/${runId}`);

  /** As it is in the database when the process is gone: begun, without an answer, and not heard of for so long. */
  async function leftBehind(heardOf = '-1 second'): Promise<string> {
    const { body } = await suspend();
    const { adminUrl } = stage.service.database;
    const ofRun = (sql: string, ...more: string[]) => query(adminUrl, sql, [body.runId, ...more]);
    await ofRun(`UPDATE idempotency_key SET answer = NULL, answer_key_version = NULL WHERE run_id = $1`);
    await ofRun(`UPDATE audit_event SET outcome = 'started' WHERE detail->>'runId' = $1`);
    // Last: from here on the service's own upkeep may find it.
    const lease = `UPDATE run SET status = 'running', error_code = NULL, lease_until = now() + $2::interval WHERE id = $1`;
    await ofRun(lease, heardOf);
    return body.runId;
  }

  it('is outcome_unknown for its key, at once and for ever, and names the run', async () => {
    const runId = await leftBehind();
    for (const _ of [1, 2]) {
      const { status, body } = await suspend();
      expect([status, body.code, body.retryable]).toEqual([409, 'outcome_unknown', false]);
      expect(body.detail).toContain(runId);
    }
    expect(await sent()).toHaveLength(1);
  });

  it('is found by the upkeep, in run log and audit trail', async () => {
    const runId = await leftBehind();
    await stage.service.app.get(RunUpkeep).once();
    expect((await readRun(runId)).body).toMatchObject({ status: 'failed', error: { code: 'outcome_unknown' } });
    const audit = await stage.service.send<{ data: object[] }>('GET', '/v1/audit?action=suspend-user&limit=1');
    expect(audit.body.data[0]).toMatchObject({ outcome: 'unknown', errorCode: 'outcome_unknown', detail: { runId } });
    expect((await suspend()).body.code).toBe('outcome_unknown');
  });

  it('is left alone while its process has been heard of', async () => {
    const runId = await leftBehind('1 minute');
    await stage.service.app.get(RunUpkeep).once();
    expect((await readRun(runId)).body.status).toBe('running');
    expect((await suspend()).body.code).toBe('idempotency_in_progress');
  });

  it('that only read is abandoned, with no outcome to wonder about', async () => {
    const headers = { 'idempotency-key': `read ${keys}` };
    const { body } = await stage.run('get-user', { userId }, { headers });
    const lost = `UPDATE run SET status = 'running', lease_until = now() WHERE id = $1`;
    await query(stage.service.database.adminUrl, lost, [body.runId]);
    await stage.service.app.get(RunUpkeep).once();
    expect((await readRun(body.runId)).body).toMatchObject({ status: 'failed', error: { code: 'abandoned' } });
  });
});
