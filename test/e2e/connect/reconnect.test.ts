import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { connectionTo } from '../../support/service.js';
import { CALLBACK, ConnectScene, pemKey, SCOPES, type ConnectionBody } from './connect-scene.ts';
import type { Visitor } from './visitor.ts';

let scene: ConnectScene;
let count = 0;

beforeAll(async () => {
  scene = await ConnectScene.set();
});
beforeEach(async () => {
  await scene.org.reset();
});
afterAll(() => scene.strike());

async function connect(auth: object): Promise<ConnectionBody> {
  const body = connectionTo(scene.org, `Acme ${(count += 1)}`, { auth });
  const created = await scene.service.send<ConnectionBody>('POST', '/v1/connections', { body });
  if (created.status !== 201) throw new Error(created.text);
  return created.body;
}

async function visit(connectionId: string, body: object = {}): Promise<Visitor> {
  const visitor = scene.visitor();
  await visitor.open((await scene.session({ connectionId, ...body })).url);
  return visitor;
}

describe('to connect again', () => {
  test('an API token: the way and the org are known, the id stays', async () => {
    const { token } = await scene.org.createToken({ role: 'super' });
    const { id, name } = await connect({ type: 'apiToken', apiToken: token });
    await scene.org.revokeToken(token);
    await scene.service.send('POST', `/v1/connections/${id}/test`);
    const visitor = await visit(id);
    expect(visitor.step).toBe('credentials');
    expect(visitor.text).toContain('Enter the API token');
    await visitor.send({ apiToken: scene.org.apiToken });
    expect(visitor.text).toContain(`“${name}” works with`);
    await visitor.send({ do: 'finish' });
    expect(new URL(visitor.link('Back to app.platform.example')).searchParams.get('connectionId')).toBe(id);
    await expect(scene.connection(id)).resolves.toMatchObject({ id, name, status: 'active' });
  });

  test('the org cannot be changed, nor the type', async () => {
    const { id } = await connect({ type: 'apiToken', apiToken: scene.org.apiToken });
    const visitor = await visit(id);
    await visitor.openStep('org');
    expect(visitor.step).toBe('way');
    await visitor.send({ way: 'consent' });
    expect(visitor.text).toContain('Choose a way to connect.');
  });

  test('new credentials that Okta refuses leave the old ones', async () => {
    const { id } = await connect({ type: 'apiToken', apiToken: scene.org.apiToken });
    const visitor = await visit(id);
    await visitor.send({ apiToken: '00notAtokenOfThisOrgAtAll1234567890' });
    expect(visitor.text).toContain('Okta does not accept this token');
    const tested = await scene.service.send<{ ok: boolean }>('POST', `/v1/connections/${id}/test`);
    expect(tested.body.ok).toBe(true);
  });

  test('a consent: only to sign in again, for the same scopes', async () => {
    const app = await scene.org.createOauthClient({ kind: 'web', redirectUris: [CALLBACK], grantedScopes: SCOPES });
    const { clientId, clientSecret } = app;
    const { id } = await connect({ type: 'authorizationCode', clientId, clientSecret, scopes: SCOPES });
    const visitor = await visit(id);
    expect(visitor.text).toContain('Sign in again');
    await visitor.send({ signIn: 'again' });
    await visitor.open(visitor.link('Go to Okta'));
    expect(new URL(visitor.page.url).searchParams.get('scope')?.split(' ')).toEqual(expect.arrayContaining(SCOPES));
    await visitor.open(await scene.org.approve(visitor.page.url));
    expect(visitor.step).toBe('result');
    await expect(scene.connection(id)).resolves.toMatchObject({
      id,
      status: 'active',
      auth: { scopesRequested: SCOPES },
    });
  });

  test('a consent with another secret of the app, and more scopes', async () => {
    const app = await scene.org.createOauthClient({
      kind: 'web',
      redirectUris: [CALLBACK],
      grantedScopes: [...SCOPES, 'okta.logs.read'],
    });
    const auth = { type: 'authorizationCode', clientId: app.clientId, clientSecret: app.clientSecret, scopes: SCOPES };
    const { id } = await connect(auth);
    await scene.org.updateOauthClient({ clientId: app.clientId, clientSecret: 'another-secret-of-the-app' });
    const visitor = await visit(id, { scopes: [...SCOPES, 'okta.logs.read'] });
    await visitor.open(visitor.link('The app or its secret has changed'));
    expect(visitor.html).toContain(`value="${app.clientId}"`);
    await visitor.send({ clientSecret: 'another-secret-of-the-app' });
    expect(visitor.step).toBe('consent');
    await visitor.open(visitor.link('Go to Okta'));
    await visitor.open(await scene.org.approve(visitor.page.url));
    expect(visitor.text).toContain('Okta granted every scope asked for');
  });

  test('a given key in place of another', async () => {
    const [old, next] = [pemKey('ES256'), pemKey('ES384')];
    const jwks = { keys: [...old.jwks.keys, ...next.jwks.keys] };
    const { clientId } = await scene.org.createOauthClient({ kind: 'service', jwks, grantedScopes: SCOPES });
    const given = { privateKey: old.pem, keyId: old.keyId };
    const { id } = await connect({ type: 'clientCredentials', clientId, scopes: SCOPES, ...given });
    const visitor = await visit(id);
    expect(visitor.html).toContain(`value="${clientId}"`);
    await visitor.send({ keyId: next.keyId, privateKey: next.pem });
    expect(visitor.step).toBe('result');
    await expect(scene.connection(id)).resolves.toMatchObject({ auth: { keyId: next.keyId } });
  });

  test('a key that was made here keeps its address', async () => {
    const clientId = '0oaagain';
    const { id } = await connect({ type: 'clientCredentials', clientId, keySource: 'generated', scopes: SCOPES });
    const visitor = await visit(id);
    await visitor.send({});
    expect(visitor.step).toBe('key');
    expect(visitor.text).toContain(`/v1/connections/${id}/jwks.json`);
    const jwksUri = `${scene.service.baseUrl}/v1/connections/${id}/jwks.json`;
    await scene.org.createOauthClient({ kind: 'service', clientId, jwksUri, grantedScopes: SCOPES });
    await visitor.send({});
    expect(visitor.step).toBe('result');
  });

  test('a connection that is deleted meanwhile', async () => {
    const { id } = await connect({ type: 'apiToken', apiToken: scene.org.apiToken });
    const visitor = await visit(id);
    await scene.service.send('DELETE', `/v1/connections/${id}`);
    await visitor.send({ apiToken: scene.org.apiToken });
    expect(visitor.text).toContain('There is no such connection');
  });

  test('is in the audit trail under the name of the person', async () => {
    const { id } = await connect({ type: 'apiToken', apiToken: scene.org.apiToken });
    const visitor = await visit(id, { user: 'grace@acme.example' });
    await visitor.send({ apiToken: scene.org.apiToken });
    await visitor.send({ do: 'finish' });
    const { body } = await scene.service.send<{ data: { actor: string; action: string }[] }>(
      'GET',
      `/v1/audit?connectionId=${id}&limit=200`,
    );
    const hers = body.data.filter(({ actor }) => actor === 'grace@acme.example').map(({ action }) => action);
    expect(hers).toEqual(
      expect.arrayContaining([
        'connectSession.opened',
        'connection.updated',
        'connection.tested',
        'connectSession.finished',
      ]),
    );
  });
});
