import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Stage } from '../../support/service.js';
import { OrgViews } from './org-views-scene.ts';

interface Available {
  id: string;
  effect: string;
  requiredProduct: string | null;
  inputSchema: object;
  available: boolean;
  missingScopes: string[];
  reason: string | null;
  remedy: string | null;
}

interface AvailablePage {
  data: Available[];
  nextCursor: string | null;
}

let stage: Stage;
let views: OrgViews;
beforeAll(async () => {
  stage = await Stage.set();
  views = new OrgViews(stage);
});
afterAll(() => stage?.strike());

const list = (connectionId: string, query: Record<string, string> = {}) =>
  stage.service.send<AvailablePage>(
    'GET',
    `/v1/connections/${connectionId}/actions?${new URLSearchParams(query).toString()}`,
  );

/** Every action, by id. */
async function all(connectionId: string): Promise<Map<string, Available>> {
  const found = new Map<string, Available>();
  let cursor: string | null = null;
  do {
    const { body }: { body: AvailablePage } = await list(connectionId, { limit: '200', ...(cursor && { cursor }) });
    for (const action of body.data) found.set(action.id, action);
    cursor = body.nextCursor;
  } while (cursor !== null);
  return found;
}

const patch = (connectionId: string, body: object) =>
  stage.service.send('PATCH', `/v1/connections/${connectionId}`, { body });

const available = { available: true, missingScopes: [], reason: null, remedy: null };

describe('the actions of a connection', () => {
  it('are the whole catalogue', async () => {
    const { body } = await stage.service.send<AvailablePage>('GET', '/v1/actions?limit=200');
    expect([...(await all(stage.connectionId)).keys()]).toEqual(body.data.map(({ id }) => id));
  });

  it('say with an API token what Okta takes from OAuth clients alone', async () => {
    const actions = await all(stage.connectionId);
    expect(actions.get('get-user')).toMatchObject(available);
    expect(actions.get('set-linked-object')).toMatchObject({
      available: false,
      missingScopes: ['okta.users.manage'],
      reason: expect.stringContaining('OAuth'),
      remedy: expect.any(String),
    });
  });

  it('name the scopes that the token lacks, and count .manage for .read', async () => {
    const actions = await all(await views.connectedWith(['okta.users.manage']));
    expect(actions.get('get-user')).toMatchObject(available);
    expect(actions.get('set-linked-object')).toMatchObject(available);
    expect(actions.get('list-groups')).toMatchObject({
      available: false,
      missingScopes: ['okta.groups.read'],
      reason: 'The connection lacks okta.groups.read.',
      remedy: expect.stringContaining('Grant'),
    });
  });

  it('are all reads on a read-only connection, and say what a person can do instead of the others', async () => {
    const connectionId = await views.connectedWith(['okta.users.manage'], { readOnly: true });
    const actions = await all(connectionId);
    const writing = [...actions.values()].filter(({ available: is, effect }) => is && effect !== 'read');
    expect(writing.filter(({ id }) => id !== 'custom-api-action')).toEqual([]);
    expect(actions.get('get-user')).toMatchObject(available);
    expect(actions.get('suspend-user')).toMatchObject({
      available: false,
      missingScopes: [],
      reason: expect.stringContaining('read-only'),
      remedy: expect.stringContaining('administrator'),
    });
    await patch(connectionId, { readOnly: false });
    expect((await all(connectionId)).get('suspend-user')).toMatchObject(available);
  });

  it('agree with what a run is answered', async () => {
    const connectionId = await views.connectedWith(['okta.users.read']);
    const { data } = (await list(connectionId, { family: 'groups', limit: '200' })).body;
    for (const { id, available: is, missingScopes } of data) {
      const path = `/v1/connections/${connectionId}/actions/${id}`;
      const run = await stage.service.send<{ code?: string; missingScopes?: string[] }>('POST', path, {
        body: { input: {} },
      });
      const refused = run.body.code === 'insufficient_scope';
      expect([id, refused, run.body.missingScopes ?? []]).toEqual([id, !is, missingScopes]);
    }
  });

  it('are none while the connection is disabled, or waits for its key to be registered', async () => {
    const disabled = await views.connectedWith(['okta.users.read']);
    await stage.service.send('POST', `/v1/connections/${disabled}/disable`);
    const body = {
      name: 'Pending',
      domain: new URL(stage.org.url).host,
      auth: { type: 'clientCredentials', clientId: '0oa1', keySource: 'generated', scopes: ['okta.users.read'] },
    };
    const pending = await stage.service.send<{ id: string }>('POST', '/v1/connections', { body });
    for (const [connectionId, reason] of [
      [disabled, 'disabled'],
      [pending.body.id, 'not set up'],
    ] as const) {
      const actions = await all(connectionId);
      expect([...actions.values()].filter(({ available: is }) => is)).toEqual([]);
      expect(actions.get('get-user')?.reason).toContain(reason);
      expect(actions.get('get-user')?.missingScopes).toEqual([]);
      expect(actions.get('list-groups')?.missingScopes).toEqual(['okta.groups.read']);
    }
  });

  it('are searched and paged as the catalogue is', async () => {
    const first = await list(stage.connectionId, { family: 'groups', limit: '2' });
    const second = await list(stage.connectionId, {
      family: 'groups',
      limit: '2',
      cursor: first.body.nextCursor ?? '',
    });
    const { body } = await stage.service.send<AvailablePage>('GET', '/v1/actions?family=groups&limit=4');
    expect([...first.body.data, ...second.body.data].map(({ id }) => id)).toEqual(body.data.map(({ id }) => id));
    const found = await list(stage.connectionId, { q: 'suspend user' });
    expect(found.body.data.map(({ id }) => id)).toContain('suspend-user');
  });

  it('do not ask Okta', async () => {
    expect(await views.requestsOf(() => all(stage.connectionId))).toEqual([]);
  });

  it('are for the own tenant alone, and for callers who may read connections', async () => {
    const path = `/v1/connections/${stage.connectionId}/actions`;
    expect((await stage.service.send('GET', path, { tenant: 'other' })).status).toBe(404);
    const token = await stage.service.token({ scope: 'actions:run' });
    expect((await stage.service.send('GET', path, { token })).status).toBe(403);
  });
});

describe('the capabilities', () => {
  it('say which scopes and roles they take, to any valid token', async () => {
    const token = await stage.service.token({ scope: '' });
    const { status, body } = await stage.service.send<{ data: { id: string }[] }>('GET', '/v1/capabilities', { token });
    expect(status).toBe(200);
    expect(body.data.find(({ id }) => id === 'password-reset')).toMatchObject({
      title: 'Reset passwords',
      actions: expect.arrayContaining(['reset-password']),
      triggers: [],
      requiredScopes: ['okta.users.manage'],
      requiredRoles: expect.arrayContaining(['USER_ADMIN']),
    });
    expect((await stage.service.send('GET', '/v1/capabilities', { token: 'none' })).status).toBe(401);
  });
});
