import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { callApi } from './api-call.ts';
import { type OktaOrg, startOktaOrg } from './okta-org-process.ts';

describe('OAuth clients', () => {
  let org: OktaOrg;
  beforeAll(async () => {
    org = await startOktaOrg();
  });
  afterAll(() => org.stop());

  const appOf = async (clientId: string) => (await callApi(org, 'GET', `/api/v1/apps/${clientId}`)).body;

  it('are apps with their grants, redirect URIs, DPoP and refresh tokens, as they are now', async () => {
    const redirectUris = ['http://127.0.0.1:1/callback'];
    const { clientId } = await org.createOauthClient({ kind: 'web', redirectUris, grantedScopes: [] });
    const oauthClient = {
      grant_types: ['authorization_code', 'refresh_token'],
      redirect_uris: redirectUris,
      dpop_bound_access_tokens: false,
      refresh_token: { rotation_type: 'STATIC', leeway: 30 },
    };
    expect(await appOf(clientId)).toMatchObject({ signOnMode: 'OPENID_CONNECT', settings: { oauthClient } });
    await org.updateOauthClient({ clientId, dpopBound: true, refreshRotation: 'ROTATE', refreshLeewaySeconds: 0 });
    const refresh_token = { rotation_type: 'ROTATE', leeway: 0 };
    expect(await appOf(clientId)).toMatchObject({
      settings: { oauthClient: { ...oauthClient, dpop_bound_access_tokens: true, refresh_token } },
    });
  });

  it('have no refresh tokens where the grant is missing', async () => {
    const client = await org.createOauthClient({ kind: 'service-secret', grantedScopes: [] });
    expect(await appOf(client.clientId)).toHaveProperty('settings.oauthClient.grant_types', ['client_credentials']);
    expect(await appOf(client.clientId)).not.toHaveProperty('settings.oauthClient.refresh_token');
  });

  it('never show a secret', async () => {
    const { clientId, clientSecret } = await org.createOauthClient({ kind: 'service-secret', grantedScopes: [] });
    expect(clientSecret).toEqual(expect.any(String));
    expect(JSON.stringify(await appOf(clientId))).not.toContain(clientSecret);
  });
});
