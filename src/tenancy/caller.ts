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

/** On the raw request: a WeakMap of what lives for milliseconds is work for the garbage collector. */
const CALLER = Symbol('caller');

interface Called {
  [CALLER]?: Caller;
}

/** Binds the caller to the request; the guard's part. */
export function setCaller({ raw }: { raw: FastifyRequest['raw'] & Called }, caller: Caller): void {
  raw[CALLER] = caller;
}

/** The caller of `request`, or undefined on public routes and those without a tenant. */
export function callerOf({ raw }: { raw: FastifyRequest['raw'] & Called }): Caller | undefined {
  return raw[CALLER];
}
