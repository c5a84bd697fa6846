import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SeededIds } from '../../okta-org/control-contract.ts';
import { Stage } from '../../support/service.js';
import { OrgViews } from './org-views-scene.ts';

const USERS = 240;

let stage: Stage;
let views: OrgViews;
let seeded: SeededIds;
beforeAll(async () => {
  stage = await Stage.set({ users: USERS });
  views = new OrgViews(stage);
  ({ seeded } = await stage.org.state());
  const groups = Array.from({ length: 5 }, (_, number) => ({ name: `Pickable ${number}` }));
  const apps = Array.from({ length: 3 }, (_, number) => ({ label: `Shown app ${number}` }));
  await stage.org.seed({ groups: [...groups, { name: 'Quote " and \\ slash' }], apps });
});
afterAll(() => stage?.strike());

const labels = async (source: string, query: Record<string, string> = {}) =>
  (await views.allOptions(source, query)).options.map(({ label }) => label);

const newPolicy = (type: string, name: string) =>
  views.okta('POST', '/api/v1/policies', {
    type,
    name,
    conditions: { people: { groups: { include: [seeded.groups.engineering] } } },
  });

describe('options that Okta searches', () => {
  it('list all users page by page, each once', async () => {
    const { options, pages } = await views.allOptions('users', { limit: '100' });
    expect(new Set(options.map(({ value }) => value)).size).toBe(options.length);
    expect([options.length >= USERS, pages >= 3]).toEqual([true, true]);
  });

  it('find users by the beginning of login, mail address, first, last or both names, deactivated ones too', async () => {
    await views.okta('POST', '/api/v1/users?activate=true', {
      profile: { login: 'zoe.quill@elsewhere.example', email: 'zq@mail.example', firstName: 'Zoe', lastName: 'Quill' },
      credentials: { password: { value: 'Correct-Horse-1842' } },
    });
    const zoe = { label: 'Zoe Quill', description: 'zoe.quill@elsewhere.example, zq@mail.example, ACTIVE' };
    for (const q of ['zoe.quill@else', 'zq@mail', 'Zoe', 'quill', 'Zoe Qui']) {
      expect((await views.allOptions('users', { q })).options).toEqual([expect.objectContaining(zoe)]);
    }
    expect(await labels('users', { q: 'oe.quill' })).toEqual([]);
    const gone = await views.okta<{ profile: { login: string } }>('GET', `/api/v1/users/${seeded.users.deprovisioned}`);
    const { options } = await views.allOptions('users', { q: gone.profile.login });
    expect(options.map(({ value }) => value)).toEqual([seeded.users.deprovisioned]);
  });

  it('ask Okta for one page with what is shown, and for no more', async () => {
    const requests = await views.requestsOf(() => views.options('users', { q: 'ada', limit: '7' }));
    expect(requests).toHaveLength(1);
    expect(requests[0]?.query).toMatchObject({ limit: '7', fields: expect.stringContaining('profile:(') });
  });

  it('find groups by the beginning of their name, quotes and backslashes included', async () => {
    expect(await labels('groups', { q: 'pickable', limit: '2' })).toHaveLength(5);
    expect(await labels('groups', { q: 'Quote " and \\' })).toEqual(['Quote " and \\ slash']);
    expect(await labels('groups', { q: '" or profile.name sw "P' })).toEqual([]);
  });

  it('find applications and group rules', async () => {
    expect(await labels('apps', { q: 'Shown', limit: '2' })).toEqual(['Shown app 0', 'Shown app 1', 'Shown app 2']);
    await views.okta('POST', '/api/v1/groups/rules', {
      type: 'group_rule',
      name: 'Engineers by department',
      conditions: { expression: { type: 'urn:okta:expression:1.0', value: 'user.department=="Engineering"' } },
      actions: { assignUserToGroups: { groupIds: [seeded.groups.engineering] } },
    });
    expect(await labels('groupRules', { q: 'Engineers' })).toEqual(['Engineers by department']);
    expect(await labels('groupRules', { q: 'nothing' })).toEqual([]);
  });
});

describe('options that Okta cannot search', () => {
  it('give event types with what event hooks may carry', async () => {
    expect((await views.allOptions('eventTypes', { limit: '200' })).options).toHaveLength(1261);
    const { options } = await views.allOptions('eventTypes', { q: 'lifecycle suspend user' });
    expect(options).toContainEqual({
      value: 'user.lifecycle.suspend',
      label: 'user.lifecycle.suspend',
      description: expect.stringContaining('event hook or polling'),
    });
  });

  it('give user types', async () => {
    await views.okta('POST', '/api/v1/meta/types/user', { name: 'robot', displayName: 'Robot' });
    expect(await labels('userTypes')).toEqual(['User', 'Robot']);
    expect(await labels('userTypes', { q: 'rob' })).toEqual(['Robot']);
  });

  it('give the types of factors, searched by any word', async () => {
    expect(await labels('factors', { q: 'okta verify' })).toEqual(['Okta Verify push, or a custom app']);
    const { options } = await views.allOptions('factors', { limit: '5' });
    expect(options.map(({ value }) => value)).toContain('token:software:totp');
  });
});

describe('options of several lists', () => {
  it('give the standard roles, then the custom ones', async () => {
    const permissions = ['okta.users.read'];
    await views.okta('POST', '/api/v1/iam/roles', { label: 'Reader of users', description: 'Reads', permissions });
    const { options } = await views.allOptions('roles', { limit: '5' });
    expect(options[0]).toEqual({ value: 'SUPER_ADMIN', label: 'Super Administrator', description: 'Standard role' });
    expect(options.at(-1)).toMatchObject({ label: 'Reader of users', description: 'Custom role: Reads' });
    expect(await labels('roles', { q: 'reader' })).toEqual(['Reader of users']);
  });

  it('give the policies of every type, or of one', async () => {
    await newPolicy('PASSWORD', 'Long passwords');
    await newPolicy('OKTA_SIGN_ON', 'Sign in at work');
    const all = await labels('policies', { limit: '3' });
    expect(all).toEqual(expect.arrayContaining(['Long passwords', 'Sign in at work']));
    const ofType = await labels('policies', { type: 'PASSWORD' });
    expect([ofType.includes('Long passwords'), ofType.includes('Sign in at work')]).toEqual([true, false]);
    expect(await labels('policies', { q: 'at work' })).toEqual(['Sign in at work']);
  });

  it('leave out the policy types that the org does not have, unless they are asked for by name', async () => {
    const body = { errorCode: 'E0000015', errorSummary: 'You do not have permission', errorCauses: [] };
    await stage.org.faults.add({
      method: 'GET',
      path: '^/api/v1/policies$',
      kind: 'status',
      status: 401,
      body,
      times: 1,
    });
    expect(await labels('policies', { q: 'long' })).toEqual(['Long passwords']);
    await stage.org.faults.add({
      method: 'GET',
      path: '^/api/v1/policies$',
      kind: 'status',
      status: 401,
      body,
      times: 1,
    });
    const answer = await views.options('policies', { type: 'ENTITY_RISK' });
    expect([answer.status, answer.body.code]).toEqual([501, 'feature_not_enabled']);
  });

  it('give the network zones', async () => {
    const gateways = [{ type: 'CIDR', value: '192.0.2.0/24' }];
    for (const name of ['Office east', 'Office west', 'Home']) {
      await views.okta('POST', '/api/v1/zones', { type: 'IP', name, gateways, proxies: [] });
    }
    expect((await labels('zones', { q: 'office', limit: '1' })).toSorted()).toEqual(['Office east', 'Office west']);
  });

  it('give devices and realms, searched at Okta', async () => {
    const { active: userId } = seeded.users;
    await stage.org.seed({
      devices: [
        { userId, displayName: 'Laptop of Ada' },
        { userId, displayName: 'Phone' },
      ],
    });
    expect(await labels('devices', { q: 'of ada' })).toEqual(['Laptop of Ada']);
    const requests = await views.requestsOf(() => views.options('realms', { q: 'east' }));
    expect(requests.map(({ query }) => query['search'])).toEqual(['profile.name co "east"']);
  });

  it('give the factors that a user has enrolled', async () => {
    const { active: userId } = seeded.users;
    const factor = await views.okta<{ id: string }>('POST', `/api/v1/users/${userId}/factors?activate=true`, {
      factorType: 'question',
      provider: 'OKTA',
      profile: { question: 'disliked_food', answer: 'mayonnaise' },
    });
    const { options } = await views.allOptions('factors', { userId });
    expect(options).toContainEqual({
      value: factor.id,
      label: 'Security question',
      description: 'question, OKTA, ACTIVE',
    });
  });
});

it('sends nothing that Okta does not have', async () => {
  expect(await stage.org.violations()).toEqual([]);
});
