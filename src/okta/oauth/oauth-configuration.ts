import type { JWK } from 'jose';
import {
  allowInsecureRequests,
  Configuration,
  customFetch,
  enableNonRepudiationChecks,
  getDPoPHandle,
  modifyAssertion,
  type ClientAuth,
  type CustomFetch,
  type DPoPHandle,
} from 'openid-client';
import { PROOF_BACKDATED_SECONDS } from '../dpop-proof.js';
import { importSigningKey } from './client-authentication.js';
import type { NonceCache } from './dpop-nonces.js';
import type { OAuthClient } from './oauth-client.js';
import { oauthEndpoints } from './oauth-endpoints.js';

/** What openid-client must know of the org, from the stored connection alone. */
export function createConfiguration(
  client: OAuthClient,
  { authentication, fetch }: { authentication: ClientAuth; fetch: CustomFetch },
): Configuration {
  const endpoints = oauthEndpoints(client);
  const server = {
    issuer: endpoints.issuer,
    authorization_endpoint: endpoints.authorization,
    token_endpoint: endpoints.token,
    revocation_endpoint: endpoints.revocation,
    jwks_uri: endpoints.keys,
  };
  const configuration = new Configuration(server, client.clientId, undefined, authentication);
  configuration[customFetch] = fetch;
  // The call has a deadline of its own.
  configuration.timeout = 0;
  enableNonRepudiationChecks(configuration);
  // The guard lets plain http through for the origins that the operator names, and for no others.
  if (endpoints.issuer.startsWith('http:')) allowInsecureRequests(configuration);
  return configuration;
}

/** Proofs for the token endpoint; each attempt takes the newest nonce. */
export async function createProofs(
  configuration: Configuration,
  { key, nonces }: { key: JWK; nonces: NonceCache },
): Promise<DPoPHandle> {
  const { d: _d, ...publicKey } = key;
  const keyPair = {
    privateKey: await importSigningKey(key, 'ES256'),
    publicKey: await importSigningKey({ ...publicKey, ext: true }, 'ES256'),
  };
  return getDPoPHandle(configuration, keyPair, {
    [modifyAssertion]: (_, claims) => {
      claims['nonce'] = nonces.get();
      claims['iat'] = Number(claims['iat']) - PROOF_BACKDATED_SECONDS;
    },
  });
}
