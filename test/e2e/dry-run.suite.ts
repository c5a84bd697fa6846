import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { RunRecorder } from '../../src/actions/runs/run-recorder.js';
import type { PlannedRequest } from '../../src/actions/dry-run/dry-run.schema.js';
import { query } from '../support/postgres.js';
import { type Problem, Stage } from '../support/service.js';

interface DryRun {
  dryRun: true;
  request: PlannedRequest | null;
  requests: PlannedRequest[];
  oktaRoutes: string[];
}

describe('a dry run', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.set();
  });
  afterAll(() => stage.strike());
  beforeEach(() => stage.org.clearRequests());

  const plan = async (actionId: string, input: object, headers: Record<string, string> = {}) => {
    const path = `/v1/connections/${stage.connectionId}/actions/${actionId}?dryRun=true`;
    const answer = await stage.service.send<DryRun & Problem>('POST', path, { body: { input }, headers });
    expect(await stage.org.requests()).toEqual([]);
    return answer;
  };

  it('answers with the request that would be sent, and sends nothing', async () => {
    const { status, body } = await plan('update-user', {
      userId: 'ada@example.com',
      strict: true,
      profile: { title: null },
    });
    expect([status, body.dryRun]).toEqual([200, true]);
    expect(body.request).toEqual({
      method: 'POST',
      path: '/api/v1/users/ada%40example.com',
      query: { strict: 'true' },
      body: { profile: { title: null } },
    });
    expect(body.requests).toEqual([body.request]);
  });

  it('has no body where none is sent', async () => {
    expect((await plan('suspend-user', { userId: '00u1' })).body.request).toMatchObject({ query: {}, body: null });
  });

  it('masks secrets', async () => {
    const password = 'canary-Correct-Horse-1842';
    const credentials = { password: { value: password }, recovery_question: { question: 'Who?', answer: password } };
    const { text, body } = await plan('update-user', { userId: '00u1', credentials });
    expect(text).not.toContain(password);
    expect(body.request?.body).toMatchObject({ credentials: { recovery_question: { question: 'Who?' } } });
  });

  it('looks nothing up, and says where an id will come from', async () => {
    const { body } = await plan('add-user-to-group', { groupId: '00g1', userId: 'ada@example.com' });
    expect(body.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /api/v1/users/ada%40example.com',
      'PUT /api/v1/groups/00g1/users/{userId}',
    ]);
  });

  it('of a composite answers with what is certain, and with what else it may send', async () => {
    const { body } = await plan('delete-user', { userId: '00u1' });
    expect(body.requests).toEqual([{ method: 'GET', path: '/api/v1/users/00u1', query: {}, body: null }]);
    expect(body.oktaRoutes).toContain('DELETE /api/v1/users/{userId}');
  });

  it('of a composite that catches refusals ends all the same', async () => {
    const profile = { login: 'ada@example.com', email: 'ada@example.com', firstName: 'Ada', lastName: 'L' };
    const { body } = await plan('upsert-user', { profile });
    expect(body.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /api/v1/users/ada%40example.com',
    ]);
  });

  it('is refused as the run would be', async () => {
    expect((await plan('suspend-user', { user: 1 })).body.code).toBe('invalid_input');
    expect((await plan('suspend-user', { userId: '..' })).body.code).toBe('invalid_input');
    expect((await plan('list-users', { cursor: 'tampered' })).body.code).toBe('invalid_input');
    expect((await plan('no-such-action', {})).body.code).toBe('not_found');
    expect(
      (await plan('set-linked-object', { userId: '00u1', primaryRelationshipName: 'manager', primaryUserId: '00u2' }))
        .body.code,
    ).toBe('insufficient_scope');
    const path = `/v1/connections/${stage.connectionId}`;
    await stage.service.send('PATCH', path, { body: { readOnly: true } });
    const refused = await stage.service.send<Problem>('POST', `${path}/actions/suspend-user?dryRun=true`, {
      body: { input: { userId: '00u1' } },
    });
    await stage.service.send('PATCH', path, { body: { readOnly: false } });
    expect([refused.status, refused.body.code]).toEqual([403, 'read_only_connection']);
  });

  it('is no run: nothing is recorded, and no key is used', async () => {
    const count = async () => {
      await stage.service.app.get(RunRecorder).flush();
      const sql = `SELECT (SELECT count(*) FROM run) AS runs, (SELECT count(*) FROM audit_event WHERE action LIKE '%-user') AS entries,
        (SELECT count(*) FROM idempotency_key) AS keys`;
      return query(stage.service.database.adminUrl, sql);
    };
    const before = await count();
    await plan('suspend-user', { userId: '00u1' }, { 'idempotency-key': 'dry' });
    await plan('get-user', { userId: '00u1' });
    expect(await count()).toEqual(before);
  });

  it('takes true and false only', async () => {
    const path = `/v1/connections/${stage.connectionId}/actions/get-user`;
    const { active } = (await stage.org.state()).seeded.users;
    const send = (dryRun: string) =>
      stage.service.send<Problem & { runId: string }>('POST', `${path}?dryRun=${dryRun}`, {
        body: { input: { userId: active } },
      });
    expect((await send('yes')).body.code).toBe('invalid_input');
    expect((await send('false')).body.runId).toMatch(/^run_/);
  });
});
