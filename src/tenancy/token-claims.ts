import type { JWTPayload } from 'jose';
import { parseTenantId, type TenantId } from '../core/tenant-id.js';
import { unauthenticated } from './unauthenticated.js';

const MAX_SUBJECT = 255;

/** What a verified token says that matters here. */
export interface TokenClaims {
  subject: string;
  scopes: ReadonlySet<string>;
  /** Undefined where the token names no tenant. */
  tenantId: TenantId | undefined;
}

/**
 * Reads subject, scopes (`scope` as in RFC 8693, or `scp`) and the tenant from the claims of a verified token.
 * @throws ConnectorError `unauthenticated` when the tenant claim is there but is no tenant id
 */
export function readClaims(payload: JWTPayload, tenantClaim: string): TokenClaims {
  return { subject: subjectOf(payload), scopes: scopesOf(payload), tenantId: tenantOf(payload, tenantClaim) };
}

function tenantOf(payload: JWTPayload, tenantClaim: string): TenantId | undefined {
  if (!Object.hasOwn(payload, tenantClaim)) return undefined;
  const tenantId = parseTenantId(payload[tenantClaim]);
  if (tenantId) return tenantId;
  throw unauthenticated(`The token's claim "${tenantClaim}" is not a tenant id: 1 to 128 of A-Z a-z 0-9 . _ -`);
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
