import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RunRecorder } from '../../src/actions/runs/run-recorder.js';
import { type Problem, Stage } from '../support/service.js';

/** Postgres has no NUL in texts and no half of a surrogate pair; JSON has both. */
const UNSTORABLE = ['a\u0000b', 'a\ud800b'];

describe('text that the database cannot hold', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.set();
  });
  afterAll(() => stage.strike());

  it.each(UNSTORABLE)(
    '%j in the input of a run is refused, and does not hold up the log of other runs',
    async (text) => {
      const refused = await Promise.all([
        stage.run('get-user', { userId: text }),
        stage.run('suspend-user', { userId: text }),
      ]);
      expect(refused.map(({ status, body }) => [status, body.code])).toEqual([
        [422, 'invalid_input'],
        [422, 'invalid_input'],
      ]);
      const { body } = await stage.run('list-users', { limit: 1 });
      await stage.service.app.get(RunRecorder).flush();
      const log = await stage.service.send<{ data: { runId: string }[] }>('GET', '/v1/runs?actionId=list-users');
      expect(log.body.data.map(({ runId }) => runId)).toContain(body.runId);
    },
  );

  it.each(UNSTORABLE)('%j in the name of a connection is no fault of the service', async (text) => {
    const body = { name: text };
    const path = `/v1/connections/${stage.connectionId}`;
    const { status } = await stage.service.send<Problem>('PATCH', path, { body });
    expect([200, 422]).toContain(status);
  });

  it.each(UNSTORABLE)('%j in the parameters of a subscription is no fault of the service', async (text) => {
    const body = {
      triggerId: 'new-event-realtime',
      mode: 'polling',
      params: { eventTypes: [text] },
      delivery: { type: 'pull' },
    };
    const path = `/v1/connections/${stage.connectionId}/subscriptions`;
    const { status } = await stage.service.send<Problem>('POST', path, { body });
    expect(status).toBe(422);
  });
});
