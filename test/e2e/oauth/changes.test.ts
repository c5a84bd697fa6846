import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectionTo } from '../../support/service.ts';
import { clientKey } from './client-keys.ts';
import { type Connection, OauthStage, SCOPES } from './oauth-stage.ts';

let stage: OauthStage;
beforeAll(async () => {
  stage = await OauthStage.set();
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
