import { OktaError } from '../okta-error.ts';
import type { Actor } from './actor.ts';

const OWN = /^\/api\/v1\/users\/me$/;

/**
 * Applies the admin role (Okta: without an admin role every call is 403, except that the user list is just empty).
 * @throws OktaError E0000006
 */
export function authorize(actor: Actor, method: string, path: string): void {
  if (actor.role === 'super') return;
  if (method === 'GET' && (actor.role === 'readonly' || path === '/api/v1/users' || OWN.test(path))) return;
  throw new OktaError('E0000006');
}
