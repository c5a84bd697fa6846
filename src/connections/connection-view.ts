import type { Connection } from './connection.entity.js';

/** A connection as the API shows it; there is no secret in it because the entity has none. */
export function connectionView(connection: Connection) {
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
    auth: {
      type: connection.authType,
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
    },
    tokenExpiresAt: null,
    reauthorizeBefore: null,
    lastVerifiedAt: connection.lastVerifiedAt?.toISOString() ?? null,
    createdAt: connection.createdAt.toISOString(),
    updatedAt: connection.updatedAt.toISOString(),
  };
}

export type ConnectionView = ReturnType<typeof connectionView>;
