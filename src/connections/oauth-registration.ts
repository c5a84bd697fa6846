import type { JWK } from 'jose';
import { z } from 'zod';
import type { OAuthClient } from '../okta/oauth/oauth-client.js';
import { oauthSettingsOf, secretOf, type ConnectionSecrets, type SecretField } from './connection-auth.js';
import { orgOf } from './connection-org.js';
import type { Connection } from './connection.entity.js';

const PrivateJwk = z.looseObject({ kty: z.string() });

/** What of a connection says as whom it asks for tokens. */
export type Registered = Pick<Connection, 'origin' | 'customDomain' | 'authType' | 'auth'>;

/** The app at Okta as which the connection asks for tokens. */
export function oauthClientOf(
  connection: Registered,
  secrets: ConnectionSecrets,
  { keyField = 'privateKey' }: { keyField?: 'privateKey' | 'nextPrivateKey' } = {},
): OAuthClient {
  const settings = oauthSettingsOf(connection);
  return {
    org: orgOf(connection),
    clientId: settings.clientId,
    authentication: authenticationOf(connection, secrets, keyField),
    tokenEndpoint: settings.tokenEndpoint ?? undefined,
    tokenParams: settings.tokenParams,
    dpop: { mode: settings.dpop, key: jwkOf(secrets, 'dpopKey'), bound: settings.dpopBound },
  };
}

function authenticationOf(
  connection: Registered,
  secrets: ConnectionSecrets,
  keyField: 'privateKey' | 'nextPrivateKey',
): OAuthClient['authentication'] {
  const settings = oauthSettingsOf(connection);
  if (settings.algorithm === null) return { kind: 'clientSecret', clientSecret: secretOf(secrets, 'clientSecret') };
  const next = settings.publicKeys.find(({ use }) => use === 'next');
  return {
    kind: 'privateKey',
    privateKey: jwkOf(secrets, keyField),
    keyId: (keyField === 'nextPrivateKey' ? next?.kid : settings.keyId) ?? undefined,
    algorithm: settings.algorithm,
    lifetimeSeconds: settings.assertionLifetimeSeconds,
    audience: settings.assertionAudience ?? undefined,
  };
}

function jwkOf(secrets: ConnectionSecrets, field: SecretField): JWK {
  return PrivateJwk.parse(JSON.parse(secretOf(secrets, field)));
}
