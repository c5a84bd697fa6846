import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RunRecorder } from '../../src/actions/runs/run-recorder.js';
import { query } from '../support/postgres.js';
import { Stage } from '../support/service.js';

interface RunView {
  runId: string;
  actionId: string;
  status: string;
  effect: string;
  input: Record<string, unknown>;
  error: { code: string } | null;
  okta: { status: number; requestId: string } | null;
}

interface AuditView {
  actor: string;
  action: string;
  outcome: string;
  connectionId: string | null;
  oktaRequestId: string | null;
  errorCode: string | null;
  detail: { runId?: string } | null;
}

describe('run log and audit trail', () => {
  let stage: Stage;
  let userId: string;
  beforeAll(async () => {
    stage = await Stage.set();
    userId = (await stage.org.state()).seeded.users.active;
  });
  afterAll(() => stage.strike());

  const list = async <T>(path: string) =>
    (await stage.service.send<{ data: T[]; nextCursor: string | null }>('GET', path)).body;
  const read = (runId: string) => stage.service.send<RunView>('GET', `/v1/runs/${runId}`);
  const flush = () => stage.service.app.get(RunRecorder).flush();

  it('shows a write at once, with its outcome', async () => {
    const { body } = await stage.run('suspend-user', { userId });
    const { status, body: run } = await read(body.runId);
    expect(status).toBe(200);
    expect(run).toMatchObject({
      runId: body.runId,
      actionId: 'suspend-user',
      status: 'succeeded',
      effect: 'write',
      input: { userId },
    });
    expect(run.okta).toEqual({ status: 200, requestId: body.okta?.requestId });
    await stage.output('unsuspend-user', { userId });
  });

  it('has recorded a write before it is sent', async () => {
    await stage.org.faults.add({ method: 'POST', path: '/suspend$', times: 1, kind: 'delay', delayMs: 700 });
    await stage.org.clearRequests();
    const running = stage.run('suspend-user', { userId });
    const sql = `SELECT r.status, a.outcome FROM run r JOIN audit_event a ON a.detail->>'runId' = r.id WHERE r.status = 'running'`;
    let rows: { status: string; outcome: string }[] = [];
    while (rows.length === 0 && (await stage.org.requests()).length === 0)
      rows = await query(stage.service.database.adminUrl, sql);
    rows = rows.length > 0 ? rows : await query(stage.service.database.adminUrl, sql);
    expect(rows).toEqual([{ status: 'running', outcome: 'started' }]);
    expect((await running).status).toBe(200);
    await stage.output('unsuspend-user', { userId });
  });

  it('records reads behind the answer', async () => {
    const { body } = await stage.run('get-user', { userId });
    await flush();
    expect((await read(body.runId)).body).toMatchObject({ actionId: 'get-user', status: 'succeeded', effect: 'read' });
  });

  it('records failures with their code', async () => {
    await stage.run('unsuspend-user', { userId });
    const { data } = await list<RunView>('/v1/runs?actionId=unsuspend-user&status=failed');
    expect(data[0]).toMatchObject({ status: 'failed', error: { code: 'okta_rejected' }, okta: { status: 400 } });
  });

  it('pages through runs, the newest first, each once', async () => {
    await flush();
    const all = await list<RunView>(`/v1/runs?connectionId=${stage.connectionId}&limit=200`);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof list<RunView>>> = await list<RunView>(
        `/v1/runs?connectionId=${stage.connectionId}&limit=2${cursor === null ? '' : `&cursor=${cursor}`}`,
      );
      seen.push(...page.data.map(({ runId }) => runId));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual(all.data.map(({ runId }) => runId));
    expect(seen.length).toBeGreaterThan(4);
  });

  it('says who did what with which outcome, and leaves reads out of the audit trail', async () => {
    await flush();
    const { data } = await list<AuditView>(`/v1/audit?connectionId=${stage.connectionId}&limit=200`);
    const created = data.find(({ action }) => action === 'connection.created');
    expect(created).toMatchObject({ actor: 'recipe-42', outcome: 'succeeded' });
    const suspended = data.find(({ action }) => action === 'suspend-user');
    expect(suspended).toMatchObject({ actor: 'recipe-42', outcome: 'succeeded', oktaRequestId: expect.any(String) });
    const refused = data.find(({ action, outcome }) => action === 'unsuspend-user' && outcome === 'failed');
    expect(refused?.errorCode).toBe('okta_rejected');
    expect(data.filter(({ action }) => action === 'get-user')).toEqual([]);
  });

  it('calls an outcome unknown when it is', async () => {
    await stage.org.faults.add({ method: 'POST', path: '/suspend$', times: 1, kind: 'reset-after' });
    await stage.run('suspend-user', { userId });
    const { data } = await list<AuditView>('/v1/audit?action=suspend-user&limit=1');
    expect(data[0]).toMatchObject({ outcome: 'unknown', errorCode: 'outcome_unknown' });
  });

  it('answers 404 for a run of another tenant and for one that never was', async () => {
    const { body } = await stage.run('unsuspend-user', { userId });
    const foreign = await stage.service.send('GET', `/v1/runs/${body.runId}`, { tenant: 'mallory' });
    expect([foreign.status, (await read('run_x')).status]).toEqual([404, 404]);
  });
});
