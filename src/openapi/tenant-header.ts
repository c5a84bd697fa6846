import type { Parameter } from './openapi-types.js';

/** The header of callers that act for many tenants. */
export const TENANT_HEADER: Parameter = {
  name: 'X-Tenant-Id',
  in: 'header',
  required: false,
  description: 'The tenant, for tokens with tenants:any and no tenant of their own',
  schema: { type: 'string', pattern: '^[A-Za-z0-9._-]{1,128}$' },
};
