import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectionTo } from '../../support/service.ts';
import { clientKey } from './client-keys.ts';
import { type Connection, OauthStage, SCOPES } from './oauth-stage.ts';

let stage: OauthStage;
beforeAll(async () => {
  stage = await OauthStage.shared();
});
afterAll(() => stage.strike());

const key = clientKey('ES256');
const [userScope = '', groupScope = ''] = SCOPES;

async function serviceApp(scopes: string[]): Promise<{ clientId: string; connection: Connection }> {
  const { clientId } = await stage.org.createOauthClient({
    kind: 'service',
    jwks: { keys: [key.publicJwk] },
    grantedScopes: SCOPES,
  });
  const auth = { type: 'clientCredentials', clientId, keyId: key.publicJwk.kid, privateKey: key.privateKey, scopes };
  return { clientId, connection: await stage.connected(auth) };
}

const patch = (id: string, body: object) => stage.send('PATCH', `/v1/connections/${id}`, { body });

describe('new scopes of a service app', () => {
  it('are asked for at once, and the next run has them', async () => {
    const { connection } = await serviceApp([userScope]);
    const before = await stage.createGroup(connection.id, 'Not yet');
    expect([before.run.status, before.run.body.code]).toEqual([403, 'insufficient_scope']);
    const { status, body } = await patch(connection.id, { scopes: SCOPES });
    expect([status, body.auth.scopesGranted.toSorted(), body.auth.missingScopes]).toEqual([200, SCOPES.toSorted(), []]);
    expect((await stage.createGroup(connection.id, 'Now')).atOrg).toEqual(['Now']);
  });

  it('change nothing where Okta grants none of them', async () => {
    const { clientId, connection } = await serviceApp([userScope]);
    await stage.org.updateOauthClient({ clientId, grantedScopes: [userScope] });
    const refused = await patch(connection.id, { scopes: [groupScope] });
    expect([refused.status, refused.body.code]).toEqual([422, 'consent_required']);
    const { body } = await stage.send('GET', `/v1/connections/${connection.id}`);
    expect(body.auth.scopesRequested).toEqual([userScope]);
  });

  it.each([
    ['that Okta does not have', { scopes: ['okta.users.reed'] }, 'invalid_scope', '/scopes/0'],
    [
      'beside new credentials',
      { scopes: SCOPES, auth: { type: 'apiToken', apiToken: '00abcdefghijklmnopqrstuvwxyz' } },
      'invalid_input',
      '/scopes',
    ],
  ])('%s are refused', async (_, body, code, pointer) => {
    const { connection } = await serviceApp([userScope]);
    const refused = await patch(connection.id, body);
    expect([refused.status, refused.body.code, refused.body.errors?.[0]?.pointer]).toEqual([422, code, pointer]);
  });
});

it('scopes of an API token are refused: it has none', async () => {
  const created = await stage.send('POST', '/v1/connections', { body: connectionTo(stage.org, 'By token') });
  const refused = await patch(created.body.id, { scopes: SCOPES });
  expect([refused.status, refused.body.code]).toEqual([422, 'invalid_input']);
});

it('a connection that was never set up is pending again after it was disabled', async () => {
  const auth = { type: 'clientCredentials', clientId: '0oagenerated', keySource: 'generated', scopes: SCOPES };
  const created = await stage.send('POST', '/v1/connections', {
    body: connectionTo(stage.org, 'Never set up', { auth }),
  });
  const path = `/v1/connections/${created.body.id}`;
  expect(created.body.status).toBe('pending');
  await stage.send('POST', `${path}/disable`);
  expect((await stage.send('POST', `${path}/enable`)).body.status).toBe('pending');
});

describe('the app of a consent', () => {
  const newSecret = 'a-new-secret-of-the-same-app-0123456789';

  const consented = async () => {
    const app = await stage.webApp();
    return { app, connection: await stage.consented(app) };
  };

  it('takes a new secret after it was tried, and keeps the consent', async () => {
    const { app, connection } = await consented();
    await stage.org.updateOauthClient({ clientId: app.clientId, clientSecret: newSecret });
    await stage.org.oauth.expire({ kind: 'access', clientId: app.clientId });
    const auth = { type: 'authorizationCode', clientId: app.clientId, clientSecret: newSecret };
    const { status, body } = await patch(connection.id, { auth });
    expect([status, body.status, body.auth.scopesGranted]).toEqual([200, 'active', connection.auth.scopesGranted]);
    expect((await stage.createGroup(connection.id, 'After the new secret')).run.status).toBe(200);
  });

  it('keeps the old secret where Okta refuses the new one', async () => {
    const { app, connection } = await consented();
    const auth = { type: 'authorizationCode', clientId: app.clientId, clientSecret: 'wrong' };
    const refused = await patch(connection.id, { auth });
    expect([refused.status, refused.body.code]).toEqual([422, 'invalid_credentials']);
    expect((await stage.createGroup(connection.id, 'Still with the old secret')).run.status).toBe(200);
  });

  it('waits for a new consent where it is another app', async () => {
    const { app, connection } = await consented();
    const other = await stage.webApp();
    const auth = { type: 'authorizationCode', clientId: other.clientId, clientSecret: other.clientSecret };
    const { status, body } = await patch(connection.id, { auth });
    expect([status, body.status, body.auth.clientId]).toEqual([200, 'pending', other.clientId]);
    // What the first app was granted is ended at Okta.
    const { families } = await stage.org.oauth.stats(app.clientId);
    expect(families.map(({ ended }) => ended)).toEqual(['revoked']);
  });
});
