import { ConnectorError } from '../core/errors.js';
import { parseTenantId, type TenantId } from '../core/tenant-id.js';
import type { TokenClaims } from './token-claims.js';

/**
 * The tenant that a request acts for: the token's, or for a token with `tenants:any` and no tenant of its own the one
 * in `X-Tenant-Id`. Pure.
 * @throws ConnectorError `forbidden`, or `malformed_request` when the header is no tenant id
 */
export function resolveTenant(
  { tenantId, scopes }: Pick<TokenClaims, 'tenantId' | 'scopes'>,
  header: string | string[] | undefined,
): TenantId {
  if (tenantId) {
    if (header === undefined || header === tenantId) return tenantId;
    throw new ConnectorError('forbidden', "X-Tenant-Id contradicts the token's tenant.", {
      remedy: 'Leave the header out, or use a token of that tenant.',
    });
  }
  if (!scopes.has('tenants:any')) {
    throw new ConnectorError('forbidden', 'The token names no tenant.', {
      remedy: 'Use a token with the tenant claim, or one with the scope tenants:any and the header X-Tenant-Id.',
    });
  }
  return tenantOfHeader(header);
}

function tenantOfHeader(header: string | string[] | undefined): TenantId {
  if (header === undefined) {
    throw new ConnectorError('forbidden', 'The token is for any tenant, and the request names none.', {
      remedy: 'Name the tenant in the header X-Tenant-Id.',
    });
  }
  const tenantId = parseTenantId(header);
  if (tenantId) return tenantId;
  throw new ConnectorError('malformed_request', 'X-Tenant-Id must be 1 to 128 of A-Z a-z 0-9 . _ - and given once.');
}
