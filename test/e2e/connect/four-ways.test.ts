import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { CALLBACK, ConnectScene, pemKey, PUBLIC_URL, RETURN_URL, SCOPES } from './connect-scene.ts';
import type { Visitor } from './visitor.ts';

let scene: ConnectScene;

beforeAll(async () => {
  scene = await ConnectScene.set();
});
beforeEach(async () => {
  await scene.org.reset();
});
afterAll(() => scene.strike());

describe('an API token', () => {
  test('leads from the link to an active connection and back to the platform', async () => {
    const { url } = await scene.session({ name: 'Acme by token', authTypes: ['apiToken'] });
    const visitor = scene.visitor();
    await visitor.open(url);
    expect(visitor.step).toBe('org');
    await visitor.send({ address: scene.org.url });
    expect(visitor.step).toBe('way');
    await visitor.send({ way: 'apiToken' });
    expect(visitor.step).toBe('permissions');
    await visitor.send({ preset: 'everything' });
    expect(visitor.step).toBe('setup');
    await visitor.open(visitor.link('I have done this'));
    await visitor.send({ apiToken: scene.org.apiToken });
    expect(visitor.step).toBe('result');
    expect(visitor.text).toContain('“Acme by token” works with');
    await visitor.send({ do: 'finish' });
    expect(visitor.step).toBe('done');
    const connection = (await scene.connections()).find(({ name }) => name === 'Acme by token');
    expect(connection).toMatchObject({ status: 'active', auth: { type: 'apiToken' } });
    expect(visitor.link('Back to app.platform.example')).toBe(
      `${RETURN_URL}&connectionId=${connection?.id}&status=active`,
    );
  });
});

/** Finishes, and tells which connection the platform hears of. */
async function finish(visitor: Visitor) {
  expect(visitor.step).toBe('result');
  await visitor.send({ do: 'finish' });
  const back = new URL(visitor.link('Back to app.platform.example'));
  expect(back.searchParams.get('status')).toBe('active');
  return scene.connection(back.searchParams.get('connectionId') ?? '');
}

describe('a private key', () => {
  test('is tried at Okta before anything is stored', async () => {
    const { pem, keyId, jwks } = pemKey();
    const { clientId } = await scene.org.createOauthClient({ kind: 'service', jwks, grantedScopes: SCOPES });
    const visitor = await scene.atCredentials('privateKey', { name: 'Acme by key' });
    await visitor.send({ clientId, keyId, privateKey: pem });
    await expect(finish(visitor)).resolves.toMatchObject({
      name: 'Acme by key',
      status: 'active',
      auth: { type: 'clientCredentials', clientId, scopesGranted: expect.arrayContaining(SCOPES) },
    });
  });
});

describe('a key without secrets', () => {
  test('becomes active once Okta knows where the public key is', async () => {
    const visitor = await scene.atCredentials('keyless', { name: 'Acme without secrets' });
    await visitor.send({ clientId: '0oakeyless' });
    expect(visitor.step).toBe('key');
    const jwksUri = new RegExp(`${PUBLIC_URL}/v1/connections/con_[0-9a-f]+/jwks.json`).exec(visitor.html)?.[0] ?? '';
    await visitor.send({});
    expect(visitor.step).toBe('key');
    expect(visitor.text).toContain('Okta does not accept the key yet.');
    await scene.org.createOauthClient({
      kind: 'service',
      clientId: '0oakeyless',
      jwksUri: jwksUri.replace(PUBLIC_URL, scene.service.baseUrl),
      grantedScopes: SCOPES,
    });
    await visitor.send({});
    await expect(finish(visitor)).resolves.toMatchObject({
      name: 'Acme without secrets',
      status: 'active',
      auth: { type: 'clientCredentials', clientId: '0oakeyless' },
    });
  });
});

describe('a consent in the browser', () => {
  test('leads to Okta and back into the session, not to the platform', async () => {
    const app = await scene.org.createOauthClient({ kind: 'web', redirectUris: [CALLBACK], grantedScopes: SCOPES });
    const visitor = await scene.atCredentials('consent', { name: 'Acme by consent' });
    await visitor.send({ clientId: app.clientId, clientSecret: app.clientSecret ?? '' });
    expect(visitor.step).toBe('consent');
    await visitor.open(visitor.link('Go to Okta'));
    await visitor.open(await scene.org.approve(visitor.page.url));
    await expect(finish(visitor)).resolves.toMatchObject({
      name: 'Acme by consent',
      status: 'active',
      auth: { type: 'authorizationCode', clientId: app.clientId, scopesRequested: SCOPES },
    });
  });
});
