import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { startOktaOrg, type OktaOrg } from './okta-org-process.ts';

let org: OktaOrg;
beforeAll(async () => {
  org = await startOktaOrg();
});
afterAll(() => org.stop());
beforeEach(async () => {
  await org.reset();
});

const get = (path: string, token = org.apiToken) =>
  fetch(`${org.url}${path}`, { headers: { authorization: `SSWS ${token}`, accept: 'application/json' } });

it('counts a bucket by itself, for each token, and tells its windows', async () => {
  await org.settings({ rateLimit: { buckets: { '/api/v1/groups': 1 } } });
  const { token } = await org.createToken();
  const statuses = [];
  for (const [path, by] of [
    ['/api/v1/groups', org.apiToken],
    ['/api/v1/groups', org.apiToken],
    ['/api/v1/groups', token],
    ['/api/v1/users', org.apiToken],
  ] as const) {
    // oxlint-disable-next-line no-await-in-loop -- the order is tested
    statuses.push((await get(path, by)).status);
  }
  expect(statuses).toEqual([200, 429, 200, 200]);
  const windows = await org.rateWindows();
  expect(windows.map(({ bucket, used, refused }) => [bucket, used, refused])).toEqual([
    ['/api/v1/groups', 1, 1],
    ['/api/v1/groups', 1, 0],
    ['/api/v1/users', 1, 0],
  ]);
});

it('lasts as long as it is told', async () => {
  await org.settings({ rateLimit: { perMinute: 1, windowSeconds: 5 } });
  expect([(await get('/api/v1/groups')).status, (await get('/api/v1/groups')).status]).toEqual([200, 429]);
  await org.settings({ clockOffsetMs: 5_001 });
  expect((await get('/api/v1/groups')).status).toBe(200);
});

it('refuses requests beyond those that may be under way, with zeros and without counting them', async () => {
  await org.settings({ rateLimit: { concurrent: 1 } });
  await org.faults.add({ kind: 'hang', path: '^/api/v1/users$', times: 1 });
  const abort = new AbortController();
  const hanging = fetch(`${org.url}/api/v1/users`, { signal: abort.signal }).catch(() => undefined);
  while ((await org.requests()).length === 0);
  const refused = await get('/api/v1/groups');
  expect(await refused.json()).toMatchObject({ errorCode: 'E0000047' });
  const names = ['x-rate-limit-limit', 'x-rate-limit-remaining', 'retry-after'];
  expect([refused.status, ...names.map((name) => refused.headers.get(name))]).toEqual([429, '0', '0', null]);
  expect(await org.rateWindows()).toEqual([]);
  abort.abort();
  await hanging;
});
