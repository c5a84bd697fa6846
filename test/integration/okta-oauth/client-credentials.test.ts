import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { calculateJwkThumbprint, decodeJwt, decodeProtectedHeader } from 'jose';
import { generateClientKey } from '../../../src/okta/oauth/client-key.js';
import {
  ASSERTION_ALGORITHMS,
  type AssertionAlgorithm,
  type OAuthClient,
} from '../../../src/okta/oauth/oauth-client.js';
import type { OauthClientInput } from '../../okta-org/control-contract.ts';
import { failureOf, TokenScene, tokensOf } from './token-scene.js';

let scene: TokenScene;

beforeAll(async () => {
  scene = await TokenScene.start();
});
afterAll(() => scene.stop());
beforeEach(async () => void (await scene.org.reset()));

const SCOPES = ['okta.users.read'];
const ask = async (client: OAuthClient, scopes = SCOPES) => scene.tokenClient().clientCredentials(client, scopes);

async function keyApp(
  algorithm: AssertionAlgorithm = 'ES256',
  changes: Partial<OauthClientInput> = {},
): Promise<OAuthClient & { authentication: { kind: 'privateKey' } }> {
  const { privateKey, publicJwk, kid } = await generateClientKey(algorithm);
  const defaults = { kind: 'service', jwks: { keys: [publicJwk] }, grantedScopes: SCOPES } as const;
  const { clientId } = await scene.org.createOauthClient({ ...defaults, ...changes });
  const authentication = {
    kind: 'privateKey',
    privateKey,
    keyId: kid,
    algorithm,
    lifetimeSeconds: 300,
    audience: undefined,
  } as const;
  return { ...scene.client({ clientId, authentication }), authentication };
}

const assertionOf = ({ form }: { form: Record<string, string> }) => form['client_assertion'] ?? '';

describe('client credentials', () => {
  it.each(ASSERTION_ALGORITHMS)('bring a token with a key of %s, in one request', async (algorithm) => {
    const tokens = tokensOf(await ask(await keyApp(algorithm)));
    expect(tokens).toEqual({
      accessToken: expect.any(String),
      tokenType: 'Bearer',
      expiresInSeconds: 3_600,
      scopes: SCOPES,
      refreshToken: undefined,
      idToken: undefined,
    });
    const requests = await scene.tokenRequests();
    expect(requests).toHaveLength(1);
    expect(requests[0]?.headers['user-agent']).toMatch(/^okta-connector\//);
    expect(decodeJwt(assertionOf(requests[0] ?? { form: {} })).aud).toBe(`${scene.org.url}/oauth2/v1/token`);
  });

  it('bring a token with a secret', async () => {
    const client = await scene.secretApp();
    expect(tokensOf(await ask(client)).scopes).toEqual(SCOPES);
    const [request] = await scene.tokenRequests();
    expect(request?.headers['authorization']).toMatch(/^Basic /);
    expect(request?.form).toEqual({ grant_type: 'client_credentials', scope: 'okta.users.read' });
  });

  it('find out that the app wants the secret in the form, and remember it', async () => {
    const client = await scene.secretApp({ secretMethod: 'post' });
    const tokens = scene.tokenClient();
    tokensOf(await tokens.clientCredentials(client, SCOPES));
    tokensOf(await tokens.clientCredentials(client, SCOPES));
    const requests = await scene.tokenRequests();
    expect(requests.map(({ status, form }) => [status, 'client_secret' in form])).toEqual([
      [401, false],
      [200, true],
      [200, true],
    ]);
  });

  it('go back to Basic when the app does', async () => {
    const client = await scene.secretApp({ secretMethod: 'post' });
    const tokens = scene.tokenClient();
    tokensOf(await tokens.clientCredentials(client, SCOPES));
    await scene.org.updateOauthClient({ clientId: client.clientId, secretMethod: 'basic' });
    tokensOf(await tokens.clientCredentials(client, SCOPES));
  });

  it("carry the connection's own parameters", async () => {
    const client = { ...(await scene.secretApp()), tokenParams: { purpose: 'tests', scope: 'okta.apps.read' } };
    tokensOf(await ask(client));
    expect((await scene.tokenRequests())[0]?.form).toMatchObject({ purpose: 'tests', scope: 'okta.users.read' });
  });

  it('name the audience that is set, which Okta refuses if it is not the endpoint (control)', async () => {
    const client = await keyApp();
    const audience = `${scene.org.url}/oauth2/v1/token`;
    tokensOf(await ask({ ...client, authentication: { ...client.authentication, audience } }));
    const wrong = { ...client, authentication: { ...client.authentication, audience: scene.org.url } };
    expect(failureOf(await ask(wrong))).toMatchObject({ failure: 'refused', code: 'invalid_credentials' });
  });

  it.each([
    ['a wrong key id', async () => withAuthentication(await keyApp(), { keyId: 'other' }), 'invalid_credentials'],
    ['another key', async () => withAuthentication(await keyApp(), await otherKey()), 'invalid_credentials'],
    ['an app that is none', async () => ({ ...(await keyApp()), clientId: '0oanone' }), 'invalid_credentials'],
    ['a wrong secret', async () => withSecret(await scene.secretApp(), 'wrong'), 'invalid_credentials'],
    ['a key of another kind', async () => withAuthentication(await keyApp(), { algorithm: 'RS256' }), 'invalid_input'],
    ['no grant', async () => keyApp('ES256', { grantedScopes: [] }), 'consent_required'],
  ])('are refused with %s', async (_, makeClient, code) => {
    expect(failureOf(await ask(await makeClient()))).toMatchObject({ failure: 'refused', code });
  });

  it('are refused with an unknown scope, in the words of Okta', async () => {
    expect(failureOf(await ask(await keyApp(), ['okta.nothing.read']))).toEqual({
      failure: 'refused',
      code: 'invalid_scope',
      upstream: { status: 400, code: 'invalid_scope', summary: expect.any(String), requestId: expect.any(String) },
    });
  });

  it('say which scopes are granted where some are not', async () => {
    const client = await keyApp();
    expect(tokensOf(await ask(client, [...SCOPES, 'okta.groups.read'])).scopes).toEqual(SCOPES);
  });

  it('ask for no more than Okta takes', async () => {
    const scopes = Array.from({ length: 300 }, (_, index) => `okta.users${index}.read`);
    expect(failureOf(await ask(await keyApp(), scopes))).toMatchObject({ failure: 'refused', code: 'invalid_input' });
    expect(await scene.tokenRequests()).toEqual([]);
  });

  it('never send a secret to an endpoint elsewhere', async () => {
    const client = { ...(await scene.secretApp()), tokenEndpoint: 'https://evil.example/oauth2/v1/token' };
    expect(failureOf(await ask(client))).toMatchObject({ failure: 'refused', code: 'invalid_input' });
  });
});

describe('DPoP at the token endpoint', () => {
  const bound = { dpopBound: true };

  it('is found out, and the token is bound to the key of the connection', async () => {
    const tokens = tokensOf(await ask(await keyApp('ES256', bound)));
    expect(tokens.tokenType).toBe('DPoP');
    const requests = await scene.tokenRequests();
    expect(requests.map(({ status, headers }) => [status, headers['dpop'] !== undefined])).toEqual([
      [400, false],
      [200, true],
    ]);
    const { jwk } = decodeProtectedHeader(requests[1]?.headers['dpop'] ?? '');
    expect(await calculateJwkThumbprint(jwk ?? {})).toBe(await calculateJwkThumbprint(scene.dpopKey));
  });

  it('signs a new assertion and a new proof for each attempt; the old assertion is refused (control)', async () => {
    const client = await keyApp('ES256', bound);
    await ask({ ...client, dpop: { ...client.dpop, bound: true } });
    const requests = await scene.tokenRequests();
    expect(requests.map(({ status }) => status)).toEqual([400, 200]);
    expect(new Set(requests.map((request) => decodeJwt(assertionOf(request)).jti)).size).toBe(2);
    const proofs = requests.map(({ headers }) => decodeJwt(headers['dpop'] ?? ''));
    expect(new Set(proofs.map(({ jti }) => jti)).size).toBe(2);
    expect(proofs.map(({ nonce }) => typeof nonce)).toEqual(['undefined', 'string']);
    const response = await fetch(`${scene.org.url}/oauth2/v1/token`, {
      method: 'POST',
      body: new URLSearchParams(requests[1]?.form),
    });
    expect(response.status).toBe(401);
  });

  it('needs one request once the nonce is known', async () => {
    const client = await keyApp('ES256', bound);
    tokensOf(await ask(client));
    await scene.org.clearRequests();
    tokensOf(await ask({ ...client, dpop: { ...client.dpop, bound: true } }));
    expect((await scene.tokenRequests()).map(({ status }) => status)).toEqual([200]);
  });

  it('takes the next nonce when Okta forgets the old one', async () => {
    const client = {
      ...(await keyApp('ES256', bound)),
      dpop: { mode: 'always', key: scene.dpopKey, bound: true },
    } as const;
    tokensOf(await ask(client));
    await scene.org.oauth.rotateNonce({ forget: true });
    expect(tokensOf(await ask(client)).tokenType).toBe('DPoP');
  });

  it('works for an app that needs no nonce', async () => {
    const client = await keyApp('RS256', { ...bound, dpopNonce: false });
    expect(tokensOf(await ask(client)).tokenType).toBe('DPoP');
  });

  it('gives bearer tokens again when the app no longer requires it', async () => {
    const client = await keyApp();
    const { tokenType } = tokensOf(await ask({ ...client, dpop: { ...client.dpop, bound: true } }));
    expect(tokenType).toBe('Bearer');
  });

  it('is refused where the connection forbids it', async () => {
    const client = await keyApp('ES256', bound);
    const failure = await ask({ ...client, dpop: { ...client.dpop, mode: 'never', bound: true } });
    expect(failureOf(failure)).toMatchObject({ failure: 'refused', code: 'invalid_credentials' });
    expect(await scene.tokenRequests()).toHaveLength(1);
  });

  it('is insisted on where the connection says always', async () => {
    const client = await keyApp();
    const failure = await ask({ ...client, dpop: { ...client.dpop, mode: 'always' } });
    expect(failureOf(failure)).toMatchObject({ failure: 'refused', code: 'invalid_credentials', upstream: undefined });
  });
});

const otherKey = async () => ({ privateKey: (await generateClientKey('ES256')).privateKey });

function withAuthentication(
  client: Awaited<ReturnType<typeof keyApp>>,
  changes: Partial<Extract<OAuthClient['authentication'], { kind: 'privateKey' }>>,
): OAuthClient {
  return { ...client, authentication: { ...client.authentication, ...changes } };
}

function withSecret(client: OAuthClient, clientSecret: string): OAuthClient {
  return { ...client, authentication: { kind: 'clientSecret', clientSecret } };
}
