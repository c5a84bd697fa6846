import type { z } from 'zod';
import type { ConnectionAnswer } from './connection-answer.schema.js';
import { oauthSettingsOf } from './connection-auth.js';
import type { Connection } from './connection.entity.js';
import { missingScopesOf } from './findings.js';

export type ConnectionView = z.input<typeof ConnectionAnswer>;

/** What of the outside a view names. */
export interface ViewContext {
  publicUrl: string;
  callbackUrl: string | null;
  tokenExpiresAt: Date | null;
  reauthorizeBefore: Date | null;
  authorizationUrl: string | undefined;
}

/** A connection as the API shows it; there is no secret in it because the entity has none. */
export function connectionView(connection: Connection, context: ViewContext): ConnectionView {
  return {
    id: connection.id,
    tenantId: connection.tenantId,
    name: connection.name,
    domain: connection.domain,
    orgId: connection.orgId,
    region: connection.region,
    status: connection.status,
    statusReason: connection.statusReason,
    readOnly: connection.readOnly,
    rateLimitShare: connection.rateLimitShare,
    auth: authView(connection, context),
    ...(context.authorizationUrl !== undefined && { authorizationUrl: context.authorizationUrl }),
    tokenExpiresAt: context.tokenExpiresAt?.toISOString() ?? null,
    reauthorizeBefore: context.reauthorizeBefore?.toISOString() ?? null,
    lastVerifiedAt: connection.lastVerifiedAt?.toISOString() ?? null,
    createdAt: connection.createdAt.toISOString(),
    updatedAt: connection.updatedAt.toISOString(),
  };
}

function authView(connection: Connection, { publicUrl, callbackUrl }: ViewContext): ConnectionView['auth'] {
  const { authType: type, id } = connection;
  if (type === 'apiToken') return { ...NO_OAUTH, type };
  const settings = oauthSettingsOf(connection);
  return {
    type,
    clientId: settings.clientId,
    keyId: settings.keyId,
    scopesRequested: settings.scopesRequested,
    scopesGranted: settings.scopesGranted,
    missingScopes: connection.status === 'pending' ? [] : missingScopesOf(settings),
    dpop: settings.dpop,
    dpopBound: settings.dpopBound,
    jwksUri: settings.publicKeys.length > 0 ? `${publicUrl}/v1/connections/${id}/jwks.json` : null,
    publicKeys: settings.publicKeys.map(({ kid, jwk, use }) => ({ ...jwk, kid, status: use })),
    callbackUrl: type === 'authorizationCode' ? callbackUrl : null,
  };
}

const NO_OAUTH = {
  clientId: null,
  keyId: null,
  scopesRequested: [],
  scopesGranted: [],
  missingScopes: [],
  dpop: null,
  dpopBound: false,
  jwksUri: null,
  publicKeys: [],
  callbackUrl: null,
};
