import { describe, expect, it } from '@jest/globals';
import { createLocalJWKSet, decodeJwt, jwtVerify } from 'jose';
import { clientAuthentication, importSigningKey } from '../../../../src/okta/oauth/client-authentication.js';
import { generateClientKey } from '../../../../src/okta/oauth/client-key.js';
import { ASSERTION_ALGORITHMS, type OAuthClient } from '../../../../src/okta/oauth/oauth-client.js';
import { oauthClient, withKey } from './oauth-client-fixture.js';

const endpoint = 'https://acme.okta.com/oauth2/v1/token';

/** What a request carries once it is authenticated. */
async function authenticated(client: OAuthClient, secretMethod: 'basic' | 'post' = 'basic') {
  const authenticate = await clientAuthentication(client, { endpoint, secretMethod });
  const body = new URLSearchParams();
  const headers = new Headers();
  await Promise.resolve(authenticate({ issuer: client.org.origin }, { client_id: client.clientId }, body, headers));
  return { body: Object.fromEntries(body), headers: Object.fromEntries(headers) };
}

describe('a client secret', () => {
  const client = oauthClient({ authentication: { kind: 'clientSecret', clientSecret: 'a-b_c.d~e+f/g:h%é' } });

  it('goes as Basic, with only what must be encoded encoded', async () => {
    const { body, headers } = await authenticated(client);
    expect(body).toEqual({});
    const [scheme, value = ''] = headers['authorization']?.split(' ') ?? [];
    expect([scheme, Buffer.from(value, 'base64').toString('utf8')]).toEqual([
      'Basic',
      '0oa1:a-b_c.d~e%2Bf%2Fg%3Ah%25%C3%A9',
    ]);
  });

  it('goes in the form where the app wants it so', async () => {
    const { body, headers } = await authenticated(client, 'post');
    expect([body, headers]).toEqual([{ client_id: '0oa1', client_secret: 'a-b_c.d~e+f/g:h%é' }, {}]);
  });
});

describe('a client assertion', () => {
  it.each(ASSERTION_ALGORITHMS)(
    'of %s can be verified with the published key and says what Okta wants',
    async (algorithm) => {
      const { privateKey, publicJwk, kid } = await generateClientKey(algorithm);
      const client = oauthClient({ authentication: { ...withKey, privateKey, keyId: kid, algorithm } });
      const { body, headers } = await authenticated(client);
      const { payload, protectedHeader } = await jwtVerify(
        body['client_assertion'] ?? '',
        createLocalJWKSet({ keys: [publicJwk] }),
        { issuer: '0oa1', subject: '0oa1', audience: endpoint },
      );
      expect(protectedHeader).toEqual({ alg: algorithm, kid });
      expect(Object.keys(payload).toSorted()).toEqual(['aud', 'exp', 'iat', 'iss', 'jti', 'sub']);
      expect(body['client_assertion_type']).toBe('urn:ietf:params:oauth:client-assertion-type:jwt-bearer');
      expect(headers).toEqual({});
    },
  );

  it('lives as long as it is set to, never more than an hour, and begins in the past', async () => {
    const lifetimes = await Promise.all(
      [60, 3_600, 7_200].map(async (lifetimeSeconds) => {
        const { body } = await authenticated(oauthClient({ authentication: { ...withKey, lifetimeSeconds } }));
        const { iat = 0, exp = 0 } = decodeJwt(body['client_assertion'] ?? '');
        expect(iat).toBeLessThan(Date.now() / 1_000);
        return exp - iat;
      }),
    );
    expect(lifetimes).toEqual([60, 3_600, 3_600]);
  });

  it('is another for each request', async () => {
    const authenticate = await clientAuthentication(oauthClient(), { endpoint, secretMethod: 'basic' });
    const ids = await Promise.all(
      Array.from({ length: 50 }, async () => {
        const body = new URLSearchParams();
        const server = { issuer: 'https://acme.okta.com' };
        await Promise.resolve(authenticate(server, { client_id: '0oa1' }, body, new Headers()));
        return decodeJwt(body.get('client_assertion') ?? '').jti;
      }),
    );
    expect(new Set(ids).size).toBe(50);
  });

  it('names the audience that is set, and no key id where there is none', async () => {
    const authentication = { ...withKey, audience: 'https://acme.okta.com', keyId: undefined };
    const { body } = await authenticated(oauthClient({ authentication }));
    const [header = ''] = body['client_assertion']?.split('.') ?? [];
    expect(decodeJwt(body['client_assertion'] ?? '').aud).toBe('https://acme.okta.com');
    expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toEqual({ alg: 'ES256' });
  });
});

describe('importSigningKey', () => {
  it('refuses a key that does not fit, and shows nothing of it', async () => {
    const { privateKey } = await generateClientKey('ES256');
    const refusal: unknown = await importSigningKey(privateKey, 'RS256').catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'invalid_input', details: { errors: [{ pointer: '/auth/privateKey' }] } });
    expect(JSON.stringify(refusal)).not.toContain(privateKey.d);
  });

  it('refuses a shared secret', async () => {
    await expect(importSigningKey({ kty: 'oct', k: 'c2VjcmV0' }, 'HS256')).rejects.toMatchObject({
      code: 'invalid_input',
    });
  });
});
