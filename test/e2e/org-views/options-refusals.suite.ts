import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Stage } from '../../support/service.js';
import { OrgViews } from './org-views-scene.ts';

let stage: Stage;
let views: OrgViews;
beforeAll(async () => {
  stage = await Stage.set();
  views = new OrgViews(stage);
});
afterAll(() => stage?.strike());

describe('an option cursor', () => {
  it.each([
    ['was altered', 'groups', (cursor: string) => `${cursor.slice(0, -2)}AA`, {}],
    ['belongs to another source', 'users', (cursor: string) => cursor, {}],
    ['belongs to another search', 'groups', (cursor: string) => cursor, { q: 'other' }],
    ['is made up', 'groups', () => 'bm8', {}],
  ])('that %s is refused', async (_, source, change, query: Record<string, string>) => {
    const { body } = await views.options('groups', { limit: '2' });
    const cursor = change(body.nextCursor ?? '');
    const answer = await views.options(source, { limit: '2', cursor, ...query });
    expect([answer.status, answer.body.code, answer.body.errors?.[0]?.pointer]).toEqual([
      422,
      'invalid_input',
      '/cursor',
    ]);
  });

  it('says nothing of where it leads', async () => {
    const { body } = await views.options('groups', { limit: '2' });
    const opened = Buffer.from(body.nextCursor?.split('.')[1] ?? '', 'base64url').toString('latin1');
    expect(opened).not.toContain('/api/v1');
  });
});

describe('asking for options', () => {
  it('names the sources where there is none of that name', async () => {
    const { status, body } = await views.options('realmz');
    expect([status, body.code]).toEqual([404, 'not_found']);
    expect(body.detail).toContain('users, groups, apps');
  });

  it.each([
    ['a parameter of another source', 'users', { type: 'PASSWORD' }],
    ['a limit beyond the largest page', 'users', { limit: '201' }],
    ['a policy type that is none', 'policies', { type: '../zones' }],
    ['an unknown parameter', 'users', { page: '2' }],
  ])('refuses %s', async (_, source, query: Record<string, string>) => {
    const { status, body } = await views.options(source, query);
    expect([status, body.code]).toEqual([422, 'invalid_input']);
  });

  it('is refused before the call where the scope is missing, and names it', async () => {
    const connectionId = await views.connectedWith(['okta.users.manage']);
    const requests = await views.requestsOf(async () => {
      const { status, body } = await views.options('groups', {}, connectionId);
      expect([status, body.code, body.missingScopes]).toEqual([403, 'insufficient_scope', ['okta.groups.read']]);
    });
    expect(requests).toEqual([]);
    expect((await views.options('users', {}, connectionId)).status).toBe(200);
  });

  it('works on a read-only connection', async () => {
    const connectionId = await views.connectedWith(['okta.users.read'], { readOnly: true });
    expect((await views.options('users', {}, connectionId)).status).toBe(200);
  });

  it('is for the own tenant alone, and for callers who may run actions', async () => {
    const path = `/v1/connections/${stage.connectionId}/options/users`;
    expect((await stage.service.send('GET', path, { tenant: 'other' })).status).toBe(404);
    const token = await stage.service.token({ scope: 'connections:read' });
    expect((await stage.service.send('GET', path, { token })).status).toBe(403);
  });

  it('passes on what Okta refuses', async () => {
    const body = { errorCode: 'E0000006', errorSummary: 'You do not have permission', errorCauses: [] };
    await stage.org.faults.add({ method: 'GET', path: '^/api/v1/apps$', kind: 'status', status: 403, body, times: 1 });
    const answer = await views.options('apps');
    expect([answer.status, answer.body.code]).toEqual([403, 'insufficient_role']);
  });
});
