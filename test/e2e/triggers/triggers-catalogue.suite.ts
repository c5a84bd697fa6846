import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Stage } from '../../support/service.js';
import { OrgViews } from '../org-views/org-views-scene.ts';

interface Trigger {
  id: string;
  available?: boolean;
  missingScopes?: string[];
  reason?: string | null;
}

interface TriggerPage {
  data: Trigger[];
  nextCursor: string | null;
}

let stage: Stage;
let views: OrgViews;
beforeAll(async () => {
  stage = await Stage.set();
  views = new OrgViews(stage);
});
afterAll(() => stage?.strike());

const page = (path: string, query: Record<string, string> = {}, token?: string) =>
  stage.service.send<TriggerPage>('GET', `${path}?${new URLSearchParams(query).toString()}`, {
    ...(token !== undefined && { token }),
  });

/** The ids of every page, in order. */
async function all(path: string, limit: string): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const { body }: { body: TriggerPage } = await page(path, { limit, ...(cursor && { cursor }) });
    ids.push(...body.data.map(({ id }) => id));
    cursor = body.nextCursor;
  } while (cursor !== null);
  return ids;
}

describe('the catalogue of triggers', () => {
  it('is given in pages, in its order, to any valid token', async () => {
    const ids = await all('/v1/triggers', '40');
    expect(ids).toHaveLength(94);
    expect([ids[0], ids.at(-1)]).toEqual(['new-event-realtime', 'idp-updated']);
    const token = await stage.service.token({ scope: '' });
    expect((await page('/v1/triggers', {}, token)).status).toBe(200);
    expect((await page('/v1/triggers', {}, 'none')).status).toBe(401);
  });

  it('is searched by words', async () => {
    const { body } = await page('/v1/triggers', { q: 'account LOCKED' });
    expect(body.data.map(({ id }) => id)).toContain('user-account-locked');
    expect((await page('/v1/triggers', { q: 'no such thing' })).body).toEqual({ data: [], nextCursor: null });
  });

  it.each<Record<string, string>>([{ limit: '0' }, { limit: '201' }, { q: '' }, { cursor: '!' }, { family: 'users' }])(
    'refuses %j',
    async (query) => {
      const answer = await stage.service.send<{ code: string }>(
        'GET',
        `/v1/triggers?${new URLSearchParams(query).toString()}`,
      );
      expect([answer.status, answer.body.code]).toEqual([422, 'invalid_input']);
    },
  );

  it('gives one trigger with schemas and an example', async () => {
    const { status, body } = await stage.service.send('GET', '/v1/triggers/user-deleted');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id: 'user-deleted',
      title: 'User deleted (completed)',
      mechanism: 'events',
      eventTypes: ['user.lifecycle.delete.completed'],
      hookEligible: false,
      requiredScopes: ['okta.logs.read'],
      enrichScopes: ['okta.users.read'],
      requiredProduct: null,
      paramsSchema: { type: 'object', properties: { filter: { type: 'string' } } },
      payloadSchema: { type: 'object', required: expect.arrayContaining(['event', 'sequence']) },
      examples: [{ params: {}, payload: { event: { eventType: 'user.lifecycle.delete.completed' } } }],
    });
    const generic = await stage.service.send('GET', '/v1/triggers/new-event-polling');
    expect(generic.body).toMatchObject({ eventTypes: null });
    expect((await stage.service.send('GET', '/v1/triggers/user-invented')).body).toMatchObject({ code: 'not_found' });
  });

  it.each(['/v1/triggers', '/v1/triggers/user-created'])('has a strong ETag: %s', async (path) => {
    const first = await stage.service.send('GET', path);
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[^"]+"$/);
    const again = await stage.service.send('GET', path, { headers: { 'if-none-match': etag } });
    expect([again.status, again.text]).toEqual([304, '']);
    const other = await stage.service.send('GET', path, { headers: { 'if-none-match': '"other"' } });
    expect(other.status).toBe(200);
  });
});

const ofConnection = async (connectionId: string) => {
  const { body } = await page(`/v1/connections/${connectionId}/triggers`, { limit: '200' });
  return new Map(body.data.map((trigger) => [trigger.id, trigger]));
};

describe('the triggers of a connection', () => {
  it('are the whole catalogue, in pages, and all heard with an API token', async () => {
    const path = `/v1/connections/${stage.connectionId}/triggers`;
    expect(await all(path, '50')).toEqual(await all('/v1/triggers', '200'));
    const heard = [...(await ofConnection(stage.connectionId)).values()];
    expect(heard.filter(({ available, reason }) => available && reason === null)).toHaveLength(94);
  });

  it('say what they do without a scope', async () => {
    const triggers = await ofConnection(await views.connectedWith(['okta.logs.read']));
    expect(triggers.get('user-created')).toMatchObject({
      available: true,
      missingScopes: ['okta.eventHooks.manage'],
      reason: expect.stringContaining('polls'),
    });
    expect(triggers.get('user-deleted')).toMatchObject({ available: true, missingScopes: [], reason: null });
    expect(triggers.get('new-user')).toMatchObject({ available: false, missingScopes: ['okta.users.read'] });
  });

  it('are none while the connection is disabled', async () => {
    const connectionId = await views.connectedWith(['okta.logs.read']);
    await stage.service.send('POST', `/v1/connections/${connectionId}/disable`);
    const triggers = [...(await ofConnection(connectionId)).values()];
    expect(triggers.filter(({ available }) => available)).toEqual([]);
    expect(triggers[0]?.reason).toContain('disabled');
  });

  it('do not ask Okta', async () => {
    expect(await views.requestsOf(() => ofConnection(stage.connectionId))).toEqual([]);
  });

  it('are for the own tenant alone, and for callers who may read connections', async () => {
    const path = `/v1/connections/${stage.connectionId}/triggers`;
    expect((await stage.service.send('GET', path, { tenant: 'other' })).status).toBe(404);
    const token = await stage.service.token({ scope: 'actions:run' });
    expect((await stage.service.send('GET', path, { token })).status).toBe(403);
  });
});

describe('what the catalogue says of triggers elsewhere', () => {
  it('are the scopes that they need', async () => {
    const { body } = await stage.service.send<{ data: { scope: string; triggers: string[] }[] }>('GET', '/v1/scopes');
    const needing = (scope: string) => body.data.find((row) => row.scope === scope)?.triggers;
    expect(needing('okta.eventHooks.manage')).toEqual(expect.arrayContaining(['new-event-realtime', 'user-created']));
    expect(needing('okta.eventHooks.manage')).not.toContain('user-deleted');
    expect(needing('okta.logs.read')).toContain('user-deleted');
    expect(needing('okta.users.read')).toEqual(['new-user', 'user-updated', 'password-expiring-soon']);
    expect(needing('okta.apps.read')).toEqual([]);
  });

  it('are the capabilities that they serve', async () => {
    const { body } = await stage.service.send<{ data: { id: string }[] }>('GET', '/v1/capabilities');
    expect(body.data.find(({ id }) => id === 'lockout-events')).toMatchObject({
      triggers: expect.arrayContaining(['user-account-locked']),
      requiredScopes: ['okta.eventHooks.manage', 'okta.logs.read', 'okta.users.read'],
    });
  });
});
