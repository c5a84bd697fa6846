import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
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
}

const callers = new WeakMap<object, Caller>();

/** Binds the caller to the request; the guard's part. */
export function setCaller(request: FastifyRequest, caller: Caller): void {
  callers.set(request.raw, caller);
}

/** Injects the `Caller` that the guard has verified. */
export const CurrentCaller = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const caller = callers.get(context.switchToHttp().getRequest<FastifyRequest>().raw);
  if (!caller) throw new Error('There is no caller on a route that is public or takes any valid token');
  return caller;
});
