import { z } from 'zod';
import { ConnectorError } from '../core/errors.js';
import { ASSERTION_ALGORITHMS } from '../okta/oauth/oauth-client.js';
import type { Connection } from './connection.entity.js';

const PublicKey = z.object({
  kid: z.string(),
  jwk: z.record(z.string(), z.unknown()),
  /** `next` is published and waits until Okta has accepted it. */
  use: z.enum(['current', 'next']),
});

/** What `connection.auth` holds for the OAuth types; nothing in it is secret. */
const OAuthSettings = z.object({
  clientId: z.string(),
  keyId: z.string().nullable().default(null),
  keySource: z.enum(['given', 'generated']).nullable().default(null),
  algorithm: z.enum(ASSERTION_ALGORITHMS).nullable().default(null),
  assertionLifetimeSeconds: z.number().default(300),
  assertionAudience: z.string().nullable().default(null),
  tokenEndpoint: z.string().nullable().default(null),
  tokenParams: z.record(z.string(), z.string()).default({}),
  scopesRequested: z.array(z.string()),
  scopesGranted: z.array(z.string()).default([]),
  dpop: z.enum(['auto', 'always', 'never']).default('auto'),
  dpopBound: z.boolean().default(false),
  returnUrl: z.string().nullable().default(null),
  publicKeys: z.array(PublicKey).default([]),
});

export type OAuthSettings = z.output<typeof OAuthSettings>;

/** The OAuth settings of a connection that has them. */
export function oauthSettingsOf({ auth, authType }: Pick<Connection, 'auth' | 'authType'>): OAuthSettings {
  if (authType === 'apiToken') throw new ConnectorError('internal_error', 'An API token has no OAuth settings.');
  return OAuthSettings.parse(auth);
}

/** New settings with the defaults of the schema. */
export const newOAuthSettings = (settings: z.input<typeof OAuthSettings>): OAuthSettings =>
  OAuthSettings.parse(settings);

/** Names of the fields in `connection_secret`. */
export type SecretField = 'apiToken' | 'clientSecret' | 'privateKey' | 'nextPrivateKey' | 'dpopKey';

/** A connection's secrets by field. */
export type ConnectionSecrets = ReadonlyMap<string, string>;

/** @throws ConnectorError `connection_not_ready` where the secret is missing */
export function secretOf(secrets: ConnectionSecrets, field: SecretField): string {
  const secret = secrets.get(field);
  if (secret !== undefined) return secret;
  const detail = 'The connection has no credentials. Give them with PATCH /v1/connections/{id}.';
  throw new ConnectorError('connection_not_ready', detail);
}
