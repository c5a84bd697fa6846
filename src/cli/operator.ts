import type { TenantId } from '../core/tenant-id.js';
import type { Caller } from '../tenancy/caller.js';

/** Whoever runs admin commands, in a tenant: the audit trail says `operator`. */
export function operatorIn(tenantId: TenantId): Caller {
  return { tenantId, subject: 'operator', scopes: new Set() };
}
