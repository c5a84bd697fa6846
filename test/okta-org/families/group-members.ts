import { resourceNotFound, validationFailed } from '../okta-error.ts';
import { decodePlace } from '../query/cursors.ts';
import { compileQuery, ownerSearchRules } from '../query/query-rules.ts';
import { groupParty, userParty } from '../log/log-parties.ts';
import { limitOf, pageReply } from '../server/paging.ts';
import type { Reply } from '../server/reply.ts';
import { noContent } from '../server/reply.ts';
import type { Call, Route } from '../server/route.ts';
import { logChange } from '../server/route.ts';
import type { Placed } from '../state/ordered-store.ts';
import type { GroupOwnerRecord, GroupRecord, UserRecord } from '../state/records.ts';
import { renderApp } from './app-render.ts';
import { pathGroup, refuseForeignGroup } from './groups.ts';
import { findUser } from './user-lookup.ts';
import { renderListedUser } from './user-render.ts';

function listMembers(call: Call): Reply {
  const group = pathGroup(call);
  const after = decodePlace('members', call.query.get('after'));
  return pageReply(call, {
    kind: 'members',
    limit: limitOf(call.query, { fallback: 1000, maximum: 10_000 }),
    items: group.type === 'BUILT_IN' ? call.org.users.scan(after) : members(call, group, after),
    render: (user) => renderListedUser(user, call.baseUrl),
  });
}

function* members(call: Call, group: GroupRecord, after: number): Generator<Placed<UserRecord>> {
  for (const { seq, userId } of call.org.memberships.scan(group.id, after)) {
    const record = call.org.users.get(userId);
    if (record) yield { seq, record };
  }
}

function touchMembership(call: Call, group: GroupRecord): void {
  call.org.groups.put({ ...group, lastMembershipUpdated: call.org.isoNow() });
}

/** Memberships name the user by id; a login is documented for user routes only (Okta: assignUserToGroup). */
function pathMember(call: Call): UserRecord {
  const id = call.params['userId'] ?? '';
  const user = call.org.users.get(id);
  if (!user) throw resourceNotFound(id, 'User');
  return user;
}

/** Adding a member twice succeeds without a second event. */
function addMember(call: Call): Reply {
  const group = pathGroup(call);
  const user = pathMember(call);
  refuseForeignGroup(group);
  if (!call.org.memberships.add(group.id, user.id)) return noContent;
  touchMembership(call, group);
  logChange(call, { eventType: 'group.user_membership.add', targets: [userParty(user), groupParty(group)] });
  return noContent;
}

function removeMember(call: Call): Reply {
  const group = pathGroup(call);
  const user = pathMember(call);
  refuseForeignGroup(group);
  if (!call.org.memberships.remove(group.id, user.id)) return noContent;
  touchMembership(call, group);
  logChange(call, { eventType: 'group.user_membership.remove', targets: [userParty(user), groupParty(group)] });
  return noContent;
}

function listGroupApps(call: Call): Reply {
  const group = pathGroup(call);
  const after = decodePlace('apps', call.query.get('after'));
  const assigned = [...call.org.apps.scan(after)].filter(({ record }) => record.groupIds.has(group.id));
  return pageReply(call, {
    kind: 'apps',
    limit: limitOf(call.query, { fallback: 20, maximum: 200 }),
    items: assigned,
    render: (app) => renderApp(app, call.baseUrl),
  });
}

function listOwners(call: Call): Reply {
  const after = decodePlace('owners', call.query.get('after'));
  const search = call.query.get('search');
  const matches = search === null ? () => true : compileQuery(ownerSearchRules, search);
  const owners = pathGroup(call).owners.map((record, seq) => ({ seq, record }));
  return pageReply(call, {
    kind: 'owners',
    limit: limitOf(call.query, { fallback: 1000, maximum: 1000 }),
    items: owners.filter(({ seq, record }) => seq > after && matches(record)),
    render: renderOwner,
  });
}

function renderOwner(owner: GroupOwnerRecord): Record<string, unknown> {
  return { ...owner, resolved: true, originId: null, originType: 'OKTA_DIRECTORY' };
}

function assignOwner(call: Call): Reply {
  const group = pathGroup(call);
  const { id, type } = call.body;
  if (typeof id !== 'string' || (type !== 'USER' && type !== 'GROUP')) {
    throw validationFailed('assignGroupOwner', 'id and type (USER or GROUP) must be given');
  }
  if (group.owners.some((owner) => owner.id === id)) {
    throw validationFailed('id', 'Provided owner is already assigned to this group');
  }
  const owner: GroupOwnerRecord = { id, type, displayName: ownerName(call, id, type), lastUpdated: call.org.isoNow() };
  call.org.groups.put({ ...group, owners: [...group.owners, owner] });
  return { status: 201, body: renderOwner(owner) };
}

function ownerName(call: Call, id: string, type: 'USER' | 'GROUP'): string {
  if (type === 'USER') return userParty(findUser(call, id)).displayName;
  const group = call.org.groups.get(id);
  if (!group) throw resourceNotFound(id, 'UserGroup');
  return groupParty(group).displayName;
}

function removeOwner(call: Call): Reply {
  const group = pathGroup(call);
  const ownerId = call.params['ownerId'] ?? '';
  const owners = group.owners.filter((owner) => owner.id !== ownerId);
  if (owners.length === group.owners.length) throw resourceNotFound(ownerId, 'GroupOwner');
  call.org.groups.put({ ...group, owners });
  return noContent;
}

const BASE = '/api/v1/groups/{groupId}';

export const groupMemberRoutes: Route[] = [
  { method: 'GET', path: `${BASE}/users`, handle: listMembers },
  { method: 'PUT', path: `${BASE}/users/{userId}`, handle: addMember },
  { method: 'DELETE', path: `${BASE}/users/{userId}`, handle: removeMember },
  { method: 'GET', path: `${BASE}/apps`, handle: listGroupApps },
  { method: 'GET', path: `${BASE}/owners`, handle: listOwners },
  { method: 'POST', path: `${BASE}/owners`, handle: assignOwner },
  { method: 'DELETE', path: `${BASE}/owners/{ownerId}`, handle: removeOwner },
];
