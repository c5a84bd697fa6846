import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { request } from 'node:http';
import type { ApiAnswer, ApiCall } from './api-call.ts';
import { callApi } from './api-call.ts';
import type { OktaOrg, SeededIds } from './okta-org-process.ts';
import { startOktaOrg } from './okta-org-process.ts';

let org: OktaOrg;
let seeded: SeededIds;

beforeAll(async () => {
  org = await startOktaOrg();
});
afterAll(() => org.stop());
beforeEach(async () => {
  ({ seeded } = await org.reset());
});

function call(method: string, path: string, options: ApiCall = {}): Promise<ApiAnswer> {
  return callApi(org, method, path, options);
}

describe('credentials', () => {
  it('refuses a wrong token, a revoked one and one whose owner is gone with E0000011', async () => {
    expect(await call('GET', '/api/v1/users', { token: 'wrong' })).toMatchObject({
      status: 401,
      errorCode: 'E0000011',
    });
    const { token, userId } = await org.createToken();
    await call('DELETE', `/api/v1/users/${userId}`);
    expect(await call('GET', '/api/v1/users', { token })).toMatchObject({ status: 401, errorCode: 'E0000011' });
    const other = await org.createToken();
    await org.revokeToken(other.token);
    expect(await call('GET', '/api/v1/users', { token: other.token })).toMatchObject({ errorCode: 'E0000011' });
  });

  it('forgets a token after 30 days without a call', async () => {
    await org.settings({ clockOffsetMs: 31 * 24 * 3_600_000 });
    expect(await call('GET', '/api/v1/users')).toMatchObject({ status: 401, errorCode: 'E0000011' });
  });

  it('lets a read-only admin read only, and a user without a role see nothing', async () => {
    const readonly = await org.createToken({ role: 'readonly' });
    const body = { profile: { name: 'X' } };
    expect((await call('GET', '/api/v1/groups', { token: readonly.token })).status).toBe(200);
    expect(await call('POST', '/api/v1/groups', { token: readonly.token, body })).toMatchObject({
      errorCode: 'E0000006',
    });
    const { token } = await org.createToken({ role: 'none' });
    expect((await call('GET', '/api/v1/users?limit=1', { token })).body).toEqual([]);
    expect(await call('GET', '/api/v1/groups', { token })).toMatchObject({ status: 403, errorCode: 'E0000006' });
    expect(await call('GET', '/api/v1/devices', { token })).toMatchObject({ status: 403, errorCode: 'E0000006' });
  });

  it('tells a switched-off feature by 401 E0000015', async () => {
    await org.settings({ featureOff: '/blocks$' });
    const answer = await call('GET', `/api/v1/users/${seeded.users.active}/blocks`);
    expect(answer).toMatchObject({ status: 401, errorCode: 'E0000015' });
  });
});

describe('requests Okta would not take', () => {
  it('records unknown paths, methods, query parameters and body properties', async () => {
    expect(await call('GET', '/api/v1/nonsense')).toMatchObject({ status: 404, errorCode: 'E0000008' });
    expect(await call('PATCH', '/api/v1/users')).toMatchObject({ status: 405, errorCode: 'E0000022' });
    await call('GET', '/api/v1/users?page=2');
    await call('POST', '/api/v1/groups', { body: { profile: { name: 'X' }, colour: 'red' } });
    const kinds = (await org.violations()).map(({ kind, detail }) => `${kind} ${detail}`.trim());
    expect(kinds).toEqual(['unknown-path', 'unknown-method', 'unknown-query page', 'unknown-body-property colour']);
    await org.clearViolations();
    expect(await org.violations()).toEqual([]);
  });

  it('checks Accept, Content-Type and the body', async () => {
    const path = `/api/v1/users/${seeded.users.active}`;
    expect(await call('GET', path, { headers: { accept: 'text/html' } })).toMatchObject({ errorCode: 'E0000019' });
    const xml = { 'content-type': 'application/xml' };
    expect(await call('POST', path, { body: {}, headers: xml })).toMatchObject({ errorCode: 'E0000021' });
    expect(await call('POST', path, { body: [] })).toMatchObject({ errorCode: 'E0000003' });
  });

  it('answers 411 to a POST without Content-Length', async () => {
    const { port } = new URL(org.url);
    const path = `/api/v1/users/${seeded.users.active}/lifecycle/suspend`;
    const status = await new Promise((resolve, reject) => {
      const outgoing = request({ port, host: '127.0.0.1', path, method: 'POST' }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      outgoing.removeHeader('transfer-encoding');
      outgoing.once('error', reject);
      outgoing.useChunkedEncodingByDefault = false;
      outgoing.end();
    });
    expect(status).toBe(411);
  });
});

describe('rate limits', () => {
  it('counts down in headers and ends in 429 E0000047 without Retry-After', async () => {
    await org.settings({ rateLimit: { buckets: { '/api/v1/logs': 2 } } });
    const remaining = async (): Promise<string | null> =>
      (await call('GET', '/api/v1/logs')).headers.get('x-rate-limit-remaining');
    expect([await remaining(), await remaining()]).toEqual(['1', '0']);
    const refused = await call('GET', '/api/v1/logs');
    expect(refused).toMatchObject({ status: 429, errorCode: 'E0000047' });
    expect(refused.headers.get('retry-after')).toBeNull();
    expect(Number(refused.headers.get('x-rate-limit-reset'))).toBeGreaterThan(Date.now() / 1000);
    await org.settings({ clockOffsetMs: 61_000 });
    expect((await call('GET', '/api/v1/logs')).status).toBe(200);
  });

  it('shows too many concurrent requests by zeros', async () => {
    await org.settings({ concurrencyExceeded: true });
    const refused = await call('GET', '/api/v1/users');
    expect([refused.status, refused.headers.get('x-rate-limit-limit')]).toEqual([429, '0']);
  });
});

describe('faults', () => {
  it('strikes matching requests as often as told', async () => {
    await org.faults.add({
      path: '^/api/v1/users$',
      times: 1,
      skip: 1,
      kind: 'status',
      status: 502,
      body: '<html></html>',
    });
    const statuses = [];
    for (let turn = 0; turn < 3; turn += 1) {
      // oxlint-disable-next-line no-await-in-loop -- the order is tested
      statuses.push((await call('GET', '/api/v1/users')).status);
    }
    expect(statuses).toEqual([200, 502, 200]);
  });

  it('loses the answer after the effect', async () => {
    await org.faults.add({ method: 'POST', path: '^/api/v1/groups$', times: 1, kind: 'reset-after' });
    await expect(call('POST', '/api/v1/groups', { body: { profile: { name: 'Lost' } } })).rejects.toThrow();
    expect((await call('GET', '/api/v1/groups?q=Lost')).body).toHaveLength(1);
  });

  it.each([
    ['html', 'text/html'],
    ['truncated', 'application/json'],
    ['empty', 'application/json'],
  ] as const)('spoils the body: %s', async (body, contentType) => {
    await org.faults.add({ path: '/users/me$', times: 1, kind: 'body', body });
    const answer = await call('GET', '/api/v1/users/me');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe(contentType);
    expect(typeof answer.body).toBe('string');
  });

  it('records requests with the credential cut short', async () => {
    await call('GET', '/api/v1/users?limit=1');
    const [recorded] = await org.requests();
    expect(recorded).toMatchObject({ method: 'GET', path: '/api/v1/users', query: { limit: '1' }, status: 200 });
    expect(recorded?.headers['authorization']).toBe(`SSWS …${org.apiToken.slice(-4)}`);
  });
});
