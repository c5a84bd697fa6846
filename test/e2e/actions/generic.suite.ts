import { beforeEach, describe, expect, it } from '@jest/globals';
import { connectionTo, type Problem, type RunBody } from '../../support/service.js';
import { genericScenarios } from './generic.scenarios.js';
import { playAll, useScene } from './scenario.js';

const CUSTOM = 'custom-api-action';

interface Whole {
  status: number;
  headers: Record<string, string>;
  body: unknown;
}

describe('custom-api-action', () => {
  const scene = useScene();
  playAll(genericScenarios, scene);

  const run = (input: object, headers = {}) => scene().stage.run<Whole>(CUSTOM, input, { headers });
  const output = async (input: object): Promise<Whole> => {
    const { status, body, text } = await run(input);
    if (status !== 200) throw new Error(text);
    return body.output;
  };

  it('reads with a query that is encoded, and gives the link to the next page', async () => {
    await scene().group('Pumps & Engines');
    const one = await output({ method: 'GET', path: '/api/v1/groups', query: { q: 'Pumps & Engines' } });
    expect(one.body).toMatchObject([{ profile: { name: 'Pumps & Engines' } }]);
    const first = await output({ method: 'GET', path: '/api/v1/groups', query: { limit: 1 } });
    expect(first.headers).toMatchObject({
      link: expect.stringContaining('rel="next"'),
      'x-okta-request-id': expect.any(String),
    });
    expect(Object.keys(first.headers)).not.toContain('set-cookie');
  });

  it('names a user by login in the path', async () => {
    const { body } = await output({ method: 'GET', path: '/api/v1/users/admin%40example.com' });
    expect(body).toMatchObject({ id: scene().seeded.users.admin });
  });

  it("gives Okta's refusals as output, and says that nothing was changed", async () => {
    const { body } = await run({ method: 'POST', path: '/api/v1/groups', body: { profile: { name: 'Support' } } });
    expect([body.changed, body.okta?.status, body.output.status]).toEqual([false, 400, 400]);
    expect(body.output.body).toMatchObject({ errorCode: 'E0000001' });
    const missing = await output({ method: 'GET', path: '/api/v1/groups/00gnone' });
    expect(missing).toMatchObject({ status: 404, body: { errorCode: 'E0000007' } });
  });

  it('deletes, and gives null where Okta answers nothing', async () => {
    const id = await scene().group('Short-lived');
    const { body } = await run({ method: 'DELETE', path: `/api/v1/groups/${id}` });
    expect(body).toMatchObject({ changed: true, output: { status: 204, body: null } });
    expect(await scene().exists(`/api/v1/groups/${id}`)).toBe(false);
    const log = await scene().stage.service.send<object>('GET', `/v1/runs/${body.runId}`);
    expect(log.body).toMatchObject({ actionId: CUSTOM, effect: 'destructive', status: 'succeeded' });
  });

  it('shows as a dry run what would be sent', async () => {
    const { stage, org } = scene();
    await org.clearRequests();
    const path = `/v1/connections/${stage.connectionId}/actions/${CUSTOM}?dryRun=true`;
    const input = { method: 'PUT', path: '/api/v1/groups/00g1', query: { a: 'b' }, body: { profile: { name: 'x' } } };
    const { body } = await stage.service.send<object>('POST', path, { body: { input } });
    expect(body).toMatchObject({
      request: { method: 'PUT', path: '/api/v1/groups/00g1', query: { a: 'b' }, body: input.body },
    });
    expect(await org.requests()).toEqual([]);
  });

  it.each([
    { method: 'GET', path: '/api/v1/../../admin' },
    { method: 'GET', path: '/api/v1/%2e%2e/%2e%2e/admin' },
    { method: 'GET', path: '/api/v1/users%2f..%2fgroups' },
    { method: 'GET', path: '//evil.example/api/v1/users' },
    { method: 'GET', path: 'https://evil.example/api/v1/users' },
    { method: 'GET', path: '/api/v1/users?limit=1' },
    { method: 'GET', path: '/api/v1/users\r\nHost: evil.example' },
    { method: 'GET', path: '/oauth2/v1/token' },
    { method: 'HEAD', path: '/api/v1/users' },
    { method: 'GET', path: '/api/v1/users', headers: { Authorization: 'SSWS other' } },
    { method: 'GET', path: '/api/v1/users', headers: { Host: 'evil.example' } },
    { method: 'POST', path: '/api/v1/users', headers: { 'Content-Type': 'text/plain' }, body: {} },
    { method: 'GET', path: '/api/v1/users', query: { 'a&b': 'x' } },
    { method: 'GET', path: '/api/v1/users', url: 'https://evil.example' },
  ])('sends nothing for %j', async (input) => {
    const problem = await scene().refusal(CUSTOM, input);
    expect([problem.status, problem.code]).toEqual([422, 'invalid_input']);
    expect(await scene().org.requests()).toEqual([]);
  });

  it('is no list', async () => {
    const { body } = await run({ method: 'GET', path: '/api/v1/users' }, { accept: 'application/x-ndjson' });
    expect(body.code).toBe('invalid_input');
  });

  it('fails where Okta fails, and when waiting for its rate limit does not help', async () => {
    const input = { method: 'GET', path: '/api/v1/zones' };
    const fault = { method: 'GET', path: '^/api/v1/zones', times: 10, kind: 'status' as const };
    const reset = String(Math.floor(Date.now() / 1_000) + 3_600);
    const headers = { 'x-rate-limit-limit': '1', 'x-rate-limit-remaining': '0', 'x-rate-limit-reset': reset };
    await scene().org.faults.add({ ...fault, status: 500 });
    expect((await run(input)).body).toMatchObject({ status: 502, code: 'okta_unavailable' });
    await scene().org.faults.clear();
    await scene().org.faults.add({ ...fault, status: 429, headers });
    expect((await run(input)).body).toMatchObject({ status: 429, code: 'okta_rate_limited' });
  });

  it('does not send what may not be repeated again when its answer is lost', async () => {
    const { org } = scene();
    const userId = await scene().user({ login: 'lost@acme.example' });
    await org.faults.add({ method: 'DELETE', path: '^/api/v1/users', times: 1, kind: 'reset-after' });
    const { body } = await run({ method: 'DELETE', path: `/api/v1/users/${userId}` });
    expect(body.code).toBe('outcome_unknown');
    expect(await scene().userInOkta(userId)).toMatchObject({ status: 'DEPROVISIONED' });
    const groupId = await scene().group('Lost');
    await org.faults.add({ method: 'DELETE', path: '^/api/v1/groups', times: 1, kind: 'reset-after' });
    const again = await run({ method: 'DELETE', path: `/api/v1/groups/${groupId}` });
    expect(again.body).toMatchObject({ attempts: 2, output: { status: 404 } });
  });

  describe('on a read-only connection', () => {
    let path: string;
    beforeEach(async () => {
      const { stage, org } = scene();
      const body = connectionTo(org, `Read-only ${Math.random()}`, { readOnly: true });
      const { body: connection } = await stage.service.send<{ id: string }>('POST', '/v1/connections', { body });
      path = `/v1/connections/${connection.id}/actions/${CUSTOM}`;
      await org.clearRequests();
    });

    const send = (input: object) =>
      scene().stage.service.send<RunBody<Whole> & Problem>('POST', path, { body: { input } });

    it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('%s is refused, and nothing sent', async (method) => {
      const { status, body } = await send({ method, path: '/api/v1/groups' });
      expect([status, body.code]).toEqual([403, 'read_only_connection']);
      expect(await scene().org.requests()).toEqual([]);
    });

    it('GET passes', async () => {
      expect((await send({ method: 'GET', path: '/api/v1/groups' })).body.output.status).toBe(200);
    });
  });
});
