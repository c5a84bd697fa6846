import { generateKeyPairSync } from 'node:crypto';
import type { JWK } from 'jose';
import type { OAuthClient } from '../../../../src/okta/oauth/oauth-client.js';

const newKey = (): JWK => ({
  ...generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }),
  kty: 'EC',
});

export const withSecret: OAuthClient['authentication'] = { kind: 'clientSecret', clientSecret: 'se-cr_et' };

export const withKey = {
  kind: 'privateKey',
  privateKey: newKey(),
  keyId: 'key-1',
  algorithm: 'ES256',
  lifetimeSeconds: 300,
  audience: undefined,
} as const satisfies OAuthClient['authentication'];

/** An app of an org that does not exist. */
export function oauthClient(changes: Partial<OAuthClient> = {}): OAuthClient {
  return {
    org: { origin: 'https://acme.okta.com', linkHosts: ['acme.okta.com'] },
    clientId: '0oa1',
    authentication: withKey,
    tokenEndpoint: undefined,
    tokenParams: {},
    dpop: { mode: 'auto', key: newKey(), bound: false },
    ...changes,
  };
}
