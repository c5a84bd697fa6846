import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { EgressGuard } from '../../../src/okta/egress-guard.js';
import { generateDpopKey } from '../../../src/okta/dpop-key.js';
import { DpopNonces } from '../../../src/okta/oauth/dpop-nonces.js';
import { OAuthTokenClient } from '../../../src/okta/oauth/oauth-token-client.js';
import { FaultServer } from '../okta-client/fault-server.js';
import { failureOf, REDIRECT, tokensOf, VERIFIER } from './token-scene.js';

const CLIENT_ID = '0oa1';

let okta: FaultServer;
let guard: EgressGuard;
let keys: { privateKey: CryptoKey; publicKey: CryptoKey };

beforeEach(async () => {
  okta = await FaultServer.start();
  guard = new EgressGuard({ trustedOrigins: [okta.origin] });
  keys = await generateKeyPair('RS256');
});
afterEach(async () => {
  await guard.close();
  await okta.stop();
});

/** Exchanges a code for tokens with an ID token of these claims, signed by this key. */
async function exchangeWith(changes: Record<string, unknown>, signer: CryptoKey = keys.privateKey) {
  const now = Math.floor(Date.now() / 1_000);
  const sound = { iss: okta.origin, aud: CLIENT_ID, sub: '00u1', nonce: 'nonce-1', iat: now, exp: now + 300 };
  const idToken = await new SignJWT({ ...sound, ...changes })
    .setProtectedHeader({ alg: 'RS256', kid: 'k' })
    .sign(signer);
  const tokens = { access_token: 'at', token_type: 'Bearer', expires_in: 3_600, scope: 'openid', id_token: idToken };
  const published = { keys: [{ ...(await exportJWK(keys.publicKey)), kid: 'k', alg: 'RS256', use: 'sig' }] };
  okta.plays((response, { url }) => {
    const body = url === '/oauth2/v1/keys' ? published : tokens;
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  const dpop = { mode: 'auto', key: await generateDpopKey(), bound: false } as const;
  const authentication = { kind: 'clientSecret', clientSecret: 'secret' } as const;
  const client = {
    org: okta.org,
    clientId: CLIENT_ID,
    authentication,
    tokenEndpoint: undefined,
    tokenParams: {},
    dpop,
  };
  const callback = new URL(`${REDIRECT}?code=c&state=state-1&iss=${encodeURIComponent(okta.origin)}`);
  const checks = { redirectUri: REDIRECT, state: 'state-1', nonce: 'nonce-1', codeVerifier: VERIFIER };
  return new OAuthTokenClient(guard, new DpopNonces()).exchangeCode(client, { callback, ...checks });
}

describe('the ID token of a consent', () => {
  it('is accepted as it should be, with the keys of the org (control)', async () => {
    expect(tokensOf(await exchangeWith({})).idToken).toEqual({ iss: okta.origin, sub: '00u1' });
    expect(okta.seen.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'POST /oauth2/v1/token',
      'GET /oauth2/v1/keys',
    ]);
  });

  it.each<[string, Record<string, unknown>]>([
    ['another issuer', { iss: 'https://evil.okta.com' }],
    ['a custom authorization server', { iss: 'https://acme.okta.com/oauth2/default' }],
    ['another app', { aud: '0oa2' }],
    ['several apps', { aud: [CLIENT_ID, '0oa2'] }],
    ['another nonce', { nonce: 'nonce-2' }],
    ['no nonce', { nonce: undefined }],
    ['an end in the past', { exp: Math.floor(Date.now() / 1_000) - 120 }],
    ['no end', { exp: undefined }],
    ['no person', { sub: undefined }],
  ])('is refused with %s', async (_, changes) => {
    expect(failureOf(await exchangeWith(changes))).toEqual({
      failure: 'refused',
      code: 'okta_unavailable',
      upstream: undefined,
    });
  });

  it('is refused with the signature of another key', async () => {
    const { privateKey } = await generateKeyPair('RS256');
    expect(failureOf(await exchangeWith({}, privateKey))).toMatchObject({ failure: 'refused' });
  });
});
