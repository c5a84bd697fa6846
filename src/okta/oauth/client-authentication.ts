import { importJWK, type CryptoKey, type JWK } from 'jose';
import { ClientSecretPost, modifyAssertion, PrivateKeyJwt, type ClientAuth } from 'openid-client';
import { ConnectorError } from '../../core/errors.js';
import type { OAuthClient } from './oauth-client.js';

/** How a client secret is sent (RFC 6749, section 2.3.1): as HTTP Basic, or in the form. */
export type SecretMethod = 'basic' | 'post';

/** Okta refuses assertions that end more than an hour ahead, and those issued in its future. */
const MAX_LIFETIME_SECONDS = 3_600;
const BACKDATED_SECONDS = 5;

/**
 * Authenticates each HTTP attempt at an endpoint: with the secret, or with a fresh client assertion.
 * Source: https://developer.okta.com/docs/guides/build-self-signed-jwt/
 */
export async function clientAuthentication(
  { authentication }: OAuthClient,
  { endpoint, secretMethod }: { endpoint: string; secretMethod: SecretMethod },
): Promise<ClientAuth> {
  if (authentication.kind === 'clientSecret') {
    const { clientSecret } = authentication;
    return secretMethod === 'basic' ? basicAuthentication(clientSecret) : ClientSecretPost(clientSecret);
  }
  const { privateKey, algorithm, keyId, audience, lifetimeSeconds } = authentication;
  const key = await importSigningKey(privateKey, algorithm);
  return PrivateKeyJwt(keyId === undefined ? { key } : { key, kid: keyId }, {
    [modifyAssertion]: (_, claims) => {
      const issuedAt = Number(claims['iat']) - BACKDATED_SECONDS;
      delete claims['nbf'];
      claims['aud'] = audience ?? endpoint;
      claims['iat'] = issuedAt;
      claims['exp'] = issuedAt + Math.min(lifetimeSeconds, MAX_LIFETIME_SECONDS);
    },
  });
}

/**
 * The library would also encode `-` and `_`, of which Okta's secrets are full; left as they are, they read the same to
 * servers that decode the two parts and to servers that do not.
 */
function basicAuthentication(clientSecret: string): ClientAuth {
  return (_server, client, _body, headers) => {
    const parts = [client.client_id, clientSecret].map(encodeURIComponent);
    headers.set('authorization', `Basic ${Buffer.from(parts.join(':')).toString('base64')}`);
  };
}

/** @throws ConnectorError `invalid_input` where the key does not fit the algorithm */
export async function importSigningKey(jwk: JWK, algorithm: string): Promise<CryptoKey> {
  const { alg: _alg, use: _use, key_ops: _operations, ...key } = jwk;
  try {
    const imported = await importJWK(key, algorithm);
    if (!(imported instanceof Uint8Array)) return imported;
  } catch {
    // Below: the library's words may hold parts of the key.
  }
  throw new ConnectorError('invalid_input', `The private key does not fit the algorithm ${algorithm}.`, {
    errors: [{ pointer: '/auth/privateKey', message: `does not fit the algorithm ${algorithm}` }],
  });
}
