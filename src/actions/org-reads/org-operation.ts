import { z } from 'zod';
import type { OktaScope } from '../../okta/okta-scopes.js';
import type { DirectAction } from '../define-action.js';

interface OrgRead {
  route: `GET /${string}`;
  scope: OktaScope;
  /** Okta pages it. */
  paged?: boolean;
  /** Okta answers an object; the items lie in this property of it. */
  itemsIn?: string;
}

/**
 * An operation that reads from the org for forms: no action of the catalogue, so it is neither listed nor recorded as a
 * run, but it is sent by the same executor.
 */
function orgRead({ route, scope, paged = false, itemsIn }: OrgRead): DirectAction {
  return {
    kind: 'direct',
    title: route,
    description: route,
    route,
    scopes: [scope],
    roles: [],
    effect: 'read',
    paged,
    input: z.looseObject({}),
    output: z.unknown(),
    query: [],
    idempotent: true,
    ...(itemsIn !== undefined && { itemsIn }),
    example: { input: {}, response: null },
  };
}

const list = (route: `GET /${string}`, scope: OktaScope, more: { itemsIn?: string } = {}) =>
  orgRead({ route, scope, paged: true, ...more });

/** Everything that is read for options and for the org's schemas. */
export const ORG_READS = {
  users: list('GET /api/v1/users', 'okta.users.read'),
  groups: list('GET /api/v1/groups', 'okta.groups.read'),
  groupRules: list('GET /api/v1/groups/rules', 'okta.groups.read'),
  apps: list('GET /api/v1/apps', 'okta.apps.read'),
  userTypes: list('GET /api/v1/meta/types/user', 'okta.userTypes.read'),
  userFactors: list('GET /api/v1/users/{userId}/factors', 'okta.users.read'),
  customRoles: list('GET /api/v1/iam/roles', 'okta.roles.read', { itemsIn: 'roles' }),
  policies: list('GET /api/v1/policies', 'okta.policies.read'),
  zones: list('GET /api/v1/zones', 'okta.networkZones.read'),
  devices: list('GET /api/v1/devices', 'okta.devices.read'),
  realms: list('GET /api/v1/realms', 'okta.realms.read'),
  userType: orgRead({ route: 'GET /api/v1/meta/types/user/{typeId}', scope: 'okta.userTypes.read' }),
  userSchema: orgRead({ route: 'GET /api/v1/meta/schemas/user/{schemaId}', scope: 'okta.schemas.read' }),
  groupSchema: orgRead({ route: 'GET /api/v1/meta/schemas/group/default', scope: 'okta.schemas.read' }),
  appUserSchema: orgRead({ route: 'GET /api/v1/meta/schemas/apps/{appId}/default', scope: 'okta.schemas.read' }),
} as const;
