import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { calculateJwkThumbprint } from 'jose';
import type { OAuthClient } from '../../../src/okta/oauth/oauth-client.js';
import { failureOf, REDIRECT, TokenScene, tokensOf, VERIFIER } from './token-scene.js';

let scene: TokenScene;

beforeAll(async () => {
  scene = await TokenScene.start();
});
afterAll(() => scene.stop());
beforeEach(async () => void (await scene.org.reset()));

const authorization = {
  redirectUri: REDIRECT,
  scopes: ['openid', 'okta.users.read'],
  state: 'state-1',
  nonce: 'nonce-1',
  codeVerifier: VERIFIER,
};

const always = (client: OAuthClient): OAuthClient => ({ ...client, dpop: { ...client.dpop, mode: 'always' } });

describe('authorizationUrl', () => {
  it('asks with PKCE, state and nonce', async () => {
    const url = await scene.tokenClient().authorizationUrl(await scene.webApp(), authorization);
    expect(url.origin + url.pathname).toBe(`${scene.org.url}/oauth2/v1/authorize`);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: expect.any(String),
      redirect_uri: REDIRECT,
      response_type: 'code',
      scope: 'openid okta.users.read',
      state: 'state-1',
      nonce: 'nonce-1',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
    });
  });

  it('binds the code to the proof key where DPoP is used', async () => {
    const url = await scene.tokenClient().authorizationUrl(always(await scene.webApp()), authorization);
    expect(url.searchParams.get('dpop_jkt')).toBe(await calculateJwkThumbprint(scene.dpopKey));
  });

  it('leaves the nonce out where no ID token is asked for', async () => {
    const request = { ...authorization, nonce: undefined };
    const url = await scene.tokenClient().authorizationUrl(await scene.webApp(), request);
    expect(url.searchParams.has('nonce')).toBe(false);
  });

  it.each([
    ['a state that Okta refuses', { state: 'a=b' }, 'internal_error'],
    ['too many scopes', { scopes: ['x'.repeat(4_097)] }, 'invalid_input'],
  ])('refuses %s', async (_, changes, code) => {
    const url = scene.tokenClient().authorizationUrl(await scene.webApp(), { ...authorization, ...changes });
    await expect(url).rejects.toMatchObject({ code });
  });
});

describe('the exchange of a code', () => {
  it('brings the tokens of the person, and a checked ID token', async () => {
    const client = await scene.webApp();
    const tokens = tokensOf(await scene.exchange(client, await scene.approve(client)));
    expect(tokens).toEqual({
      accessToken: expect.any(String),
      tokenType: 'Bearer',
      expiresInSeconds: 3_600,
      scopes: ['openid', 'offline_access', 'okta.users.read'],
      refreshToken: expect.any(String),
      idToken: { iss: scene.org.url, sub: (await scene.org.state()).seeded.users.admin },
    });
  });

  it('works with DPoP, found out', async () => {
    const client = await scene.webApp({ dpopBound: true });
    expect(tokensOf(await scene.exchange(client, await scene.approve(client))).tokenType).toBe('DPoP');
  });

  it('works with DPoP from the first, the code bound to the key', async () => {
    const client = always(await scene.webApp({ dpopBound: true }));
    expect(tokensOf(await scene.exchange(client, await scene.approve(client))).tokenType).toBe('DPoP');
  });

  it('works without an ID token where none was asked for', async () => {
    const client = await scene.webApp();
    const request = { ...authorization, scopes: ['okta.users.read'], nonce: undefined };
    const url = await scene.tokenClient().authorizationUrl(client, request);
    const callback = new URL(await scene.org.approve(url.href));
    const tokens = tokensOf(await scene.tokenClient().exchangeCode(client, { callback, ...request }));
    expect([tokens.idToken, tokens.refreshToken]).toEqual([undefined, undefined]);
  });

  it('drops the tokens where the ID token is for another consent', async () => {
    const client = await scene.webApp();
    const failure = await scene.exchange(client, await scene.approve(client, { nonce: 'other' }));
    expect(failureOf(failure)).toMatchObject({ failure: 'refused', code: 'okta_unavailable' });
  });

  it('drops the tokens where the ID token that was asked for is missing', async () => {
    const client = await scene.webApp();
    const callback = await scene.approve(client, { scopes: ['okta.users.read'], nonce: undefined });
    const failure = await scene.exchange(client, callback);
    expect(failureOf(failure)).toMatchObject({ failure: 'refused', code: 'okta_unavailable' });
  });

  it("drops the tokens where the ID token's signature cannot be checked", async () => {
    const client = await scene.webApp();
    const callback = await scene.approve(client);
    await scene.org.faults.add({ kind: 'status', status: 200, body: { keys: [] }, path: '^/oauth2/v1/keys$' });
    expect(failureOf(await scene.exchange(client, callback))).toMatchObject({ failure: 'refused' });
  });

  it.each([
    ['another state', { state: 'other' }],
    ['another issuer', { iss: 'https://evil.okta.com' }],
  ])('sends nothing to Okta for a callback with %s', async (_, changes) => {
    const client = await scene.webApp();
    const callback = await scene.approve(client);
    for (const [name, value] of Object.entries(changes)) callback.searchParams.set(name, value);
    expect(failureOf(await scene.exchange(client, callback))).toMatchObject({
      failure: 'refused',
      code: 'reauthorization_required',
    });
    expect(await scene.tokenRequests()).toEqual([]);
  });

  it('says what Okta sent back in place of a code', async () => {
    const callback = new URL(`${REDIRECT}?state=state-1&error=access_denied&error_description=User%20denied`);
    expect(failureOf(await scene.exchange(await scene.webApp(), callback))).toEqual({
      failure: 'refused',
      code: 'consent_required',
      upstream: { status: 302, code: 'access_denied', summary: 'User denied' },
    });
  });

  it.each([
    ['a used code', async (client: OAuthClient, callback: URL) => void (await scene.exchange(client, callback))],
    ['no code that Okta knows', async (_: OAuthClient, callback: URL) => callback.searchParams.set('code', 'none')],
  ])('is over with %s', async (_, spoil) => {
    const client = await scene.webApp();
    const callback = await scene.approve(client);
    await spoil(client, callback);
    expect(failureOf(await scene.exchange(client, callback))).toMatchObject({
      failure: 'invalidGrant',
      code: 'reauthorization_required',
    });
  });

  it('is over with another verifier', async () => {
    const client = await scene.webApp();
    const callback = await scene.approve(client);
    const request = { callback, redirectUri: REDIRECT, state: 'state-1', nonce: 'nonce-1' };
    const result = await scene.tokenClient().exchangeCode(client, { ...request, codeVerifier: 'w'.repeat(43) });
    expect(failureOf(result).failure).toBe('invalidGrant');
  });
});
