import { resourceNotFound, validationFailed } from '../okta-error.ts';
import type { Reply } from '../server/reply.ts';
import { noContent, ok } from '../server/reply.ts';
import type { Call, Route } from '../server/route.ts';
import { logChange } from '../server/route.ts';
import type { Assignee, CustomRoleRecord, ResourceSetRecord, RoleAssignmentRecord } from '../state/admin-roles.ts';
import { pathCustomRole, pathResourceSet } from './custom-roles.ts';
import { textAt } from './user-input.ts';

const ADDRESS = /\/api\/v1\/(users|groups)\/([^/]+)$/;
const RESOURCE_NAME = /^orn:okta:directory:[^:]+:(users|groups):([^:]+)$/;

/** A user or group by address or Okta resource name. */
function memberNamed(call: Call, name: string): Assignee {
  const [, kind, id = ''] = ADDRESS.exec(name) ?? RESOURCE_NAME.exec(name) ?? [];
  if (kind === 'users' && call.org.users.get(id)) return { kind: 'USER', id };
  if (kind === 'groups' && call.org.groups.get(id)) return { kind: 'GROUP', id };
  throw validationFailed('members', `members: ${name} is not a user or group of this organization`);
}

function membersIn(call: Call, name: string): Assignee[] {
  const names = call.body[name];
  if (!Array.isArray(names) || names.length === 0)
    throw validationFailed(name, `${name}: The field cannot be left blank`);
  return names.map((member) => memberNamed(call, String(member)));
}

interface Binding {
  role: CustomRoleRecord;
  set: ResourceSetRecord;
}

/** Role and resource set of the path, which a binding must join. */
function pathBinding(call: Call): Binding {
  const binding = { set: pathResourceSet(call), role: pathCustomRole(call) };
  if (!call.org.adminRoles.hasBinding(binding.set.id, binding.role.id)) {
    throw resourceNotFound(binding.role.id, 'ResourceSetBinding');
  }
  return binding;
}

/** Who is in the binding already stays in it, once. */
function addAll(call: Call, { role, set }: Binding, members: Assignee[]): void {
  const created = call.org.isoNow();
  for (const assignee of members) {
    call.org.adminRoles.assign({ type: 'CUSTOM', assignee, created, roleId: role.id, resourceSetId: set.id });
  }
  logChange(call, { eventType: 'iam.resourceset.bindings.add', targets: [] });
}

const setAddress = (call: Call, set: ResourceSetRecord): string => `${call.baseUrl}/api/v1/iam/resource-sets/${set.id}`;

function renderEdit(call: Call, { role, set }: Binding): Record<string, unknown> {
  const address = setAddress(call, set);
  return {
    _links: {
      self: { href: `${address}/bindings/${role.id}` },
      bindings: { href: `${address}/bindings` },
      'resource-set': { href: address },
    },
  };
}

function createBinding(call: Call): Reply {
  const set = pathResourceSet(call);
  const role = pathCustomRole({ ...call, params: { roleIdOrLabel: textAt(call.body, 'role') ?? '' } });
  const members = membersIn(call, 'members');
  call.org.adminRoles.addBinding(set.id, role.id);
  addAll(call, { role, set }, members);
  return ok(renderEdit(call, { role, set }));
}

function addMembers(call: Call): Reply {
  const binding = pathBinding(call);
  addAll(call, binding, membersIn(call, 'additions'));
  return ok(renderEdit(call, binding));
}

function renderMember(call: Call, { role, set }: Binding, held: RoleAssignmentRecord): Record<string, unknown> {
  const kind = held.assignee.kind === 'USER' ? 'users' : 'groups';
  return {
    id: held.id,
    created: held.created,
    lastUpdated: held.created,
    _links: {
      self: { href: `${call.baseUrl}/api/v1/${kind}/${held.assignee.id}` },
      binding: { href: `${setAddress(call, set)}/bindings/${role.id}` },
    },
  };
}

function listMembers(call: Call): Reply {
  const binding = pathBinding(call);
  const members = call.org.adminRoles.members(binding.set.id, binding.role.id);
  return ok({ members: members.map((held) => renderMember(call, binding, held)), _links: {} });
}

function removeMember(call: Call): Reply {
  const { role, set } = pathBinding(call);
  const id = call.params['memberId'] ?? '';
  const held = call.org.adminRoles.members(set.id, role.id).find((member) => member.id === id);
  if (!held) throw resourceNotFound(id, 'ResourceSetBindingMember');
  call.org.adminRoles.unassign(held.assignee, id);
  logChange(call, { eventType: 'iam.resourceset.bindings.delete', targets: [] });
  return noContent;
}

const BINDINGS = '/api/v1/iam/resource-sets/{resourceSetIdOrLabel}/bindings';
const MEMBERS = `${BINDINGS}/{roleIdOrLabel}/members`;

export const roleBindingRoutes: Route[] = [
  { method: 'POST', path: BINDINGS, handle: createBinding },
  { method: 'GET', path: MEMBERS, handle: listMembers },
  { method: 'PATCH', path: MEMBERS, handle: addMembers },
  { method: 'DELETE', path: `${MEMBERS}/{memberId}`, handle: removeMember },
];
