import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { connectionTo } from '../../support/service.js';
import { clientKey } from '../oauth/client-keys.ts';
import { ConnectScene, pemKey, SCOPES } from './connect-scene.ts';

let scene: ConnectScene;

beforeAll(async () => {
  scene = await ConnectScene.set();
});
beforeEach(async () => {
  await scene.org.reset();
});
afterEach(() => scene.org.faults.clear());
afterAll(() => scene.strike());

const NOT_A_TOKEN = '00notAtokenOfThisOrgAtAll1234567890';

const names = async () => (await scene.connections()).map(({ name }) => name);

describe('an API token', () => {
  test('that is missing is asked for', async () => {
    const visitor = await scene.atCredentials('apiToken', { name: 'Missing' });
    await visitor.send({});
    expect(visitor.errorAt('apiToken')).toBe('Enter the API token.');
  });

  test('that Okta refuses: its words, nothing stored, and the next one works', async () => {
    const visitor = await scene.atCredentials('apiToken', { name: 'Refused' });
    await visitor.send({ apiToken: NOT_A_TOKEN });
    expect(visitor.step).toBe('credentials');
    expect(visitor.errorAt('apiToken')).toContain('Okta does not accept this token');
    expect(visitor.text).toContain('Okta says: “Invalid token provided”');
    expect(visitor.html).not.toContain(NOT_A_TOKEN);
    await expect(names()).resolves.not.toContain('Refused');
    await visitor.send({ apiToken: scene.org.apiToken });
    expect(visitor.step).toBe('result');
  });

  test('need not be typed again when Okta was away', async () => {
    const visitor = await scene.atCredentials('apiToken', { name: 'Away' });
    await scene.org.faults.add({ kind: 'status', status: 503, path: '^/api/v1/users/me$', times: 10 });
    await visitor.send({ apiToken: scene.org.apiToken });
    expect(visitor.text).toContain('Okta could not be reached. Wait a moment, then try again.');
    expect(visitor.text).toContain('Kept from before. Leave it empty to use it again.');
    await scene.org.faults.clear();
    await visitor.send({ apiToken: '' });
    expect(visitor.step).toBe('result');
  });

  test('with a name that is taken', async () => {
    await scene.service.send('POST', '/v1/connections', { body: connectionTo(scene.org, 'Taken') });
    const visitor = await scene.atCredentials('apiToken', { name: 'Taken' });
    await visitor.send({ apiToken: scene.org.apiToken });
    expect(visitor.errorAt('name')).toBe('Another connection has this name. Choose another one.');
    await visitor.send({ name: 'Not taken', apiToken: '' });
    expect(visitor.step).toBe('result');
    await expect(names()).resolves.toContain('Not taken');
  });

  test('of somebody without a role: connected, and told what is missing', async () => {
    const { token } = await scene.org.createToken({ role: 'none' });
    const visitor = await scene.atCredentials('apiToken', { name: 'No role' });
    await visitor.send({ apiToken: token });
    expect(visitor.step).toBe('result');
    expect(visitor.text).toContain('Give the administrator in whose name it acts a role');
  });
});

describe('a private key', () => {
  const scenery = async (grantedScopes: string[] = SCOPES) => {
    const { pem, keyId, jwks } = pemKey();
    const app = await scene.org.createOauthClient({ kind: 'service', jwks, grantedScopes });
    return { clientId: app.clientId, keyId, privateKey: pem };
  };

  test('that cannot be read is refused beside its field', async () => {
    const visitor = await scene.atCredentials('privateKey', { name: 'Unreadable' });
    await visitor.send({ ...(await scenery()), privateKey: '-----BEGIN NONSENSE-----' });
    expect(visitor.errorAt('privateKey')).toMatch(/private key/i);
    expect(visitor.html).not.toContain('BEGIN NONSENSE');
  });

  test('with another key id: Okta says so, and the key need not be pasted again', async () => {
    const visitor = await scene.atCredentials('privateKey', { name: 'Wrong id' });
    const { clientId, keyId, privateKey } = await scenery();
    await visitor.send({ clientId, keyId: 'other', privateKey });
    expect(visitor.errorAt('privateKey')).toContain('Okta does not accept this key for this app');
    expect(visitor.text).toContain('Okta says: “');
    expect(visitor.html).not.toContain('PRIVATE KEY-----\n');
    await visitor.send({ clientId, keyId, privateKey: '' });
    expect(visitor.step).toBe('result');
  });

  test('of an app that is granted nothing', async () => {
    const visitor = await scene.atCredentials('privateKey', { name: 'Nothing granted' });
    const given = await scenery([]);
    await visitor.send(given);
    expect(visitor.text).toContain('The app is granted none of the scopes that are asked for.');
    expect(visitor.text).toContain('Grant them on the tab “Okta API Scopes” of the app, then try again.');
    await expect(names()).resolves.not.toContain('Nothing granted');
    await scene.org.updateOauthClient({ clientId: given.clientId, grantedScopes: SCOPES });
    await visitor.send({ clientId: given.clientId, keyId: given.keyId });
    expect(visitor.step).toBe('result');
  });

  test('as a JWK that names its own id', async () => {
    const { privateKey, publicJwk } = clientKey('ES256', 'jwk');
    const jwks = { keys: [publicJwk] };
    const app = await scene.org.createOauthClient({ kind: 'service', jwks, grantedScopes: SCOPES });
    const visitor = await scene.atCredentials('privateKey', { name: 'By JWK' });
    const jwk = JSON.stringify({ ...Object(privateKey), kid: publicJwk.kid });
    await visitor.send({ clientId: app.clientId, keyId: '', privateKey: jwk });
    expect(visitor.step).toBe('result');
  });

  test('with a part of the scopes: connected, and which are missing', async () => {
    const visitor = await scene.atCredentials('privateKey', { name: 'A part' });
    const given = await scenery(['okta.users.read']);
    await visitor.send(given);
    expect(visitor.text).toContain('Okta did not grant okta.groups.read');
    await scene.org.updateOauthClient({ clientId: given.clientId, grantedScopes: SCOPES });
    await visitor.send({ do: 'check' });
    expect(visitor.text).toContain('Okta granted every scope asked for (2).');
  });
});

describe('another choice', () => {
  test('of the way gives up the connection that was begun, so that its name is free', async () => {
    const visitor = await scene.atCredentials('keyless', { name: 'Changed mind' });
    await visitor.send({ clientId: '0oabegun' });
    expect(visitor.step).toBe('key');
    await visitor.openStep('way');
    await visitor.send({ way: 'apiToken' });
    await expect(names()).resolves.not.toContain('Changed mind');
    await visitor.open(visitor.link('I have done this'));
    await visitor.send({ apiToken: scene.org.apiToken });
    expect(visitor.step).toBe('result');
    await expect(names()).resolves.toContain('Changed mind');
  });

  test('two clicks make one connection', async () => {
    const visitor = await scene.atCredentials('apiToken', { name: 'Two clicks' });
    const twin = scene.visitor();
    for (const [name, value] of visitor.cookies('connector.example'))
      twin.cookies('connector.example').set(name, value);
    await twin.open(visitor.page.url);
    await Promise.all([visitor, twin].map((person) => person.send({ apiToken: scene.org.apiToken })));
    await visitor.openStep('result');
    expect(visitor.step).toBe('result');
    expect((await names()).filter((name) => name === 'Two clicks')).toHaveLength(1);
  });
});

describe('a connection that stops working at the last moment', () => {
  test('is nothing to go back with', async () => {
    const { token } = await scene.org.createToken({ role: 'super' });
    const visitor = await scene.atCredentials('apiToken', { name: 'Last moment' });
    await visitor.send({ apiToken: token });
    await scene.org.revokeToken(token);
    await visitor.send({ do: 'check' });
    expect(visitor.text).toContain('Not connected yet');
    expect(visitor.text).toContain('Enter them once more');
    expect(visitor.html).not.toContain('value="finish"');
    await visitor.send({ do: 'finish' });
    expect(visitor.step).toBe('result');
    await visitor.open(visitor.link('Change what you entered'));
    await visitor.send({ apiToken: scene.org.apiToken });
    expect(visitor.text).toContain('Connected');
  });
});
