import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { clientKey } from './client-keys.ts';
import { consentAuth, OauthStage, resultOf } from './oauth-stage.ts';

const key = clientKey('ES256');
const USERS = 'okta.users.read';
const GROUPS = 'okta.groups.read';

let stage: OauthStage;
beforeAll(async () => {
  stage = await OauthStage.shared();
});
afterAll(() => stage.strike());

const serviceApp = (grantedScopes: string[]) =>
  stage.org.createOauthClient({ kind: 'service', jwks: { keys: [key.publicJwk] }, grantedScopes });
const serviceAuth = (clientId: string, scopes?: string[]) => ({
  type: 'clientCredentials',
  clientId,
  keyId: key.publicJwk.kid,
  privateKey: key.privateKey,
  ...(scopes && { scopes }),
});

interface Scopes {
  data: { scope: string; default: boolean; actions: string[]; triggers: string[] }[];
}

describe('which scopes are asked for', () => {
  it('the default set where none are chosen, without openid and offline_access for a service app', async () => {
    const { body } = await stage.send<Scopes>('GET', '/v1/scopes');
    const defaults = body.data.filter((row) => row.default).map((row) => row.scope);
    expect(defaults.length).toBeGreaterThan(10);
    const { clientId } = await serviceApp(defaults);
    const { auth } = await stage.connected(serviceAuth(clientId));
    expect(auth.scopesRequested.toSorted()).toEqual(defaults.toSorted());
    expect(auth.missingScopes).toEqual([]);
    // An org without Identity Governance may refuse all scopes where one of its own is asked for.
    const needed = body.data
      .filter(({ scope, actions, triggers }) => [...actions, ...triggers].length > 0 && !scope.includes('.governance.'))
      .map(({ scope }) => scope);
    expect(needed).toContain('okta.eventHooks.manage');
    const covers = (scope: string) => defaults.includes(scope) || defaults.includes(scope.replace(/read$/, 'manage'));
    expect(needed.filter((scope) => !covers(scope))).toEqual([]);
  });

  it('the chosen ones', async () => {
    const { clientId } = await serviceApp([USERS, GROUPS]);
    const { auth } = await stage.connected(serviceAuth(clientId, [USERS]));
    expect(auth).toMatchObject({ scopesRequested: [USERS], scopesGranted: [USERS] });
  });

  it.each(['clientCredentials', 'authorizationCode'])('an unknown one refuses the creation: %s', async (type) => {
    const scopes = [USERS, 'okta.nonsense.read'];
    const { clientId } = await serviceApp([USERS]);
    const auth =
      type === 'clientCredentials' ? serviceAuth(clientId, scopes) : consentAuth(await stage.webApp(), { scopes });
    const answer = await stage.connect(auth, { name: `Unknown scope ${type}` });
    expect([answer.status, answer.body.code]).toEqual([422, 'invalid_scope']);
    const list = await stage.send<{ data: [] }>(
      'GET',
      `/v1/connections?name=${encodeURIComponent(`Unknown scope ${type}`)}`,
    );
    expect(list.body.data).toEqual([]);
  });
});

describe('scopes that Okta drops without a word', () => {
  it('are shown as missing, and a run that needs one fails before the call', async () => {
    const { clientId } = await serviceApp([USERS]);
    const connection = await stage.connected(serviceAuth(clientId, [USERS, GROUPS]));
    expect(connection.auth).toMatchObject({ scopesGranted: [USERS], missingScopes: [GROUPS] });
    const seq = await stage.lastSeq();
    const refused = await stage.run(connection.id, 'list-groups', {});
    expect([refused.status, refused.body.code, refused.body.missingScopes]).toEqual([
      403,
      'insufficient_scope',
      [GROUPS],
    ]);
    expect(refused.body.remedy).toEqual(expect.any(String));
    expect(await stage.org.requests(seq)).toEqual([]);
    expect((await stage.run(connection.id, 'list-users', { limit: 1 })).status).toBe(200);
  });

  it('are picked up by a reauthorization once they are granted, and the connection keeps its id', async () => {
    const app = await stage.webApp({ grantedScopes: [USERS] });
    const before = await stage.consented(app, { scopes: [USERS, GROUPS] });
    expect(before.auth.missingScopes).toEqual([GROUPS]);
    expect((await stage.run(before.id, 'list-groups', {})).body.code).toBe('insufficient_scope');
    await stage.org.updateOauthClient({ clientId: app.clientId, grantedScopes: [USERS, GROUPS] });
    expect(await reauthorize(before.id)).toMatchObject({ connectionId: before.id, status: 'active' });
    expect((await stage.read(before.id)).auth.missingScopes).toEqual([]);
    expect((await stage.run(before.id, 'list-groups', {})).status).toBe(200);
  });
});

async function reauthorize(id: string, body: object = {}) {
  const link = await stage.send<{ authorizationUrl: string }>('POST', `/v1/connections/${id}/authorize`, { body });
  return resultOf(await stage.visit(link.body.authorizationUrl));
}

describe('the scopes of a service app', () => {
  it('change with PATCH, tested at Okta', async () => {
    const { clientId } = await serviceApp([USERS, GROUPS]);
    const { id } = await stage.connected(serviceAuth(clientId, [USERS]));
    expect((await stage.run(id, 'list-groups', {})).body.code).toBe('insufficient_scope');
    const { body } = await stage.send('PATCH', `/v1/connections/${id}`, { body: { scopes: [USERS, GROUPS] } });
    expect(body.auth).toMatchObject({ scopesGranted: [USERS, GROUPS], missingScopes: [] });
    expect((await stage.run(id, 'list-groups', {})).status).toBe(200);
    const unknown = await stage.send('PATCH', `/v1/connections/${id}`, { body: { scopes: ['okta.nonsense.read'] } });
    expect([unknown.status, unknown.body.code]).toEqual([422, 'invalid_scope']);
    expect((await stage.read(id)).auth.scopesRequested).toEqual([USERS, GROUPS]);
  });

  it('are no matter of an API token', async () => {
    const { id } = await stage.connected({ type: 'apiToken', apiToken: stage.org.apiToken });
    const answer = await stage.send('PATCH', `/v1/connections/${id}`, { body: { scopes: [USERS] } });
    expect([answer.status, answer.body.code]).toEqual([422, 'invalid_input']);
  });

  it('are picked up by the doctor once they are granted', async () => {
    const { clientId } = await serviceApp([USERS]);
    const { id } = await stage.connected(serviceAuth(clientId, [USERS, GROUPS]));
    await stage.org.updateOauthClient({ clientId, grantedScopes: [USERS, GROUPS] });
    await stage.send('POST', `/v1/connections/${id}/test`);
    expect((await stage.read(id)).auth.missingScopes).toEqual([]);
    expect((await stage.run(id, 'list-groups', {})).status).toBe(200);
  });
});

describe('a reauthorization', () => {
  it('keeps the scopes without changes, and takes others where they are given', async () => {
    const app = await stage.webApp({ grantedScopes: [USERS, GROUPS, 'okta.logs.read'] });
    const { id } = await stage.consented(app, { scopes: [USERS] });
    await reauthorize(id);
    expect((await stage.read(id)).auth.scopesRequested).toEqual([USERS]);
    await reauthorize(id, { scopes: [USERS, 'okta.logs.read'] });
    const { auth } = await stage.read(id);
    expect(auth.scopesRequested).toEqual([USERS, 'okta.logs.read']);
    expect(auth.scopesGranted).toEqual(expect.arrayContaining([USERS, 'okta.logs.read']));
    expect((await stage.run(id, 'search-system-log', { limit: 1 })).status).toBe(200);
  });

  it('refuses unknown scopes', async () => {
    const { id } = await stage.consented(await stage.webApp());
    const body = { scopes: ['okta.nonsense.read'] };
    const answer = await stage.send('POST', `/v1/connections/${id}/authorize`, { body });
    expect([answer.status, answer.body.code]).toEqual([422, 'invalid_scope']);
  });
});
