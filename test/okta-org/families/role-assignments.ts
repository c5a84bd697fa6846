import { OktaError, resourceNotFound, validationFailed } from '../okta-error.ts';
import { groupParty, userParty } from '../log/log-parties.ts';
import { decodePlace, encodeCursor } from '../query/cursors.ts';
import { limitOf, nextLink, selfLink } from '../server/paging.ts';
import type { Reply } from '../server/reply.ts';
import { noContent, ok } from '../server/reply.ts';
import type { Call, Route } from '../server/route.ts';
import { logChange } from '../server/route.ts';
import type { Assignee, RoleAssignmentRecord, StandardRole } from '../state/admin-roles.ts';
import { STANDARD_ROLES } from '../state/admin-roles.ts';
import type { UserRecord } from '../state/records.ts';
import { pathGroup } from './groups.ts';
import { textAt } from './user-input.ts';

const IAM_BASED = new Set(['ACCESS_CERTIFICATIONS_ADMIN', 'ACCESS_REQUESTS_ADMIN', 'WORKFLOWS_ADMIN']);

const isStandardRole = (type: string): type is StandardRole => Object.hasOwn(STANDARD_ROLES, type);

/** Role routes name the user by id; a login is documented for user routes only. */
function assigneeOf(call: Call): Assignee {
  if (call.params['groupId'] !== undefined) return { kind: 'GROUP', id: pathGroup(call).id };
  const id = call.params['userId'] ?? '';
  if (!call.org.users.get(id)) throw resourceNotFound(id, 'User');
  return { kind: 'USER', id };
}

const addressOf = (call: Call, { kind, id }: Assignee): string =>
  `${call.baseUrl}/api/v1/${kind === 'USER' ? 'users' : 'groups'}/${id}`;

function renderAssignment(call: Call, held: RoleAssignmentRecord): Record<string, unknown> {
  const { id, type, assignee, created, roleId, resourceSetId } = held;
  const role = roleId === undefined ? undefined : call.org.adminRoles.customRoles.get(roleId);
  const assigneeLink = { href: addressOf(call, assignee) };
  const common = { status: 'ACTIVE', created, lastUpdated: created, assignmentType: assignee.kind };
  if (type !== 'CUSTOM') {
    const embedded = embeddedTargets(call);
    return { id, label: STANDARD_ROLES[type], type, ...common, ...embedded, _links: { assignee: assigneeLink } };
  }
  const iam = `${call.baseUrl}/api/v1/iam`;
  return {
    id,
    role: roleId,
    label: role?.label,
    type,
    ...common,
    'resource-set': resourceSetId,
    _links: {
      assignee: assigneeLink,
      role: { href: `${iam}/roles/${roleId}` },
      permissions: { href: `${iam}/roles/${roleId}/permissions` },
      'resource-set': { href: `${iam}/resource-sets/${resourceSetId}` },
      member: { href: `${iam}/resource-sets/${resourceSetId}/bindings/${roleId}/members/${id}` },
    },
  };
}

/** No role of the local org is limited to targets. */
function embeddedTargets(call: Call): Record<string, unknown> {
  const expand = call.query.get('expand');
  if (expand === 'targets/groups') return { _embedded: { targets: { groups: [] } } };
  return expand === 'targets/catalog/apps' ? { _embedded: { targets: { catalog: { apps: [] } } } } : {};
}

function listRoles(call: Call): Reply {
  const assignee = assigneeOf(call);
  const held = assignee.kind === 'USER' ? call.org.rolesOfUser(assignee.id) : call.org.adminRoles.of(assignee);
  return ok(held.map((record) => renderAssignment(call, record)));
}

interface NamedRole {
  type: StandardRole | 'CUSTOM';
  roleId?: string;
  resourceSetId?: string;
}

function namedRole(call: Call): NamedRole {
  const type = textAt(call.body, 'type') ?? '';
  if (isStandardRole(type)) return { type };
  if (type !== 'CUSTOM') throw validationFailed('type', 'type: The role type is not valid');
  const [roleId, resourceSetId] = [textAt(call.body, 'role'), textAt(call.body, 'resource-set')];
  if (roleId === undefined) throw validationFailed('role', 'role: The field cannot be left blank');
  if (resourceSetId === undefined)
    throw validationFailed('resource-set', 'resource-set: The field cannot be left blank');
  if (!call.org.adminRoles.customRoles.get(roleId)) throw resourceNotFound(roleId, 'CustomRole');
  if (!call.org.adminRoles.resourceSets.get(resourceSetId)) throw resourceNotFound(resourceSetId, 'ResourceSet');
  return { type, roleId, resourceSetId };
}

/** 409 for a role somebody has already (Okta: E0000090; E0000263 for the roles that are based on IAM). */
function alreadyAssigned({ type }: NamedRole): OktaError {
  if (IAM_BASED.has(type)) return new OktaError('E0000263');
  return new OktaError('E0000090', { summary: 'The role specified is already assigned to the user.' });
}

function assignRole(call: Call): Reply {
  const assignee = assigneeOf(call);
  const named = namedRole(call);
  const assigned = call.org.adminRoles.assign({ ...named, assignee, created: call.org.isoNow() });
  if (!assigned) throw alreadyAssigned(named);
  logPrivilege(call, assignee, 'grant');
  return { status: 201, body: renderAssignment(call, assigned) };
}

function unassignRole(call: Call): Reply {
  const assignee = assigneeOf(call);
  const id = call.params['roleAssignmentId'] ?? '';
  if (!call.org.adminRoles.unassign(assignee, id)) throw resourceNotFound(id, 'RoleAssignment');
  logPrivilege(call, assignee, 'revoke');
  return noContent;
}

function logPrivilege(call: Call, { kind, id }: Assignee, change: 'grant' | 'revoke'): void {
  const user = call.org.users.get(id);
  const group = call.org.groups.get(id);
  const targets = [...(user ? [userParty(user)] : []), ...(group ? [groupParty(group)] : [])];
  logChange(call, {
    eventType: kind === 'USER' ? `user.account.privilege.${change}` : `group.privilege.${change}`,
    targets,
  });
}

/** The users with a role, directly or through a group. */
function* assignedUsers(call: Call, after: number): Generator<{ seq: number; record: UserRecord }> {
  for (const placed of call.org.users.scan(after)) {
    if (call.org.rolesOfUser(placed.record.id).length > 0) yield placed;
  }
}

/** An object with the next link in the body and no Link header (recorded: iam/assignees/users). */
function listAssignees(call: Call): Reply {
  const limit = limitOf(call.query, { fallback: 100, maximum: 100 });
  const found = [...assignedUsers(call, decodePlace('assignees', call.query.get('after')))];
  const page = found.slice(0, limit);
  const last = page.at(-1);
  const next =
    last && found.length > limit ? hrefOf(nextLink(call, encodeCursor('assignees', String(last.seq)), limit)) : null;
  return ok({
    value: page.map(({ record }) => ({
      id: record.id,
      orn: `orn:okta:directory:${call.org.orgId}:users:${record.id}`,
      _links: {
        self: { href: `${call.baseUrl}/api/v1/users/${record.id}` },
        roles: { href: `${call.baseUrl}/api/v1/users/${record.id}/roles` },
      },
    })),
    _links: { ...(next !== null && { next: { href: next } }) },
  });
}

const hrefOf = (link: string): string => /<([^>]+)>/.exec(link)?.[1] ?? '';

/** One role of the assignee, as the list gives it. */
function getRole(call: Call): Reply {
  const id = call.params['roleAssignmentId'] ?? '';
  const held = call.org.adminRoles.of(assigneeOf(call)).find((assignment) => assignment.id === id);
  if (!held) throw resourceNotFound(id, 'RoleAssignment');
  return ok(renderAssignment(call, held), { Link: [selfLink(call)] });
}

const routesAt = (base: string): Route[] => [
  { method: 'GET', path: base, handle: listRoles },
  { method: 'POST', path: base, handle: assignRole },
  { method: 'GET', path: `${base}/{roleAssignmentId}`, handle: getRole },
  { method: 'DELETE', path: `${base}/{roleAssignmentId}`, handle: unassignRole },
];

export const roleAssignmentRoutes: Route[] = [
  ...routesAt('/api/v1/users/{userId}/roles'),
  ...routesAt('/api/v1/groups/{groupId}/roles'),
  { method: 'GET', path: '/api/v1/iam/assignees/users', handle: listAssignees },
];
