import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Stage } from '../support/service.js';

interface User {
  id: string;
  status: string;
}

const CREATE = { method: 'POST', path: '^/api/v1/users$' };

describe('a creation of a user whose answer was lost', () => {
  let stage: Stage;
  let logins = 0;
  let profile: Record<string, string>;
  beforeAll(async () => {
    stage = await Stage.set();
  });
  afterAll(() => stage.strike());
  beforeEach(async () => {
    await stage.org.reset();
    logins += 1;
    const login = `ada.${logins}@acme.example`;
    profile = { login, email: login, firstName: 'Ada', lastName: 'Lovelace' };
  });

  const create = () => stage.run<User>('create-user', { profile, activate: false });
  const creations = async () =>
    (await stage.org.requests()).filter(({ method, path }) => method === 'POST' && path === '/api/v1/users');

  it.each([
    ['the connection was reset', { kind: 'reset-after' as const }],
    ['Okta answered something unreadable', { kind: 'body' as const, body: 'truncated' as const }],
  ])('adopts the user when %s after Okta had acted', async (_, fault) => {
    await stage.org.faults.add({ ...CREATE, times: 1, ...fault });
    const { status, body } = await create();
    expect([status, body.changed, body.attempts]).toEqual([200, true, 2]);
    expect(body.output).toEqual(await stage.output('get-user', { userId: body.output.id }));
    expect(await creations()).toHaveLength(1);
  });

  it('adopts the user although the clocks differ by an hour', async () => {
    await stage.org.settings({ clockOffsetMs: -3_600_000 });
    await stage.org.faults.add({ ...CREATE, times: 1, kind: 'reset-after' });
    expect((await create()).body).toMatchObject({ changed: true, output: { status: 'STAGED' } });
  });

  it('stays outcome_unknown when no such user is there, and is not sent again', async () => {
    await stage.org.faults.add({ ...CREATE, times: 1, kind: 'reset' });
    const { status, body } = await create();
    expect([status, body.code, body.retryable]).toEqual([409, 'outcome_unknown', false]);
    expect(await creations()).toHaveLength(1);
  });

  it('stays outcome_unknown when the user was there before the call began', async () => {
    expect((await create()).status).toBe(200);
    // Older than the tolerance: an hour has passed at Okta, and here.
    await stage.org.settings({ clockOffsetMs: 3_600_000 });
    await stage.org.faults.add({ ...CREATE, times: 1, kind: 'reset' });
    expect((await create()).body.code).toBe('outcome_unknown');
  });

  it('does not adopt a user of another name who took the login in the same moment', async () => {
    await stage.run('create-user', { profile: { ...profile, firstName: 'Somebody' }, activate: false });
    await stage.org.faults.add({ ...CREATE, times: 1, kind: 'reset' });
    expect((await create()).body.code).toBe('outcome_unknown');
  });

  it('stays outcome_unknown when the look fails, too', async () => {
    await stage.org.faults.add({ ...CREATE, times: 1, kind: 'reset-after' });
    await stage.org.faults.add({ method: 'GET', path: '^/api/v1/users/', kind: 'status', status: 403, body: '{}' });
    expect((await create()).body.code).toBe('outcome_unknown');
  });

  it('is found by upsert-user as created', async () => {
    await stage.org.faults.add({ ...CREATE, times: 1, kind: 'reset-after' });
    const { body } = await stage.run<{ created: boolean; user: User }>('upsert-user', { profile, activate: false });
    expect(body).toMatchObject({ changed: true, output: { created: true, user: { status: 'STAGED' } } });
    expect(await creations()).toHaveLength(1);
  });

  it('is no business of actions that cannot look', async () => {
    await stage.org.faults.add({ method: 'POST', path: '^/api/v1/groups$', times: 1, kind: 'reset-after' });
    expect((await stage.run('create-group', { profile: { name: 'Lost' } })).body.code).toBe('outcome_unknown');
  });
});

describe('a new user in more than 20 groups', () => {
  let stage: Stage;
  let groupIds: string[];
  beforeAll(async () => {
    stage = await Stage.set();
  });
  afterAll(() => stage.strike());
  beforeEach(async () => {
    await stage.org.reset();
    const groups = Array.from({ length: 24 }, (_, index) => ({ name: `Group ${index}` }));
    groupIds = (await stage.org.seed({ groups })).groupIds;
  });

  const profile = { login: 'grace@acme.example', email: 'grace@acme.example', firstName: 'Grace', lastName: 'Hopper' };
  const groupsOf = async (userId: string) =>
    (await stage.output<{ id: string }[]>('get-user-groups', { userId })).map(({ id }) => id);

  it('joins them all', async () => {
    const { body } = await stage.run<User>('create-user', { profile, groupIds: [...groupIds, groupIds[0]] });
    expect(await groupsOf(body.output.id)).toEqual(expect.arrayContaining(groupIds));
    expect(body.attempts).toBe(5);
  });

  it('joins them all by upsert-user, too', async () => {
    const { body } = await stage.run<{ user: User }>('upsert-user', { profile, groupIds });
    expect(await groupsOf(body.output.user.id)).toEqual(expect.arrayContaining(groupIds));
  });

  it('stays when a group refuses: the problem names the missing groups, and may not be retried as it is', async () => {
    const { directory } = (await stage.org.state()).seeded.groups;
    const missing = [directory, '00gnosuchgroup000000'];
    const { status, body } = await stage.run('create-user', { profile, groupIds: [...groupIds, ...missing] });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(body.retryable).toBe(false);
    expect(body.errors?.map(({ message }) => message.split(':', 1)[0]).toSorted()).toEqual(missing.toSorted());
    const user = await stage.output<User>('get-user', { userId: profile.login });
    expect(body.detail).toContain(user.id);
    for (const id of missing) expect(body.detail).toContain(id);
    expect(await groupsOf(user.id)).toEqual(expect.arrayContaining(groupIds));
  });

  it('is not called retryable when Okta is away in between', async () => {
    await stage.org.faults.add({ method: 'PUT', path: '^/api/v1/groups/', kind: 'status', status: 503, body: '{}' });
    const { body } = await stage.run('create-user', { profile, groupIds });
    expect([body.code, body.retryable]).toEqual(['okta_unavailable', false]);
  });
});
