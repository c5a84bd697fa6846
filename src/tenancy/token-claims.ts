import type { JWTPayload } from 'jose';
import { parseTenantId, type TenantId } from '../core/tenant-id.js';
import { unauthenticated } from './unauthenticated.js';

const MAX_SUBJECT = 255;

/** The claim of a token that is for one connection alone. */
export const CONNECTION_CLAIM = 'okta_connection_id';
const CONNECTION_ID = /^con_[0-9a-f]{32}$/;

/** What a verified token says that matters here. */
export interface TokenClaims {
  subject: string;
  scopes: ReadonlySet<string>;
  /** Undefined where the token names no tenant. */
  tenantId: TenantId | undefined;
  /** The only connection that the token is for; undefined where it names none. */
  connectionId: string | undefined;
}

/**
 * Reads subject, scopes (`scope` as in RFC 8693, or `scp`) and the tenant from the claims of a verified token.
 * @throws ConnectorError `unauthenticated` when the claim of a tenant or of a connection is there but is no such id
 */
export function readClaims(payload: JWTPayload, tenantClaim: string): TokenClaims {
  return {
    subject: subjectOf(payload),
    scopes: scopesOf(payload),
    tenantId: tenantOf(payload, tenantClaim),
    connectionId: connectionOf(payload),
  };
}

function tenantOf(payload: JWTPayload, tenantClaim: string): TenantId | undefined {
  if (!Object.hasOwn(payload, tenantClaim)) return undefined;
  const tenantId = parseTenantId(payload[tenantClaim]);
  if (tenantId) return tenantId;
  throw unauthenticated(`The token's claim "${tenantClaim}" is not a tenant id: 1 to 128 of A-Z a-z 0-9 . _ -`);
}

function connectionOf({ [CONNECTION_CLAIM]: id }: JWTPayload): string | undefined {
  if (id === undefined || (typeof id === 'string' && CONNECTION_ID.test(id))) return id;
  throw unauthenticated(`The token's claim "${CONNECTION_CLAIM}" is not the id of a connection.`);
}

function scopesOf({ scope, scp }: JWTPayload): ReadonlySet<string> {
  const given = [scope, scp].flatMap((value): unknown[] => (Array.isArray(value) ? value : [value]));
  const words = given.filter((value) => typeof value === 'string').flatMap((text) => text.split(' '));
  return new Set(words.filter(Boolean));
}

/** `sub`; clients without one go by their id (RFC 9068, 2.2). */
function subjectOf({ sub, client_id: clientId, azp }: JWTPayload): string {
  const named = [sub, clientId, azp].find((value) => typeof value === 'string' && value !== '');
  return typeof named === 'string' ? named.slice(0, MAX_SUBJECT) : 'unknown';
}
