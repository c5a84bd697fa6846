import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ApiAnswer } from './api-call.ts';
import { callApi } from './api-call.ts';
import type { OktaOrg, SeededIds } from './okta-org-process.ts';
import { startOktaOrg } from './okta-org-process.ts';

let org: OktaOrg;
let seeded: SeededIds;

beforeAll(async () => {
  org = await startOktaOrg({ users: 450 });
});
afterAll(() => org.stop());
beforeEach(async () => {
  ({ seeded } = await org.reset());
});

function get(path: string, parameters: Record<string, string> = {}): Promise<ApiAnswer> {
  const query = new URLSearchParams(parameters);
  return callApi(org, 'GET', query.size > 0 ? `${path}?${query.toString()}` : path);
}

async function collect(path: string): Promise<{ pages: number; ids: string[] }> {
  const ids: string[] = [];
  let pages = 0;
  for (let next: string | undefined = path; next;) {
    // oxlint-disable-next-line no-await-in-loop -- each page names the next one
    const answer: ApiAnswer = await callApi(org, 'GET', next);
    ids.push(...(answer.body as { id: string }[]).map(({ id }) => id));
    pages += 1;
    next = answer.next;
  }
  return { pages, ids };
}

describe('paging', () => {
  it('walks all users but the deprovisioned ones', async () => {
    const { pages, ids } = await collect('/api/v1/users');
    expect(pages).toBe(3);
    expect(new Set(ids).size).toBe(457);
    expect(ids).not.toContain(seeded.users.deprovisioned);
  });

  it('walks the members of a large group', async () => {
    const { groupIds } = await org.seed({ groups: [{ name: 'Large', members: 430 }] });
    expect((await collect(`/api/v1/groups/${groupIds[0]}/users?limit=200`)).ids).toHaveLength(430);
    expect((await collect(`/api/v1/groups/${seeded.groups.everyone}/users?limit=200`)).ids).toHaveLength(458);
  });

  it('walks a sorted search', async () => {
    const search = encodeURIComponent('status eq "ACTIVE"');
    const { ids } = await collect(`/api/v1/users?limit=100&sortBy=profile.lastName&sortOrder=desc&search=${search}`);
    expect(new Set(ids).size).toBe(452);
  });

  it('refuses a foreign cursor and a limit that is too high', async () => {
    expect(await get('/api/v1/users', { after: seeded.users.active })).toMatchObject({ errorCode: 'E0000031' });
    expect(await get('/api/v1/apps', { after: 'nonsense' })).toMatchObject({ errorCode: 'E0000029' });
    expect(await get('/api/v1/users', { limit: '201' })).toMatchObject({ status: 400, errorCode: 'E0000001' });
  });

  it('points next links where the settings say', async () => {
    await org.settings({ linkHost: 'admin' });
    expect((await get('/api/v1/users')).next).toContain('127.0.0.1-admin:');
    await org.settings({ linkHost: { origin: 'https://evil.example' } });
    expect((await get('/api/v1/users')).next).toMatch(/^https:\/\/evil\.example\/api\/v1\/users\?/);
  });
});

describe('search, filter and q', () => {
  it('includes the deprovisioned in search and filter, not in q', async () => {
    const search = await get('/api/v1/users', { search: 'profile.firstName eq "DAVE"' });
    expect(search.body).toMatchObject([{ id: seeded.users.deprovisioned }]);
    expect((await get('/api/v1/users', { filter: 'status eq "DEPROVISIONED"' })).body).toHaveLength(1);
    expect((await get('/api/v1/users', { q: 'dave' })).body).toEqual([]);
  });

  it('limits q to ten without a next link', async () => {
    const answer = await get('/api/v1/users', { q: 'user0' });
    expect(answer.body).toHaveLength(10);
    expect(answer.next).toBeUndefined();
  });

  it('refuses search with filter, ne, and operators that filter lacks', async () => {
    const both = { search: 'id pr', filter: 'status eq "ACTIVE"' };
    expect(await get('/api/v1/users', both)).toMatchObject({ errorCode: 'E0000033' });
    expect(await get('/api/v1/users', { search: 'status ne "ACTIVE"' })).toMatchObject({ errorCode: 'E0000031' });
    expect(await get('/api/v1/users', { filter: 'status sw "A"' })).toMatchObject({ errorCode: 'E0000053' });
  });

  it('projects fields', async () => {
    const fields = 'id,status,profile:(firstName)';
    const { body } = await get('/api/v1/users', { search: 'profile.login sw "isaac"', fields });
    expect(body).toEqual([{ id: seeded.users.active, status: 'ACTIVE', profile: { firstName: 'Isaac' } }]);
  });

  it('searches groups by name and type', async () => {
    const search = 'type eq "OKTA_GROUP" and profile.name sw "Eng"';
    expect((await get('/api/v1/groups', { search, expand: 'stats' })).body).toMatchObject([
      { id: seeded.groups.engineering, _embedded: { stats: { usersCount: 2 } } },
    ]);
  });

  it('lags behind when told so, while reads by id do not', async () => {
    await org.settings({ consistencyDelayMs: 3_600_000 });
    const path = `/api/v1/users/${seeded.users.active}`;
    await callApi(org, 'POST', path, { body: { profile: { firstName: 'Renamed' } } });
    expect((await get('/api/v1/users', { search: 'profile.firstName eq "Renamed"' })).body).toEqual([]);
    expect((await get(path)).body).toMatchObject({ profile: { firstName: 'Renamed' } });
    await org.settings({ clockOffsetMs: 3_600_001 });
    expect((await get('/api/v1/users', { search: 'profile.firstName eq "Renamed"' })).body).toHaveLength(1);
  });
});
