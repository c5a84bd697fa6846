import { newOAuthSettings } from '../../../../src/connections/connection-auth.js';
import type { Connection } from '../../../../src/connections/connection.entity.js';
import { newFlowToken } from '../../../../src/connections/consent/flow-token.js';
import type { OauthFlow } from '../../../../src/connections/consent/oauth-flow.repository.js';
import { acme } from '../../fake-database.ts';

export const US = 'https://us.example/oauth/callback';
export const EU = 'https://eu.example/oauth/callback';
export const REGIONS = [
  { id: 'us', callbackUrl: US },
  { id: 'eu', callbackUrl: EU },
];
export const ORIGIN = 'https://acme.okta.com';
export const SCOPES = ['okta.users.read', 'okta.groups.read'];
export const STATE = 's'.repeat(43);
export const COOKIE = 'c'.repeat(43);

/** The browser that opened the link, back at the region's host. */
export const browser = { host: 'us.example', cookie: `__Host-okta_connector_flow=${COOKIE}` };

export const connection = (changes: Partial<Connection> = {}): Connection => ({
  tenantId: acme,
  id: 'con_1',
  name: 'Acme',
  domain: 'acme.okta.com',
  origin: ORIGIN,
  orgId: '00o1',
  customDomain: null,
  pipeline: 'idx',
  region: 'us',
  status: 'pending',
  statusReason: null,
  readOnly: false,
  rateLimitShare: 0.5,
  authType: 'authorizationCode',
  auth: newOAuthSettings({ clientId: '0oa1', scopesRequested: SCOPES }),
  version: 1,
  lastVerifiedAt: null,
  createdAt: new Date(0),
  updatedAt: new Date(0),
  ...changes,
});

/** What the store has beside the connection. */
export const secrets = new Map([
  ['clientSecret', 'a secret'],
  ['dpopKey', '{"kty":"EC"}'],
]);

export const flow = (changes: Partial<OauthFlow> = {}): OauthFlow => ({
  startHash: Buffer.from(newFlowToken()),
  connectionId: 'con_1',
  region: 'us',
  redirectUri: US,
  scopes: ['openid', 'offline_access', ...SCOPES],
  returnUrl: null,
  actor: 'recipe-42',
  expiresAt: new Date(0),
  keyVersion: 1,
  ciphertext: Buffer.from('sealed'),
  ...changes,
});
