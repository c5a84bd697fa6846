import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { FaultRule } from '../okta-org/okta-org-process.ts';
import { Stage } from '../support/service.js';

const READ = { method: 'GET', path: '^/api/v1/users/' };
const WRITE = { method: 'POST', path: '/lifecycle/suspend$' };

const oktaError = (errorCode: string, summary = 'said by Okta') =>
  JSON.stringify({
    errorCode,
    errorSummary: summary,
    errorLink: errorCode,
    errorId: 'oae1',
    errorCauses: [{ errorSummary: 'a cause' }],
  });
const json = { 'content-type': 'application/json' };

/** What Okta answers to a read, and what the caller must get. */
const ANSWERS: [
  string,
  Partial<FaultRule> & { status: number; body?: string; headers?: Record<string, string> },
  [number, string],
][] = [
  ['400 on content', { status: 400, body: oktaError('E0000001'), headers: json }, [422, 'okta_rejected']],
  [
    '401 where the feature is off',
    { status: 401, body: oktaError('E0000015'), headers: json },
    [501, 'feature_not_enabled'],
  ],
  [
    '403 without an admin role',
    { status: 403, body: oktaError('E0000006'), headers: json },
    [403, 'insufficient_role'],
  ],
  [
    '403 for the state of the object',
    { status: 403, body: oktaError('E0000038'), headers: json },
    [409, 'okta_conflict'],
  ],
  [
    '403 with an empty body and the missing scope in a header',
    {
      status: 403,
      body: '',
      headers: {
        'www-authenticate':
          'Bearer authorization_uri="https://x/y", realm="https://x", scope="okta.users.read", error="insufficient_scope", error_description="x"',
      },
    },
    [403, 'insufficient_scope'],
  ],
  ['404', { status: 404, body: oktaError('E0000007'), headers: json }, [404, 'okta_not_found']],
  [
    "404 of Okta's front server",
    { status: 404, body: '{"status":404,"message":"not found"}', headers: json },
    [404, 'okta_not_found'],
  ],
  ['409', { status: 409, body: oktaError('E0000195'), headers: json }, [409, 'okta_conflict']],
  ['500', { status: 500, body: oktaError('E0000009'), headers: json }, [502, 'okta_unavailable']],
  [
    '502 with an HTML page',
    { status: 502, body: '<html>bad gateway</html>', headers: { 'content-type': 'text/html' } },
    [502, 'okta_unavailable'],
  ],
  ['500 with an empty body', { status: 500, body: '' }, [502, 'okta_unavailable']],
];

describe('every fault of Okta ends as a problem with its code', () => {
  let stage: Stage;
  let userId: string;
  beforeAll(async () => {
    stage = await Stage.set({ oktaTimeoutMs: 1_500 });
  });
  afterAll(() => stage.strike());
  beforeEach(async () => {
    await stage.org.reset();
    userId = (await stage.org.state()).seeded.users.active;
  });

  it.each(ANSWERS)('%s', async (_, { status, body = '', headers = {} }, [expectedStatus, code]) => {
    await stage.org.faults.add({ ...READ, kind: 'status', status, body, headers });
    const answer = await stage.run('get-user', { userId });
    expect([answer.status, answer.body.code]).toEqual([expectedStatus, code]);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(answer.body).toMatchObject({ status: expectedStatus, requestId: expect.any(String), upstream: { status } });
  });

  it('names the missing scope', async () => {
    const headers = { 'www-authenticate': 'Bearer realm="x", scope="okta.users.read", error="insufficient_scope"' };
    await stage.org.faults.add({ ...READ, kind: 'status', status: 403, body: '', headers });
    expect((await stage.run('get-user', { userId })).body.missingScopes).toEqual(['okta.users.read']);
  });

  it.each([
    ['an HTML page with status 200', 'html'],
    ['truncated JSON', 'truncated'],
  ] as const)('%s is no answer', async (_, body) => {
    await stage.org.faults.add({ ...READ, kind: 'body', body });
    const answer = await stage.run('get-user', { userId });
    expect([answer.status, answer.body.code]).toEqual([502, 'okta_unavailable']);
  });

  it('an empty body with status 200 is an empty output', async () => {
    await stage.org.faults.add({ ...READ, kind: 'body', body: 'empty' });
    expect(await stage.output('get-user', { userId })).toBeNull();
  });

  it('a passing 500 is tried again, for a read', async () => {
    await stage.org.faults.add({
      ...READ,
      times: 1,
      kind: 'status',
      status: 500,
      body: oktaError('E0000009'),
      headers: json,
    });
    expect((await stage.run('get-user', { userId })).body).toMatchObject({ attempts: 2, okta: { status: 200 } });
  });

  it('a reset connection is tried again, for a read', async () => {
    await stage.org.faults.add({ ...READ, times: 1, kind: 'reset' });
    expect((await stage.run('get-user', { userId })).body.attempts).toBe(2);
  });

  it('a connection that is always reset is okta_unavailable', async () => {
    await stage.org.faults.add({ ...READ, kind: 'reset' });
    const answer = await stage.run('get-user', { userId });
    expect([answer.status, answer.body.code, answer.body.retryable]).toEqual([502, 'okta_unavailable', true]);
  });

  it('an Okta that does not answer in time is okta_timeout', async () => {
    await stage.org.faults.add({ ...READ, kind: 'hang' });
    const answer = await stage.run('get-user', { userId });
    expect([answer.status, answer.body.code]).toEqual([504, 'okta_timeout']);
  });

  it('an answer that drips is bounded too', async () => {
    await stage.org.faults.add({ ...READ, kind: 'drip', chunkBytes: 1, intervalMs: 50 });
    expect((await stage.run('get-user', { userId })).body.code).toBe('okta_timeout');
  });

  describe('429', () => {
    const limited = (resetIn: number) => ({
      ...json,
      'x-rate-limit-limit': '600',
      'x-rate-limit-remaining': '0',
      'x-rate-limit-reset': String(Math.floor(Date.now() / 1000) + resetIn),
    });

    it('with a far Reset tells the caller how long to wait', async () => {
      await stage.org.faults.add({
        ...READ,
        kind: 'status',
        status: 429,
        body: oktaError('E0000047'),
        headers: limited(40),
      });
      const answer = await stage.run('get-user', { userId });
      expect([answer.status, answer.body.code]).toEqual([429, 'okta_rate_limited']);
      const seconds = answer.body.retryAfterSeconds ?? 0;
      expect(seconds).toBeGreaterThanOrEqual(39);
      expect(seconds).toBeLessThanOrEqual(42);
      expect(answer.headers.get('retry-after')).toBe(String(seconds));
    });

    it('without Reset is waited for, and then answered', async () => {
      await stage.org.faults.add({
        ...WRITE,
        times: 1,
        kind: 'status',
        status: 429,
        body: oktaError('E0000047'),
        headers: json,
      });
      const answer = await stage.run('suspend-user', { userId });
      expect([answer.status, answer.body.attempts]).toEqual([200, 2]);
    });
  });

  describe('a POST whose answer was lost', () => {
    it.each([
      ['reset before Okta acted', { kind: 'reset' }, 'ACTIVE'],
      ['reset after Okta acted', { kind: 'reset-after' }, 'SUSPENDED'],
    ] as const)('%s: outcome_unknown, and it was sent once', async (_, fault, status) => {
      await stage.org.faults.add({ ...WRITE, ...fault });
      const answer = await stage.run('suspend-user', { userId });
      expect([answer.status, answer.body.code, answer.body.retryable]).toEqual([409, 'outcome_unknown', false]);
      expect((await stage.org.requests()).filter(({ path }) => path.endsWith('/suspend'))).toHaveLength(1);
      await stage.org.faults.clear();
      expect(await stage.output('get-user', { userId })).toMatchObject({ status });
    });

    it('a 500 to a POST: outcome_unknown, sent once', async () => {
      await stage.org.faults.add({ ...WRITE, kind: 'status', status: 500, body: oktaError('E0000009'), headers: json });
      expect((await stage.run('suspend-user', { userId })).body.code).toBe('outcome_unknown');
      expect((await stage.org.requests()).filter(({ path }) => path.endsWith('/suspend'))).toHaveLength(1);
    });

    it('the DELETE that deactivates a user is not repeated: a second one would delete for good', async () => {
      await stage.org.faults.add({ method: 'DELETE', path: '^/api/v1/users/', kind: 'reset-after' });
      await stage.run('delete-user', { userId });
      await stage.org.faults.clear();
      expect(await stage.output('get-user', { userId })).toMatchObject({ status: 'DEPROVISIONED' });
    });
  });

  describe('a 401 for the token', () => {
    it('asks for reauthorization, marks the connection, and later runs do not reach Okta', async () => {
      const { token } = await stage.org.createToken({ role: 'super' });
      const { body } = await stage.service.send<{ id: string }>('POST', '/v1/connections', {
        body: {
          name: `Doomed ${token.slice(-6)}`,
          domain: new URL(stage.org.url).host,
          auth: { type: 'apiToken', apiToken: token },
        },
      });
      await stage.org.revokeToken(token);
      const path = `/v1/connections/${body.id}/actions/get-user`;
      const first = await stage.service.send<{ code: string }>('POST', path, { body: { input: { userId } } });
      expect([first.status, first.body.code]).toEqual([424, 'reauthorization_required']);
      const { body: connection } = await stage.service.send<{ status: string }>('GET', `/v1/connections/${body.id}`);
      expect(connection.status).toBe('reauthorizationRequired');
      await stage.org.clearRequests();
      const second = await stage.service.send<{ code: string; remedy: string }>('POST', path, {
        body: { input: { userId } },
      });
      expect([second.status, second.body.code, typeof second.body.remedy]).toEqual([
        424,
        'reauthorization_required',
        'string',
      ]);
      expect(await stage.org.requests()).toEqual([]);
    });
  });
});
