import { resourceNotFound, validationFailed } from '../okta-error.ts';
import type { CursorKind } from '../query/cursors.ts';
import { decodePlace, encodeCursor } from '../query/cursors.ts';
import { nextLink, selfLink } from '../server/paging.ts';
import type { Reply } from '../server/reply.ts';
import { noContent, ok } from '../server/reply.ts';
import type { Call, Route } from '../server/route.ts';
import { logChange } from '../server/route.ts';
import type { CustomRoleRecord, ResourceSetRecord } from '../state/admin-roles.ts';
import type { OrderedStore } from '../state/ordered-store.ts';
import { textAt } from './user-input.ts';

const PAGE = 100;
const PERMISSION = /^okta\.[A-Za-z]+(\.[A-Za-z]+)*$/;

interface Labelled {
  id: string;
  label: string;
}

function findByIdOrLabel<T extends Labelled>(store: OrderedStore<T>, key: string, type: string): T {
  const byLabel = [...store.scan()].find(({ record }) => record.label === key)?.record;
  const found = store.get(key) ?? byLabel;
  if (!found) throw resourceNotFound(key, type);
  return found;
}

/**
 * The custom role that the path names by id or label.
 * @throws OktaError E0000007
 */
export function pathCustomRole(call: Call): CustomRoleRecord {
  return findByIdOrLabel(call.org.adminRoles.customRoles, call.params['roleIdOrLabel'] ?? '', 'CustomRole');
}

/**
 * The resource set that the path names by id or label.
 * @throws OktaError E0000007
 */
export function pathResourceSet(call: Call): ResourceSetRecord {
  return findByIdOrLabel(call.org.adminRoles.resourceSets, call.params['resourceSetIdOrLabel'] ?? '', 'ResourceSet');
}

interface ObjectList<T extends { id: string }> {
  kind: CursorKind;
  name: string;
  store: OrderedStore<T>;
  render: (record: T) => unknown;
}

/** An object with the items under a name of their own; the next link is in the body and in a header (recorded). */
function objectPage<T extends { id: string }>(call: Call, { kind, name, store, render }: ObjectList<T>): Reply {
  const found = [...store.scan(decodePlace(kind, call.query.get('after')))];
  const page = found.slice(0, PAGE);
  const last = page.at(-1);
  const next = last && found.length > PAGE ? nextLink(call, encodeCursor(kind, String(last.seq)), PAGE) : undefined;
  // Of these lists Okta's document knows no limit.
  const link = next?.replace(/&?limit=\d+/, '');
  return ok(
    {
      [name]: page.map(({ record }) => render(record)),
      _links: { ...(link !== undefined && { next: { href: /<([^>]+)>/.exec(link)?.[1] } }) },
    },
    { Link: [selfLink(call), ...(link === undefined ? [] : [link])] },
  );
}

function readLabel<T extends Labelled>(
  call: Call,
  store: OrderedStore<T>,
  self?: T,
): { label: string; description: string } {
  const [label, description] = [textAt(call.body, 'label') ?? '', textAt(call.body, 'description') ?? ''];
  if (label === '') throw validationFailed('label', 'label: The field cannot be left blank');
  if (description === '') throw validationFailed('description', 'description: The field cannot be left blank');
  const taken = [...store.scan()].some(({ record }) => record.label === label && record.id !== self?.id);
  if (taken)
    throw validationFailed('label', 'label: An object with this field already exists in the current organization');
  return { label, description };
}

function textsOf(call: Call, name: string): string[] {
  const values = call.body[name];
  if (Array.isArray(values) && values.length > 0 && values.every((value) => typeof value === 'string')) return values;
  throw validationFailed(name, `${name}: The field cannot be left blank`);
}

function renderRole(call: Call, role: CustomRoleRecord): Record<string, unknown> {
  const { permissions: _permissions, ...shown } = role;
  const self = `${call.baseUrl}/api/v1/iam/roles/${role.id}`;
  return { ...shown, _links: { self: { href: self }, permissions: { href: `${self}/permissions` } } };
}

function createRole(call: Call): Reply {
  const store = call.org.adminRoles.customRoles;
  const named = readLabel(call, store);
  const permissions = textsOf(call, 'permissions');
  const unknown = permissions.find((permission) => !PERMISSION.test(permission));
  if (unknown !== undefined) throw validationFailed('permissions', `permissions: ${unknown} is not a valid permission`);
  const now = call.org.isoNow();
  const role = { id: call.org.ids.take('cr0'), ...named, permissions, created: now, lastUpdated: now };
  store.put(role);
  logChange(call, { eventType: 'iam.role.create', targets: [] });
  return ok(renderRole(call, role));
}

/** Label and description; permissions have operations of their own. */
function replaceRole(call: Call): Reply {
  const role = pathCustomRole(call);
  const store = call.org.adminRoles.customRoles;
  const saved = { ...role, ...readLabel(call, store, role), lastUpdated: call.org.isoNow() };
  store.put(saved);
  logChange(call, { eventType: 'iam.role.update', targets: [] });
  return ok(renderRole(call, saved));
}

function deleteRole(call: Call): Reply {
  call.org.adminRoles.removeCustomRole(pathCustomRole(call).id);
  logChange(call, { eventType: 'iam.role.delete', targets: [] });
  return noContent;
}

function listPermissions(call: Call): Reply {
  const { id, permissions, created } = pathCustomRole(call);
  const role = `${call.baseUrl}/api/v1/iam/roles/${id}`;
  const render = (label: string) => ({
    label,
    created,
    lastUpdated: created,
    conditions: null,
    _links: { role: { href: role }, self: { href: `${role}/permissions/${label}` } },
  });
  return ok({ permissions: permissions.map(render) }, { Link: [selfLink(call)] });
}

function renderSet(call: Call, set: ResourceSetRecord): Record<string, unknown> {
  const { resources: _resources, ...shown } = set;
  const self = `${call.baseUrl}/api/v1/iam/resource-sets/${set.id}`;
  const links = {
    self: { href: self },
    resources: { href: `${self}/resources` },
    bindings: { href: `${self}/bindings` },
  };
  return { ...shown, _links: links };
}

function createResourceSet(call: Call): Reply {
  const store = call.org.adminRoles.resourceSets;
  const now = call.org.isoNow();
  const named = readLabel(call, store);
  const set = {
    id: call.org.ids.take('iam'),
    ...named,
    resources: textsOf(call, 'resources'),
    created: now,
    lastUpdated: now,
  };
  store.put(set);
  logChange(call, { eventType: 'iam.resourceset.create', targets: [] });
  return ok(renderSet(call, set));
}

const listCustomRoles = (call: Call): Reply =>
  objectPage(call, {
    kind: 'customRoles',
    name: 'roles',
    store: call.org.adminRoles.customRoles,
    render: (role) => renderRole(call, role),
  });

const listResourceSets = (call: Call): Reply =>
  objectPage(call, {
    kind: 'resourceSets',
    name: 'resource-sets',
    store: call.org.adminRoles.resourceSets,
    render: (set) => renderSet(call, set),
  });

const ROLE = '/api/v1/iam/roles/{roleIdOrLabel}';

export const customRoleRoutes: Route[] = [
  { method: 'GET', path: '/api/v1/iam/roles', handle: listCustomRoles },
  { method: 'POST', path: '/api/v1/iam/roles', handle: createRole },
  {
    method: 'GET',
    path: ROLE,
    handle: (call) => ok(renderRole(call, pathCustomRole(call)), { Link: [selfLink(call)] }),
  },
  { method: 'PUT', path: ROLE, handle: replaceRole },
  { method: 'DELETE', path: ROLE, handle: deleteRole },
  { method: 'GET', path: `${ROLE}/permissions`, handle: listPermissions },
  { method: 'GET', path: '/api/v1/iam/resource-sets', handle: listResourceSets },
  { method: 'POST', path: '/api/v1/iam/resource-sets', handle: createResourceSet },
];
