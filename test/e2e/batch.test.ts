import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Draining } from '../../src/core/http/draining.js';
import { type Problem, type RunBody, Stage } from '../support/service.js';

type Result = RunBody<unknown> & Problem & { status: number };

describe('a batch', () => {
  let stage: Stage;
  let users: Record<string, string>;
  beforeAll(async () => {
    stage = await Stage.set();
  });
  afterAll(() => stage.strike());
  beforeEach(async () => {
    await stage.org.reset();
    users = { ...(await stage.org.state()).seeded.users };
  });

  const send = (body: object, options: { tenant?: string } = {}) =>
    stage.service.send<{ results: Result[] } & Problem>('POST', `/v1/connections/${stage.connectionId}/batch`, {
      body,
      ...options,
    });
  const getUser = (userId: string | undefined) => ({ actionId: 'get-user', input: { userId } });

  it('answers each run in order, as a run or as a problem', async () => {
    const runs = [
      getUser(users['active']),
      { actionId: 'suspend-user', input: { userId: users['active'] } },
      getUser('nobody'),
      { actionId: 'no-such-action', input: {} },
      { actionId: 'get-user', input: { unknown: 1 } },
    ];
    const { status, body } = await send({ runs, concurrency: 1 });
    expect(status).toBe(200);
    expect(body.results.map((result) => [result.status, result.code ?? 'run'])).toEqual([
      [200, 'run'],
      [200, 'run'],
      [404, 'okta_not_found'],
      [404, 'not_found'],
      [422, 'invalid_input'],
    ]);
    expect(body.results[0]).toMatchObject({ output: { id: users['active'] }, changed: false, okta: { status: 200 } });
    expect(body.results[1]).toMatchObject({ output: null, changed: true });
    expect(await stage.output('get-user', { userId: users['active'] })).toMatchObject({ status: 'SUSPENDED' });
  });

  it('keeps the order when the first is the slowest', async () => {
    await stage.org.faults.add({
      method: 'GET',
      path: `/users/${users['active']}$`,
      times: 1,
      kind: 'delay',
      delayMs: 300,
    });
    const ids = [users['active'], users['staged'], users['suspended']];
    const { body } = await send({ runs: ids.map(getUser) });
    expect(body.results.map(({ output }) => (output as { id: string }).id)).toEqual(ids);
  });

  it('makes each a run of its own, with an audit entry', async () => {
    const suspend = (userId: string | undefined) => ({ actionId: 'suspend-user', input: { userId } });
    const { body } = await send({ runs: [suspend(users['active']), suspend(users['recovery'])] });
    const ids = body.results.map(({ runId }) => runId);
    expect(new Set(ids).size).toBe(2);
    const audit = await stage.service.send<{ data: { detail: { runId: string } }[] }>('GET', '/v1/audit?limit=10');
    expect(audit.body.data.map(({ detail }) => detail?.runId)).toEqual(expect.arrayContaining(ids));
  });

  it('never has more under way than concurrency says', async () => {
    const many = Array.from({ length: 12 }, () => getUser(users['active']));
    await stage.org.faults.add({ method: 'GET', path: '^/api/v1/users/', kind: 'delay', delayMs: 60 });
    const state = { done: 0, most: 0 };
    void send({ runs: many, concurrency: 3 }).then(({ body }) => (state.done = body.results.length));
    while (state.done === 0) {
      const open = (await stage.org.requests()).filter(({ status }) => status === undefined || status === null);
      state.most = Math.max(state.most, open.length);
    }
    expect(state.done).toBe(12);
    expect(state.most).toBeLessThanOrEqual(3);
    expect(state.most).toBeGreaterThan(1);
  });

  it('starts nothing more after a failure where stopOnError is set, and says so', async () => {
    const runs = [
      getUser(users['active']),
      getUser('nobody'),
      { actionId: 'suspend-user', input: { userId: users['active'] } },
    ];
    const { status, body } = await send({ runs, concurrency: 1, stopOnError: true });
    expect(status).toBe(200);
    expect(body.results.map((result) => result.status)).toEqual([200, 404, 422]);
    expect(body.results[2]).toMatchObject({
      code: 'invalid_input',
      detail: expect.stringMatching(/^Not started/),
      errors: [{ pointer: '/runs/1', message: expect.any(String) }],
    });
    expect(await stage.output('get-user', { userId: users['active'] })).toMatchObject({ status: 'ACTIVE' });
  });

  it('goes on after a failure otherwise', async () => {
    const { body } = await send({ runs: [getUser('nobody'), getUser(users['active'])], concurrency: 1 });
    expect(body.results.map(({ status }) => status)).toEqual([404, 200]);
  });

  it('takes an idempotency key for each run, the same as a single run would', async () => {
    const run = { actionId: 'suspend-user', input: { userId: users['active'] }, idempotencyKey: 'batch 1' };
    const first = await send({ runs: [run, run], concurrency: 1 });
    const single = await stage.run('suspend-user', run.input, { headers: { 'idempotency-key': 'batch 1' } });
    const [one, two] = first.body.results;
    expect(one).toEqual(two);
    expect({ ...single.body, status: 200 }).toEqual(one);
    expect((await stage.org.requests()).filter(({ path }) => path.endsWith('/suspend'))).toHaveLength(1);
    const other = await send({ runs: [{ ...run, actionId: 'unsuspend-user' }] });
    expect(other.body.results[0]?.code).toBe('idempotency_key_reused');
  });

  it.each([
    ['no runs', { runs: [] }],
    ['more than 100 runs', { runs: Array.from({ length: 101 }, () => getUser('x')) }],
    ['too much concurrency', { runs: [getUser('x')], concurrency: 11 }],
    ['no concurrency', { runs: [getUser('x')], concurrency: 0 }],
    ['an unknown field', { runs: [{ ...getUser('x'), dryRun: true }] }],
    ['a key that is too long', { runs: [{ ...getUser('x'), idempotencyKey: 'k'.repeat(256) }] }],
  ])('is refused with %s', async (_, body) => {
    const answer = await send(body);
    expect([answer.status, answer.body.code]).toEqual([422, 'invalid_input']);
  });

  it('takes 100 runs', async () => {
    const { body } = await send({ runs: Array.from({ length: 100 }, () => getUser(users['active'])), concurrency: 10 });
    expect(body.results.filter(({ status }) => status === 200)).toHaveLength(100);
  });

  it("answers 404 for another tenant's connection", async () => {
    const { status, body } = await send({ runs: [getUser('x')] }, { tenant: 'mallory' });
    expect([status, body.code]).toEqual([404, 'not_found']);
  });

  it('needs the scope actions:run', async () => {
    const token = await stage.service.token({ scope: 'connections:read' });
    const path = `/v1/connections/${stage.connectionId}/batch`;
    const { status } = await stage.service.send('POST', path, { token, body: { runs: [getUser('x')] } });
    expect(status).toBe(403);
  });

  it('starts nothing more when the service is about to end', async () => {
    const other = await stage.service.replica();
    try {
      other.app.get(Draining).finish();
      const { body } = await other.send<{ results: Result[] }>('POST', `/v1/connections/${stage.connectionId}/batch`, {
        body: { runs: [getUser(users['active'])] },
      });
      expect(body.results[0]).toMatchObject({
        status: 503,
        code: 'shutting_down',
        retryAfterSeconds: expect.any(Number),
      });
      expect(await stage.org.requests()).toEqual([]);
    } finally {
      await other.app.close();
    }
  });
});
