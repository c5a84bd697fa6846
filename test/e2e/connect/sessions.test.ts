import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SessionUpkeep } from '../../../src/connect/sessions/session-upkeep.service.js';
import { tenantId } from '../../support/database.js';
import { connectionTo } from '../../support/service.js';
import { ConnectScene, PUBLIC_URL, type BegunSession } from './connect-scene.ts';

let scene: ConnectScene;

beforeAll(async () => {
  scene = await ConnectScene.set();
});
afterAll(() => scene.strike());

/** A connection of a tenant, with the org's own token. */
async function connect(name: string, tenant = 'acme'): Promise<string> {
  const created = await scene.service.send<{ id: string }>('POST', '/v1/connections', {
    tenant,
    body: connectionTo(scene.org, name),
  });
  return created.body.id;
}

const expire = ({ id }: BegunSession) =>
  scene.sql('UPDATE connect_session SET expires_at = now(), due_at = now() WHERE id = $1', [id]);

describe('POST /v1/connect-sessions', () => {
  test('answers a link that ends in 30 minutes', async () => {
    const { status, body } = await scene.ask({ name: 'Acme', authTypes: ['apiToken'], region: 'eu' });
    expect(status).toBe(201);
    expect(body).toEqual({
      id: expect.stringMatching(/^cs_[0-9a-f]{32}$/),
      url: expect.stringMatching(new RegExp(`^${PUBLIC_URL}/connect/[A-Za-z0-9_-]{43}$`)),
      expiresAt: expect.any(String),
    });
    const minutes = (Date.parse(body.expiresAt) - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(28);
    expect(minutes).toBeLessThanOrEqual(30);
  });

  test('keeps of the link nothing but a hash', async () => {
    const { id, url } = await scene.session();
    const token = url.split('/').at(-1) ?? 'none';
    const [row] = await scene.sql<{ text: string }>('SELECT s::text AS text FROM connect_session s WHERE id = $1', [
      id,
    ]);
    expect(row?.text).toContain(id);
    expect(row?.text).not.toContain(token);
  });

  test('says in the audit trail who asked for whom', async () => {
    const { id } = await scene.session({ user: 'grace@acme.example' });
    const audit = await scene.service.send<{ data: { action: string; actor: string; detail: object }[] }>(
      'GET',
      '/v1/audit?action=connectSession.created&limit=200',
    );
    expect(audit.body.data).toContainEqual(
      expect.objectContaining({ actor: 'recipe-42', detail: { session: id, user: 'grace@acme.example' } }),
    );
  });

  test('needs the scope connections:write', async () => {
    const token = await scene.service.token({ scope: 'connections:read' });
    const { status, body } = await scene.ask({}, { token });
    expect([status, body.code]).toEqual([403, 'forbidden']);
  });

  test.each([
    [
      'a returnUrl that is not on the list',
      { returnUrl: 'https://evil.example/' },
      422,
      'url_not_allowed',
      '/returnUrl',
    ],
    ['a scope that Okta does not have', { scopes: ['okta.nonsense'] }, 422, 'invalid_scope', '/scopes/0'],
    ['a region that is not served', { region: 'mars' }, 422, 'invalid_input', '/region'],
    ['no user', { user: ' ' }, 422, 'invalid_input', '/user'],
    ['a type that there is not', { authTypes: ['password'] }, 422, 'invalid_input', '/authTypes/0'],
    ['an unknown field', { domain: 'acme.okta.com' }, 422, 'invalid_input', '/domain'],
    ['a connection that there is not', { connectionId: 'con_none' }, 404, 'not_found', undefined],
  ])('refuses %s', async (_, given, status, code, pointer) => {
    const { status: answered, body } = await scene.ask(given);
    expect([answered, body.code, body.errors?.[0]?.pointer]).toEqual([status, code, pointer]);
  });

  test("answers another tenant's connection like one that does not exist", async () => {
    const connectionId = await connect('Foreign', 'globex');
    const foreign = await scene.ask({ connectionId });
    const none = await scene.ask({ connectionId: 'con_none' });
    expect(foreign.status).toBe(404);
    expect({ ...foreign.body, requestId: '' }).toEqual({ ...none.body, requestId: '' });
    expect((await scene.ask({ connectionId }, { tenant: 'globex' })).status).toBe(201);
  });

  test('refuses what does not go with a connection that is there', async () => {
    const connectionId = await connect('There');
    const refusals = await Promise.all(
      [{ name: 'Other' }, { region: 'us' }, { authTypes: ['authorizationCode'] }].map((given) =>
        scene.ask({ connectionId, ...given }),
      ),
    );
    expect(refusals.map(({ body }) => body.errors?.[0]?.pointer)).toEqual(['/name', '/region', '/authTypes']);
    await scene.service.send('POST', `/v1/connections/${connectionId}/disable`);
    expect((await scene.ask({ connectionId })).body.code).toBe('connection_not_ready');
  });
});

describe('a session that nobody finished', () => {
  test('is ended: secrets destroyed, the pending connection gone, and forgotten a day later', async () => {
    const session = await scene.session({ name: 'Never finished', scopes: ['okta.users.read'] });
    const visitor = scene.visitor();
    await visitor.open(session.url);
    await visitor.send({ address: scene.org.url });
    await visitor.send({ way: 'keyless' });
    await visitor.open(visitor.link('I have done this'));
    await visitor.send({ clientId: '0oanever' });
    const names = async () => (await scene.connections()).map(({ name }) => name);
    await expect(names()).resolves.toContain('Never finished');
    await expire(session);
    const upkeep = scene.service.app.get(SessionUpkeep, { strict: false });
    await upkeep.end({ tenantId: tenantId('acme'), id: session.id });
    await expect(names()).resolves.not.toContain('Never finished');
    const rows = () =>
      scene.sql('SELECT sealed, due_at > now() AS later FROM connect_session WHERE id = $1', [session.id]);
    await expect(rows()).resolves.toEqual([{ sealed: null, later: true }]);
    await scene.sql(`UPDATE connect_session SET expires_at = now() - interval '1 day' WHERE id = $1`, [session.id]);
    await upkeep.end({ tenantId: tenantId('acme'), id: session.id });
    await expect(rows()).resolves.toEqual([]);
  });
});
