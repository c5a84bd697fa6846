import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
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

function profile(login: string): Record<string, string> {
  return { login, email: login, firstName: 'New', lastName: 'User' };
}

async function statusAfter(query: string, body: object): Promise<unknown> {
  return ((await call('POST', `/api/v1/users${query}`, { body })).body as { status: string }).status;
}

describe('creating users', () => {
  it('answers 200 with a PROVISIONED user, STAGED without activation, ACTIVE with a password', async () => {
    expect(await statusAfter('', { profile: profile('a@example.com') })).toBe('PROVISIONED');
    expect(await statusAfter('?activate=false', { profile: profile('b@example.com') })).toBe('STAGED');
    const credentials = { password: { value: 'Abcd.1234' } };
    expect(await statusAfter('', { profile: profile('c@example.com'), credentials })).toBe('ACTIVE');
    expect(await org.violations()).toEqual([]);
  });

  it('refuses a taken login, whatever its case', async () => {
    const answer = await call('POST', '/api/v1/users', { body: { profile: profile('ISAAC.brock@example.com') } });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({
      errorCode: 'E0000001',
      errorSummary: 'Api validation failed: login',
      errorLink: 'E0000001',
      errorCauses: [{ errorSummary: 'login: An object with this field already exists in the current organization' }],
    });
    expect(answer.headers.get('x-okta-request-id')).toMatch(/\w+/);
  });

  it.each([
    ['a missing attribute', { profile: { login: 'x@example.com', email: 'x@example.com', firstName: 'X' } }],
    ['an unknown attribute', { profile: { ...profile('x@example.com'), shoeSize: '42' } }],
    ['four-byte characters', { profile: { ...profile('x@example.com'), nickName: '😀' } }],
    ['a weak password', { profile: profile('x@example.com'), credentials: { password: { value: 'short' } } }],
    ['more than 20 groups', { profile: profile('x@example.com'), groupIds: Array.from({ length: 21 }, () => 'g') }],
  ])('refuses %s with E0000001', async (_case, body) => {
    expect(await call('POST', '/api/v1/users', { body })).toMatchObject({ status: 400, errorCode: 'E0000001' });
  });
});

describe('changing users', () => {
  it('merges with POST and erases with PUT', async () => {
    const path = `/api/v1/users/${seeded.users.active}`;
    const partial = await call('POST', path, { body: { profile: { city: 'Bern' } } });
    expect(partial.body).toMatchObject({ profile: { city: 'Bern', department: 'Engineering' } });
    const replaced = await call('PUT', path, { body: { profile: profile('isaac.brock@example.com') } });
    expect((replaced.body as { profile: object }).profile).not.toHaveProperty('city');
  });

  it('deactivates on the first DELETE and deletes on the second', async () => {
    const path = `/api/v1/users/${seeded.users.active}`;
    expect((await call('DELETE', path)).status).toBe(204);
    expect((await call('GET', path)).body).toMatchObject({ status: 'DEPROVISIONED' });
    expect((await call('DELETE', path)).status).toBe(204);
    expect(await call('GET', path)).toMatchObject({ status: 404, errorCode: 'E0000007' });
  });

  it('finds users by id, login, short login and me', async () => {
    const found = await Promise.all(
      ['isaac.brock', 'isaac.brock@example.com', seeded.users.active].map((key) => call('GET', `/api/v1/users/${key}`)),
    );
    expect(found.map(({ body }) => (body as { id: string }).id)).toEqual(found.map(() => seeded.users.active));
    expect((await call('GET', '/api/v1/users/me')).body).toMatchObject({ id: seeded.users.admin });
  });
});

describe('lifecycle and credentials', () => {
  it.each([
    ['active', 'lifecycle/activate', 403, 'E0000016'],
    ['active', 'lifecycle/reactivate', 403, 'E0000038'],
    ['active', 'lifecycle/unlock', 403, 'E0000032'],
    ['staged', 'lifecycle/suspend', 400, 'E0000001'],
    ['active', 'lifecycle/reset_password', 400, 'E0000028'],
    ['staged', 'credentials/forgot_password', 403, 'E0000034'],
  ] as const)('%s user: %s answers %i %s', async (name, operation, status, errorCode) => {
    expect(await call('POST', `/api/v1/users/${seeded.users[name]}/${operation}`)).toMatchObject({ status, errorCode });
  });

  it('unlocks a locked user and tells the System Log', async () => {
    await org.lockUser(seeded.users.active);
    const path = `/api/v1/users/${seeded.users.active}`;
    expect((await call('POST', `${path}/lifecycle/unlock`)).body).toEqual({});
    expect((await call('GET', path)).body).toMatchObject({ status: 'ACTIVE' });
    const filter = encodeURIComponent(`target.id eq "${seeded.users.active}"`);
    const events = (await call('GET', `/api/v1/logs?filter=${filter}`)).body as { eventType: string }[];
    expect(events.map(({ eventType }) => eventType).slice(-2)).toEqual([
      'user.account.lock',
      'user.account.unlock_by_admin',
    ]);
  });

  it('returns links and tokens only without mail', async () => {
    const path = `/api/v1/users/${seeded.users.staged}/lifecycle`;
    expect((await call('POST', `${path}/activate`)).body).toEqual({});
    expect((await call('POST', `${path}/reactivate?sendEmail=false`)).body).toMatchObject({
      activationToken: expect.any(String),
    });
    expect((await call('POST', `${path}/reset_password?sendEmail=false`)).body).toMatchObject({
      resetPasswordUrl: expect.stringContaining(org.url),
    });
  });

  it('checks the old password and the policy when a password changes', async () => {
    const path = `/api/v1/users/${seeded.users.active}/credentials/change_password`;
    const change = (oldPassword: string, newPassword: string): Promise<ApiAnswer> =>
      call('POST', path, { body: { oldPassword: { value: oldPassword }, newPassword: { value: newPassword } } });
    expect(await change('wrong', 'Better.Horse2')).toMatchObject({ status: 403, errorCode: 'E0000014' });
    expect(await change('Correct.Horse1', 'short')).toMatchObject({ status: 403, errorCode: 'E0000014' });
    expect((await change('Correct.Horse1', 'Better.Horse2')).body).toMatchObject({ password: {} });
  });
});

describe('groups', () => {
  it('adds and removes members without a body, but not in foreign groups', async () => {
    const member = (group: string): string => `/api/v1/groups/${group}/users/${seeded.users.active}`;
    expect((await call('PUT', member(seeded.groups.support))).status).toBe(204);
    expect((await call('DELETE', member(seeded.groups.support))).status).toBe(204);
    expect(await call('PUT', member(seeded.groups.directory))).toMatchObject({ status: 403, errorCode: 'E0000006' });
    expect(await call('PUT', member(seeded.groups.everyone))).toMatchObject({ status: 501, errorCode: 'E0000060' });
  });

  it('creates with 200, refuses a second of the same name, deletes with 204', async () => {
    const body = { profile: { name: 'West Coast' } };
    const created = await call('POST', '/api/v1/groups', { body });
    expect(created).toMatchObject({ status: 200, body: { type: 'OKTA_GROUP', profile: { name: 'West Coast' } } });
    expect(await call('POST', '/api/v1/groups', { body })).toMatchObject({ status: 400, errorCode: 'E0000001' });
    expect((await call('DELETE', `/api/v1/groups/${(created.body as { id: string }).id}`)).status).toBe(204);
  });

  it('keeps owners', async () => {
    const path = `/api/v1/groups/${seeded.groups.support}/owners`;
    const body = { id: seeded.users.active, type: 'USER' };
    expect((await call('POST', path, { body })).status).toBe(201);
    expect((await call('GET', path)).body).toMatchObject([{ id: seeded.users.active, displayName: 'Isaac Example' }]);
    expect((await call('DELETE', `${path}/${seeded.users.active}`)).status).toBe(204);
  });
});

describe('sessions, tokens and relations', () => {
  it('clears sessions and OAuth tokens of a user', async () => {
    const { active } = seeded.users;
    expect((await call('GET', `/api/v1/sessions/${seeded.sessionId}`)).body).toMatchObject({ userId: active });
    expect((await call('DELETE', `/api/v1/users/${active}/sessions?oauthTokens=true`)).status).toBe(204);
    expect((await call('GET', `/api/v1/sessions/${seeded.sessionId}`)).status).toBe(404);
    expect((await call('GET', `/api/v1/users/${active}/clients/${seeded.clientId}/tokens`)).body).toEqual([]);
  });

  it('logs out universally by sub_id', async () => {
    const body = { sub_id: { format: 'opaque', id: seeded.users.active } };
    expect((await call('POST', '/oauth2/v1/global-token-revocation', { body })).status).toBe(204);
    expect(await org.violations()).toEqual([]);
  });

  it('lists apps of a user, directly assigned and through groups', async () => {
    const filter = encodeURIComponent(`user.id eq "${seeded.users.active}"`);
    const apps = (await call('GET', `/api/v1/apps?filter=${filter}`)).body as { label: string }[];
    expect(apps.map(({ label }) => label)).toEqual(['Salesforce.com', 'Team Wiki']);
    expect((await call('GET', `/api/v1/users/${seeded.users.active}/appLinks`)).body).toHaveLength(2);
  });

  it('lists the manager as linked object', async () => {
    const answer = await call('GET', `/api/v1/users/${seeded.users.active}/linkedObjects/manager`);
    expect(answer.body).toEqual([{ _links: { self: { href: `${org.url}/api/v1/users/${seeded.users.admin}` } } }]);
  });
});
