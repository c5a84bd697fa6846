import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type Page, Stage } from '../support/service.js';

interface User {
  id: string;
  status: string;
  profile: { login: string };
}

describe('a recipe runs Okta actions through an API-token connection', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.set({ users: 5 });
  });
  afterAll(() => stage.strike());
  afterEach(async () => expect(await stage.org.violations()).toEqual([]));

  const joiner = (login: string) =>
    stage.output<User>('create-user', {
      profile: { login, email: login, firstName: 'Ada', lastName: 'Lovelace' },
      credentials: { password: { value: 'Correct-Horse-1842' } },
    });

  it("answers a run with Okta's own object and where it came from", async () => {
    const ada = await joiner('ada@acme.example');
    const { status, headers, body } = await stage.run<User>('get-user', { userId: ada.id });
    expect(status).toBe(200);
    expect(headers.get('content-type')).toMatch(/^application\/json/);
    expect(body).toEqual({
      runId: expect.stringMatching(/^run_[0-9a-f]{32}$/),
      output: expect.objectContaining({ id: ada.id, status: 'ACTIVE' }),
      changed: false,
      attempts: 1,
      durationMs: expect.any(Number),
      okta: {
        status: 200,
        requestId: expect.any(String),
        rateLimit: { limit: 100_000, remaining: expect.any(Number), resetAt: expect.any(String) },
      },
    });
  });

  it('takes a login with + and @ wherever a user is named', async () => {
    const login = 'ada+tag@acme.example';
    const ada = await joiner(login);
    expect((await stage.output<User>('get-user', { userId: login })).id).toBe(ada.id);
    await stage.output('suspend-user', { userId: login });
    expect((await stage.output<User>('get-user', { userId: ada.id })).status).toBe('SUSPENDED');
  });

  it('takes a login where Okta itself knows ids only', async () => {
    const login = 'member+1@acme.example';
    const { id } = await joiner(login);
    const group = await stage.output<{ id: string }>('create-group', { profile: { name: 'By login' } });
    await stage.output('add-user-to-group', { groupId: group.id, userId: login });
    expect(await stage.output('is-user-in-group', { groupId: group.id, userId: id })).toBe(true);
    const added = (await stage.org.requests()).filter(({ method }) => method === 'PUT').map(({ path }) => path);
    expect(added).toContain(`/api/v1/groups/${group.id}/users/${id}`);
    await stage.output('remove-user-from-group', { groupId: group.id, userId: login });
    expect(await stage.output('is-user-in-group', { groupId: group.id, userId: id })).toBe(false);
    const nobody = await stage.run('add-user-to-group', { groupId: group.id, userId: 'nobody@acme.example' });
    expect(nobody.body.code).toBe('okta_not_found');
  });

  it('changes nothing when a read answers, and says so when a write does', async () => {
    const { id } = await joiner('grace@acme.example');
    const suspended = await stage.run('suspend-user', { userId: id });
    expect(suspended.body).toMatchObject({ output: null, changed: true });
    const read = await stage.run('get-user', { userId: id });
    expect(read.body).toMatchObject({ changed: false, output: { status: 'SUSPENDED' } });
  });

  it('pages a list by limit and cursor, each item once', async () => {
    const group = await stage.output<{ id: string }>('create-group', { profile: { name: 'Analysts' } });
    const { items: users } = await stage.output<Page<User>>('list-users', { limit: 5 });
    for (const { id } of users) await stage.output('add-user-to-group', { groupId: group.id, userId: id });
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const input: object = { groupId: group.id, limit: 2, ...(cursor !== null && { cursor }) };
      const page = await stage.output<Page<User>>('list-group-members', input);
      expect(page.items.length).toBeLessThanOrEqual(2);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen.toSorted()).toEqual(users.map(({ id }) => id).toSorted());
  });

  it('refuses a cursor that was altered, or belongs to another action, list or connection', async () => {
    const { nextCursor } = await stage.output<Page<User>>('list-users', { limit: 1 });
    const altered = `${nextCursor?.slice(0, -4)}AAAA`;
    const [everyone, support] = (await stage.output<Page<{ id: string }>>('list-groups', {})).items;
    const members = { groupId: everyone?.id, limit: 1 };
    const ofEveryone = await stage.output<Page<User>>('list-group-members', members);
    for (const [actionId, input] of [
      ['list-users', { cursor: altered }],
      ['list-users', { cursor: 'nonsense' }],
      ['search-users', { search: 'status eq "ACTIVE"', cursor: nextCursor }],
      ['list-group-members', { groupId: support?.id, cursor: ofEveryone.nextCursor }],
    ] as const) {
      const { status, body } = await stage.run(actionId, input);
      expect([actionId, status, body.code, body.errors?.[0]?.pointer]).toEqual([
        actionId,
        422,
        'invalid_input',
        '/input/cursor',
      ]);
    }
    expect((await stage.run('list-users', { cursor: nextCursor })).status).toBe(200);
  });

  it('finds recent log-ons by IP address', async () => {
    const ada = await joiner('logons@acme.example');
    await stage.org.addLogEvents([
      {
        eventType: 'user.session.start',
        userId: ada.id,
        ipAddress: '203.0.113.7',
        outcome: { result: 'SUCCESS', reason: null },
      },
      {
        eventType: 'user.session.start',
        userId: ada.id,
        ipAddress: '203.0.113.8',
        outcome: { result: 'SUCCESS', reason: null },
      },
    ]);
    const { items } = await stage.output<Page<{ client: { ipAddress: string } }>>('get-recent-logons-by-ip', {
      ipAddress: '203.0.113.7',
    });
    expect(items.map(({ client }) => client.ipAddress)).toEqual(['203.0.113.7']);
  });

  it('upserts: creates once, then updates', async () => {
    const profile = { login: 'upsert@acme.example', email: 'upsert@acme.example', firstName: 'Up', lastName: 'Sert' };
    const first = await stage.output<{ created: boolean; user: User }>('upsert-user', { profile });
    const second = await stage.output<{ created: boolean; user: User & { profile: { lastName: string } } }>(
      'upsert-user',
      {
        profile: { ...profile, lastName: 'Changed' },
      },
    );
    expect([first.created, second.created]).toEqual([true, false]);
    expect(second.user).toMatchObject({ id: first.user.id, profile: { lastName: 'Changed' } });
  });

  it('deletes safely: once only deactivates, and says so', async () => {
    const { id } = await joiner('leaver@acme.example');
    expect(await stage.output('delete-user', { userId: id })).toEqual({ status: 'DEPROVISIONED' });
    expect(await stage.output<User>('get-user', { userId: id })).toMatchObject({ status: 'DEPROVISIONED' });
    expect(await stage.output('delete-user', { userId: id })).toEqual({ status: 'DELETED' });
    expect((await stage.run('get-user', { userId: id })).body.code).toBe('okta_not_found');
  });
});
