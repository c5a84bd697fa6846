import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { clientJwks as jwks, OauthCaller, REDIRECT } from './oauth-caller.ts';
import type { OktaOrg } from './okta-org-process.ts';
import { startOktaOrg } from './okta-org-process.ts';

let org: OktaOrg;
let caller: OauthCaller;

beforeAll(async () => {
  org = await startOktaOrg({ orgId: '00oCustomOrgOfTheTest' });
  caller = new OauthCaller(org);
});
afterAll(() => org.stop());
beforeEach(() => org.reset());

const WEB = { kind: 'web', redirectUris: [REDIRECT], grantedScopes: ['okta.users.read'] } as const;

describe('the client', () => {
  it('sends its secret as the app is configured', async () => {
    const { form, client, answer } = await caller.signIn({ secretMethod: 'post', clientSecret: 'secret-of-the-test' });
    expect(client.clientSecret).toBe('secret-of-the-test');
    const credential = Buffer.from(`${client.clientId}:secret-of-the-test`).toString('base64');
    const refresh = { grant_type: 'refresh_token', refresh_token: answer.body.refresh_token };
    const basic = (): Promise<unknown> => caller.token(refresh, { authorization: `Basic ${credential}` });
    expect(await basic()).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
    expect((await caller.token({ ...form, ...refresh })).status).toBe(200);
    await org.updateOauthClient({ clientId: client.clientId, secretMethod: 'basic' });
    expect(await basic()).toMatchObject({ status: 200 });
    expect((await caller.token({ ...form, ...refresh })).status).toBe(401);
  });

  it('gets another secret, and its tokens stay', async () => {
    const { form, client, answer } = await caller.signIn();
    await org.updateOauthClient({ clientId: client.clientId, clientSecret: 'another' });
    expect((await caller.refresh(form, answer.body.refresh_token)).body.error).toBe('invalid_client');
    expect((await caller.refresh({ ...form, client_secret: 'another' }, answer.body.refresh_token)).status).toBe(200);
  });

  it('is asked for its keys at the address it gave', async () => {
    let keys: object[] = [];
    const server = createServer((_request, response) => response.end(JSON.stringify({ keys })));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const jwksUri = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks.json`;
    const service = { kind: 'service', jwksUri, grantedScopes: ['okta.users.read'] } as const;
    const { clientId } = await org.createOauthClient(service);
    const ask = () => caller.token(caller.serviceForm(clientId, 'okta.users.read'));
    expect(await ask()).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
    keys = jwks.keys;
    expect((await ask()).status).toBe(200);
    server.closeAllConnections();
    server.close();
  });

  it('which may ask for client credentials only does not get further with a code, nor the other way round', async () => {
    const { form } = await caller.signIn();
    const refused = await caller.token({ ...form, grant_type: 'client_credentials', scope: 'okta.users.read' });
    expect(refused).toMatchObject({ status: 400, body: { error: 'unauthorized_client' } });
  });
});

describe('the consent page', () => {
  it('turns away users who are not assigned', async () => {
    const { clientId } = await org.createOauthClient({ ...WEB, assignedLogins: ['isaac.brock@example.com'] });
    const answer = new URL(await org.approve(caller.authorizeUrl(clientId)));
    expect(answer.searchParams.get('error')).toBe('access_denied');
    expect(answer.searchParams.get('error_description')).toContain('not assigned');
    const assigned = await org.approve(caller.authorizeUrl(clientId), { login: 'isaac.brock@example.com' });
    expect(assigned).toContain('code=');
  });

  it('answers consent_required when no scope of the API is granted', async () => {
    const { clientId } = await org.createOauthClient({ ...WEB, grantedScopes: [] });
    expect(await org.approve(caller.authorizeUrl(clientId))).toContain('error=consent_required');
    expect(await org.approve(caller.authorizeUrl(clientId, { scope: 'openid' }))).toContain('code=');
  });

  it('shows again with a word of help when the user is not ACTIVE', async () => {
    const { clientId } = await org.createOauthClient(WEB);
    const approval = org.approve(caller.authorizeUrl(clientId), { login: 'sue.suspended@example.com' });
    await expect(approval).rejects.toThrow('ended at /signin/consent/');
  });
});

it('the org has the id it was started with, unless the test sets another', async () => {
  const orgId = async () =>
    ((await (await fetch(`${org.url}/.well-known/okta-organization`)).json()) as { id: string }).id;
  expect([await orgId(), org.orgId, (await org.state()).orgId]).toEqual(Array(3).fill('00oCustomOrgOfTheTest'));
  await org.settings({ orgId: '00oAnother' });
  expect(await orgId()).toBe('00oAnother');
});
