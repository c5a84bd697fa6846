import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Draining } from '../../src/core/http/draining.js';
import { RequestsInFlight } from '../../src/core/http/requests-in-flight.js';
import { type Problem, Stage, type TestService } from '../support/service.js';
import { query } from '../support/postgres.js';

describe('a replica on its way out', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.set({ users: 30 });
  });
  afterAll(() => stage.strike());

  /** Long polls are under way when there are so many. */
  async function untilWaiting(service: TestService, count: number): Promise<void> {
    const inFlight = service.app.get(RequestsInFlight);
    while (inFlight.of('wait') < count) await new Promise(setImmediate);
  }

  it('ends long polls with what there is when the port closes, not before', async () => {
    const { body: run } = await stage.run('list-users', { limit: 1 });
    const waiting = `UPDATE run SET status = 'queued', finished_at = NULL WHERE id = $1 RETURNING id`;
    while ((await query(stage.service.database.adminUrl, waiting, [run.runId])).length === 0);
    const replica = await stage.service.replica();
    const draining = replica.app.get(Draining);
    let answered = false;
    const poll = replica
      .send<{ status: string }>('GET', `/v1/runs/${run.runId}?wait=30`)
      .finally(() => (answered = true));
    await untilWaiting(replica, 1);
    draining.begin();
    expect((await replica.send('GET', '/v1/actions?limit=1')).status).toBe(200);
    expect(answered).toBe(false);
    draining.finish();
    const { status, body } = await poll;
    expect({ status, run: body.status }).toEqual({ status: 200, run: 'queued' });
    await replica.app.close();
  });

  it('tells the reader of a stream that cannot be finished', async () => {
    const replica = await stage.service.replica();
    replica.app.get(Draining).leave();
    const path = `/v1/connections/${stage.connectionId}/actions/list-users`;
    const headers = { accept: 'application/x-ndjson' };
    const { status, text } = await replica.send('POST', path, { body: { input: { limit: 5 } }, headers });
    const lines = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { error?: Problem; id?: string });
    expect(status).toBe(200);
    expect(lines).toHaveLength(6);
    expect(lines.at(-1)?.error).toMatchObject({ code: 'shutting_down', retryable: true, status: 503 });
    await replica.app.close();
  });

  it('takes no more jobs, and others do them', async () => {
    const last = await stage.service.replica();
    const other = await stage.service.replica({ ROLE: 'api' });
    for (const service of [stage.service, last]) service.app.get(Draining).finish();
    const path = `/v1/connections/${stage.connectionId}/actions/list-users`;
    const queued = await other.send<{ runId: string }>('POST', path, {
      body: { input: { limit: 1 } },
      headers: { prefer: 'respond-async' },
    });
    const seen = await other.send<{ status: string }>('GET', `/v1/runs/${queued.body.runId}?wait=3`);
    expect(seen.body.status).toBe('queued');
    const worker = await stage.service.replica();
    const done = await other.send<{ status: string }>('GET', `/v1/runs/${queued.body.runId}?wait=30`);
    expect(done.body.status).toBe('succeeded');
    for (const service of [last, other, worker]) await service.app.close();
  }, 60_000);
});
