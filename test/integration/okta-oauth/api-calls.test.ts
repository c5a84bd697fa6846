import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { OAuthClient, TokenSet } from '../../../src/okta/oauth/oauth-client.js';
import { createOAuthAuthorizer } from '../../../src/okta/oauth/oauth-authorizer.js';
import { OktaClient } from '../../../src/okta/okta-client.js';
import type { Authorizer } from '../../../src/okta/okta-request.js';
import { TokenScene, tokensOf } from './token-scene.js';

let scene: TokenScene;

beforeAll(async () => {
  scene = await TokenScene.start();
});
afterAll(() => scene.stop());
beforeEach(async () => void (await scene.org.reset()));

const LIST = { method: 'GET', target: '/api/v1/users?limit=1&search=profile.login%20pr', idempotent: true } as const;
const SUSPEND = { method: 'POST', target: '', idempotent: false } as const;
const SCOPES = ['okta.users.manage'];

/** An authorizer with tokens of an app; counts how often it asked for one. */
async function authorized(dpopBound: boolean) {
  const client: OAuthClient = await scene.secretApp({ dpopBound, grantedScopes: SCOPES });
  const usable = ({ accessToken, tokenType }: TokenSet) => ({ token: accessToken, tokenType });
  const ask = async () => usable(tokensOf(await scene.tokenClient().clientCredentials(client, SCOPES)));
  let current = await ask();
  const replaced: string[] = [];
  const authorizer = createOAuthAuthorizer({
    getToken: async () => current,
    replaceToken: async ({ token }) => {
      replaced.push(token);
      current = await ask();
      return current;
    },
    dpopKey: scene.dpopKey,
    nonces: scene.nonces.of(client.org.origin, client.clientId),
  });
  return { client, authorizer, replaced };
}

const send = async (client: OAuthClient, authorizer: Authorizer, request: typeof LIST | typeof SUSPEND = LIST) =>
  new OktaClient(scene.guard).send(client.org, request, authorizer);

describe('calls of the API', () => {
  it.each([
    ['bearer', false],
    ['bound', true],
  ])('are accepted with a %s token, one after another', async (_, dpopBound) => {
    const { client, authorizer, replaced } = await authorized(dpopBound);
    const answers = [await send(client, authorizer), await send(client, authorizer)];
    expect(answers.map(({ status, attempts }) => [status, attempts])).toEqual([
      [200, 1],
      [200, 1],
    ]);
    expect(replaced).toEqual([]);
  });

  it('are refused with a proof that was used before (control)', async () => {
    const { client, authorizer } = await authorized(true);
    const url = client.org.origin + LIST.target;
    const headers = await authorizer.authorize({ method: 'GET', url });
    const statuses = [await fetch(url, { headers }), await fetch(url, { headers })].map(({ status }) => status);
    expect(statuses).toEqual([200, 400]);
  });

  it.each([
    ['bearer', false],
    ['bound', true],
  ])(
    'go on with another %s token where Okta has ended the first, also those that change something',
    async (_, bound) => {
      const { client, authorizer, replaced } = await authorized(bound);
      await scene.org.oauth.revoke({ kind: 'access', clientId: client.clientId });
      const { seeded } = await scene.org.state();
      const suspend = { ...SUSPEND, target: `/api/v1/users/${seeded.users.active}/lifecycle/suspend` };
      await expect(send(client, authorizer, suspend as typeof SUSPEND)).resolves.toMatchObject({
        status: 200,
        attempts: 2,
      });
      expect(replaced).toHaveLength(1);
      const requests = await scene.org.requests();
      expect(requests.filter(({ path }) => path.endsWith('/suspend')).map(({ status }) => status)).toEqual([401, 200]);
    },
  );

  it('go on with a bound token where the app has come to require DPoP', async () => {
    const { client, authorizer, replaced } = await authorized(false);
    await scene.org.updateOauthClient({ clientId: client.clientId, dpopBound: true });
    await scene.org.oauth.revoke({ kind: 'access', clientId: client.clientId });
    await expect(send(client, authorizer)).resolves.toMatchObject({ status: 200 });
    expect(replaced).toHaveLength(1);
  });
});
