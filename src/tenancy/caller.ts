import type { FastifyRequest } from 'fastify';
import type { TenantId } from '../core/tenant-id.js';

/** The scopes that the platform's issuer gives to callers. */
export const PLATFORM_SCOPES = [
  'connections:read',
  'connections:write',
  'actions:run',
  'triggers:read',
  'triggers:write',
  'audit:read',
  'tenants:any',
] as const;

export type PlatformScope = (typeof PLATFORM_SCOPES)[number];

/** Who sends a request, for which tenant, with which rights; comes from a verified token only. */
export interface Caller {
  tenantId: TenantId;
  subject: string;
  scopes: ReadonlySet<string>;
  /** The only connection that the token is for; undefined where it is for all of its tenant. */
  connectionId?: string;
}

const callers = new WeakMap<object, Caller>();

/** Binds the caller to the request; the guard's part. */
export function setCaller(request: FastifyRequest, caller: Caller): void {
  callers.set(request.raw, caller);
}

/** The caller of `request`, or undefined on public routes and those without a tenant. */
export function callerOf(request: FastifyRequest): Caller | undefined {
  return callers.get(request.raw);
}
