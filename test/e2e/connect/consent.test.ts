import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { CALLBACK, ConnectScene, SCOPES } from './connect-scene.ts';
import type { Visitor } from './visitor.ts';

let scene: ConnectScene;

beforeAll(async () => {
  scene = await ConnectScene.set();
});
beforeEach(async () => {
  await scene.org.reset();
});
afterEach(() => scene.org.faults.clear());
afterAll(() => scene.strike());

describe('a consent', () => {
  async function atOkta(client: object = {}, name = 'Consent') {
    const app = await scene.org.createOauthClient({
      kind: 'web',
      redirectUris: [CALLBACK],
      grantedScopes: SCOPES,
      ...client,
    });
    const visitor = await scene.atCredentials('consent', { name: `${name} ${app.clientId}` });
    await visitor.send({ clientId: app.clientId, clientSecret: app.clientSecret ?? '' });
    return { visitor, app };
  }
  const consent = async (visitor: Visitor, decision: { deny?: boolean; login?: string } = {}) => {
    await visitor.open(visitor.link('Go to Okta'));
    await visitor.open(await scene.org.approve(visitor.page.url, decision));
  };

  test('with a wrong secret is stopped before anybody signs in', async () => {
    const app = await scene.org.createOauthClient({ kind: 'web', redirectUris: [CALLBACK], grantedScopes: SCOPES });
    const visitor = await scene.atCredentials('consent', { name: 'Wrong secret' });
    await visitor.send({ clientId: app.clientId, clientSecret: 'not-the-secret' });
    expect(visitor.step).toBe('credentials');
    expect(visitor.errorAt('clientSecret')).toContain('Okta does not accept this client ID with this secret');
    await visitor.send({ clientId: app.clientId, clientSecret: app.clientSecret ?? '' });
    expect(visitor.step).toBe('consent');
    await consent(visitor);
    expect(visitor.step).toBe('result');
  });

  test.each([
    ['is declined', {}, { deny: true }, 'Access was not allowed'],
    ['is not assigned', { assignedLogins: [] }, {}, 'You are not assigned to the app'],
    ['finds no scope granted', { grantedScopes: [] }, {}, 'No scope is granted to the app'],
    ['gives no refresh token', { refreshGrant: false }, {}, 'The app may not stay connected'],
  ])('that %s: said in words, and tried again in the same session', async (name, client, decision, words) => {
    const { visitor, app } = await atOkta(client, name);
    await consent(visitor, decision);
    expect(visitor.step).toBe('consent');
    expect(visitor.text).toContain(words);
    await scene.org.updateOauthClient({
      clientId: app.clientId,
      assignedLogins: ['admin@example.com'],
      grantedScopes: SCOPES,
      refreshGrant: true,
    });
    await visitor.send({});
    await consent(visitor);
    expect(visitor.step).toBe('result');
    expect(visitor.text).toContain('Connected');
  });

  test('whose link was used needs another one', async () => {
    const { visitor } = await atOkta();
    const link = visitor.link('Go to Okta');
    const { url } = visitor.page;
    await visitor.open(link);
    await visitor.open(url);
    expect(visitor.text).toContain('The link to Okta has been used or has expired.');
    await visitor.send({});
    await consent(visitor);
    expect(visitor.step).toBe('result');
  });

  test('that only pretends to have been given changes nothing', async () => {
    const { visitor } = await atOkta();
    await visitor.open(`${visitor.page.url.replace(/\/consent$/, '/consented')}?connectionId=con_1&status=active`);
    expect(visitor.step).toBe('consent');
    expect(visitor.text).not.toContain('Connected');
  });
});
