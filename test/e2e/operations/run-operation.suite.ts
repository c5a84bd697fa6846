import { beforeEach, describe, expect, it } from '@jest/globals';
import { callApi } from '../../okta-org/api-call.ts';
import type { Page } from '../../support/service.ts';
import { useOperations } from './operations-scene.ts';

const scene = useOperations();

describe('an operation', () => {
  it('reads an object and passes it on as it is', async () => {
    const { body } = await scene().run('getUser', { id: scene().seeded.users.active });
    expect(body).toMatchObject({
      runId: expect.stringMatching(/^run_/),
      changed: false,
      attempts: 1,
      okta: { status: 200, requestId: expect.any(String), rateLimit: { limit: expect.any(Number) } },
    });
    expect(body.output).toEqual(await scene().okta(`/api/v1/users/${scene().seeded.users.active}`));
  });

  it('names a user by userId and by login, too', async () => {
    const byLogin = await scene().output<{ id: string }>('getUser', { userId: 'admin@example.com' });
    expect(byLogin.id).toBe(scene().seeded.users.admin);
  });

  it('creates with flat body properties and query parameters', async () => {
    const profile = {
      firstName: 'Mary',
      lastName: 'Somerville',
      email: 'mary@acme.example',
      login: 'mary@acme.example',
    };
    const { id } = await scene().output<{ id: string }>('createUser', { activate: false, profile });
    expect(await scene().okta(`/api/v1/users/${id}`)).toMatchObject({ status: 'STAGED', profile });
  });

  it('replaces, deletes, and answers null where Okta answers nothing', async () => {
    const { id } = await scene().output<{ id: string }>('addGroup', { profile: { name: 'Analysts' } });
    await scene().output('replaceGroup', { groupId: id, profile: { name: 'Engines' } });
    expect(await scene().okta(`/api/v1/groups/${id}`)).toMatchObject({ profile: { name: 'Engines' } });
    const { body } = await scene().run('deleteGroup', { groupId: id });
    expect([body.output, body.changed, body.okta?.status]).toEqual([null, true, 204]);
    expect((await callApi(scene().stage.org, 'GET', `/api/v1/groups/${id}`)).status).toBe(404);
  });

  it('sends PUT and POST without a body where Okta wants none', async () => {
    const { engineering } = scene().seeded.groups;
    await scene().output('assignUserToGroup', { groupId: engineering, userId: scene().seeded.users.staged });
    expect(JSON.stringify(await scene().okta(`/api/v1/groups/${engineering}/users`))).toContain(
      scene().seeded.users.staged,
    );
    await scene().output('suspendUser', { id: scene().seeded.users.active });
    expect(await scene().okta(`/api/v1/users/${scene().seeded.users.active}`)).toMatchObject({ status: 'SUSPENDED' });
  });

  it('sends headers that Okta describes', async () => {
    await scene().stage.org.clearRequests();
    await scene().run('deactivateUser', { id: scene().seeded.users.staged, Prefer: 'respond-async', sendEmail: true });
    const [request] = await scene().stage.org.requests();
    expect(request?.headers['prefer']).toBe('respond-async');
    expect(request?.query).toEqual({ sendEmail: 'true' });
  });

  it("passes on Okta's refusal", async () => {
    const { status, body } = await scene().run('getGroup', { groupId: '00gnone' });
    expect([status, body.code, body.upstream?.code]).toEqual([404, 'okta_not_found', 'E0000007']);
  });

  it('is in the run log under its id, with the effect', async () => {
    const { body } = await scene().run('suspendUser', { id: scene().seeded.users.active });
    const log = await scene().stage.service.send<object>('GET', `/v1/runs/${body.runId}`);
    expect(log.body).toMatchObject({ actionId: 'suspendUser', effect: 'write', status: 'succeeded' });
  });

  it('is sent once for one idempotency key, and not at all as a dry run', async () => {
    const input = { profile: { name: 'Once' } };
    const headers = { 'idempotency-key': 'the-key' };
    const first = await scene().run('addGroup', input, { headers });
    expect((await scene().run('addGroup', input, { headers })).body).toEqual(first.body);
    await scene().stage.org.clearRequests();
    const planned = await scene().run('addGroup', { profile: { name: 'Never' } }, { query: '?dryRun=true' });
    expect(planned.body).toMatchObject({ request: { method: 'POST', path: '/api/v1/groups' } });
    expect(await scene().sent()).toEqual([]);
    expect(await scene().okta('/api/v1/groups?q=Once')).toHaveLength(1);
  });
});

describe('a list', () => {
  beforeEach(async () => {
    await scene().stage.org.seed({ groups: Array.from({ length: 5 }, (_, index) => ({ name: `Seeded ${index}` })) });
  });

  it('comes page by page, with a cursor that fits this list and connection alone', async () => {
    const names: string[] = [];
    let cursor: string | null = null;
    do {
      const input: object = { search: 'profile.name sw "Seeded"', limit: 2, ...(cursor !== null && { cursor }) };
      const page: Page<{ profile: { name: string } }> = await scene().output('listGroups', input);
      expect(page.items.length).toBeLessThanOrEqual(2);
      names.push(...page.items.map(({ profile }) => profile.name));
      if (page.nextCursor !== null) {
        for (const other of ['listUsers', 'listApplications'])
          expect((await scene().run(other, { cursor: page.nextCursor })).body.code).toBe('invalid_input');
      }
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(names.toSorted()).toEqual([0, 1, 2, 3, 4].map((index) => `Seeded ${index}`));
  });

  it.each(['listGroups', 'listLogEvents'])('streams as NDJSON: %s', async (operationId) => {
    const userId = scene().seeded.users.active;
    await scene().stage.org.addLogEvents(
      Array.from({ length: 5 }, () => ({ eventType: 'user.session.start', userId })),
    );
    const { text, headers } = await scene().run(
      operationId,
      { limit: 2 },
      { headers: { accept: 'application/x-ndjson' } },
    );
    const lines = text.trimEnd().split('\n');
    expect(headers.get('content-type')).toBe('application/x-ndjson');
    expect(lines.length).toBeGreaterThan(5);
    expect(JSON.parse(lines.at(-1) ?? '')).toEqual({ end: true, count: lines.length - 1 });
  });

  it('that is an object comes page by page as well', async () => {
    for (const label of ['One', 'Two', 'Three']) {
      const body = { label, description: label, permissions: ['okta.users.read'] };
      expect((await callApi(scene().stage.org, 'POST', '/api/v1/iam/roles', { body })).status).toBe(200);
    }
    const { items } = await scene().output<Page<{ label: string }>>('listRoles', {});
    expect(items.map(({ label }) => label)).toEqual(expect.arrayContaining(['One', 'Two', 'Three']));
  });

  it('that documents no paging comes whole', async () => {
    expect(await scene().output('listUserGroups', { id: scene().seeded.users.active })).toEqual(
      await scene().okta(`/api/v1/users/${scene().seeded.users.active}/groups`),
    );
  });
});
