import { OktaError } from '../okta-error.ts';
import type { StandardRole } from '../state/admin-roles.ts';
import type { AdminRole } from '../state/records.ts';
import type { Actor } from './actor.ts';

const OWN = /^\/api\/v1\/users\/me$/;

/** Who is administrator of what is for super admins alone, to see as well as to change (Okta: administrators). */
const ROLES = /^\/api\/v1\/(iam\/|(users|groups)\/[^/]+\/roles(\/|$))/;

/**
 * What a role may change, as far as the org knows; whoever has a role may read all but the above.
 * Source: https://help.okta.com/en-us/content/topics/security/administrators-admin-comparison.htm
 */
const CHANGES: Partial<Record<StandardRole, RegExp>> = {
  ORG_ADMIN: /^\//,
  APP_ADMIN: /^\/api\/v1\/apps(\/|$)/,
  USER_ADMIN: /^\/api\/v1\/(users|groups)(\/|$)/,
  GROUP_MEMBERSHIP_ADMIN: /^\/api\/v1\/groups\/[^/]+\/users\//,
  HELP_DESK_ADMIN:
    /^\/api\/v1\/users\/[^/]+\/(lifecycle\/(unlock|(expire|reset)_password|reset_factors)|credentials|sessions)/,
};

/** The coarse role that standard and custom ones come to. */
export function adminRoleOf(types: readonly (StandardRole | 'CUSTOM')[]): AdminRole {
  if (types.includes('SUPER_ADMIN')) return 'super';
  return types.length > 0 ? 'readonly' : 'none';
}

/**
 * Applies the admin roles (Okta: without an admin role every call is 403, except that the user list is just empty).
 * @throws OktaError E0000006
 */
export function authorize(actor: Actor, method: string, path: string): void {
  if (actor.role === 'super') return;
  if (method === 'GET' && (path === '/api/v1/users' || OWN.test(path))) return;
  const permitted = !ROLES.test(path) && (method === 'GET' ? actor.role === 'readonly' : mayChange(actor, path));
  if (!permitted) throw new OktaError('E0000006');
}

const mayChange = ({ roles = [] }: Actor, path: string): boolean =>
  roles.some((role) => role !== 'CUSTOM' && CHANGES[role]?.test(path));
