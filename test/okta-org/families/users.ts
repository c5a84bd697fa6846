import { OktaError, resourceNotFound, validationFailed } from '../okta-error.ts';
import { decodePlace } from '../query/cursors.ts';
import { sortKeyOf } from '../query/scim-evaluate.ts';
import { compileQuery, userFilterRules, userSearchRules } from '../query/query-rules.ts';
import { groupParty, userParty } from '../log/log-parties.ts';
import { afterPlace, limitOf, pageReply, selfLink, sortRecords } from '../server/paging.ts';
import type { Reply } from '../server/reply.ts';
import { noContent, ok } from '../server/reply.ts';
import type { Call, Route } from '../server/route.ts';
import { logChange } from '../server/route.ts';
import type { Placed } from '../state/ordered-store.ts';
import { faultOfProfile, mergeProfile } from '../state/profile-validation.ts';
import type { Profile, UserRecord, UserStatus } from '../state/records.ts';
import { objectAt, readSecrets, textAt } from './user-input.ts';
import { flag, pathUser, saveUser } from './user-lookup.ts';
import { deactivate } from './user-lifecycle.ts';
import { projectUser, renderListedUser, renderUser } from './user-render.ts';

function listUsers(call: Call): Reply {
  if (call.actor.role === 'none') return ok([], { Link: [selfLink(call)] });
  const q = call.query.get('q');
  const limit = limitOf(call.query, { fallback: q === null ? 200 : 10, maximum: 200 });
  const after = decodePlace('users', call.query.get('after'));
  const fields = call.query.get('fields');
  return pageReply(call, {
    kind: 'users',
    limit,
    items: selectUsers(call, after),
    render: (user) => projectUser(renderListed(call, user), fields),
    pageable: q === null,
  });
}

function renderListed(call: Call, user: UserRecord): Record<string, unknown> {
  const rendered = renderListedUser(user, call.baseUrl);
  if (call.query.get('expand') === 'classification') rendered['_embedded'] = { classification: user.classification };
  if (!(call.headers['content-type'] ?? '').includes('omitCredentials')) return rendered;
  const { credentials: _, ...rest } = rendered;
  return rest;
}

function selectUsers(call: Call, after: number): Iterable<Placed<UserRecord>> {
  const [search, filter, q] = ['search', 'filter', 'q'].map((name) => call.query.get(name));
  if (search && filter) throw new OktaError('E0000033');
  if (search) return searchUsers(call, search, after);
  if (filter) return scanUsers(call, after, compileQuery(userFilterRules, filter));
  if (q) return scanUsers(call, after, matchesQ(q));
  return scanUsers(call, after);
}

function searchUsers(call: Call, search: string, after: number): Iterable<Placed<UserRecord>> {
  const matches = compileQuery(userSearchRules, search);
  const sortBy = call.query.get('sortBy');
  if (sortBy === null) return scanUsers(call, after, matches);
  const keyOf = (user: UserRecord): string => sortKeyOf(user, sortBy);
  const descending = call.query.get('sortOrder')?.toLowerCase() === 'desc';
  return afterPlace(sortRecords([...scanUsers(call, -1, matches)], keyOf, descending), after);
}

/** Plain list and q omit DEPROVISIONED; search and filter include it (Okta: listUsers). */
function* scanUsers(call: Call, after: number, matches?: (user: UserRecord) => boolean): Generator<Placed<UserRecord>> {
  for (const placed of call.org.users.scan(after, matches ? 'index' : 'live')) {
    if (matches ? matches(placed.record) : placed.record.status !== 'DEPROVISIONED') yield placed;
  }
}

function matchesQ(q: string): (user: UserRecord) => boolean {
  const wanted = q.toLowerCase();
  return ({ status, profile }) =>
    status !== 'DEPROVISIONED' &&
    [profile['firstName'], profile['lastName'], profile['email']].some((value) =>
      String(value).toLowerCase().startsWith(wanted),
    );
}

function createUser(call: Call): Reply {
  const profile = readNewProfile(call);
  const activate = flag(call, 'activate', true);
  const secrets = readSecrets(call.body, profile, { provider: { type: 'OKTA', name: 'OKTA' } });
  const changeNext = call.query.get('nextLogin') === 'changePassword';
  if (changeNext && secrets.password === undefined) throw new OktaError('E0000124');
  if (changeNext && !activate) throw new OktaError('E0000125');
  const groupIds = readGroupIds(call);
  const user = newUser(call, { profile, secrets, status: firstStatus(activate, secrets.password, changeNext) });
  call.org.putUser(user);
  logChange(call, { eventType: 'user.lifecycle.create', targets: [userParty(user)] });
  if (activate) logChange(call, { eventType: 'user.lifecycle.activate', targets: [userParty(user)] });
  for (const groupId of groupIds) joinGroup(call, groupId, user);
  return ok(renderUser(user, call.baseUrl));
}

function readNewProfile(call: Call): Profile {
  const profile = mergeProfile({}, objectAt(call.body, 'profile') ?? {});
  const fault = faultOfProfile(profile, call.org.schemas.ofType(typeIdIn(call)).custom);
  if (fault) throw fault;
  refuseTakenLogin(call, profile);
  return profile;
}

/** The user type that the request names, else the present one. */
function typeIdIn(call: Call, present = call.org.userTypeId): string {
  const id = textAt(objectAt(call.body, 'type'), 'id') ?? present;
  if (!call.org.schemas.types.has(id)) throw validationFailed('type', `type: There is no user type ${id}`);
  return id;
}

/** The realm that the request names, else the present one; its domains bind login and e-mail address. */
function realmIdIn(call: Call, profile: Profile, present: string): string {
  const id = textAt(call.body, 'realmId') ?? present;
  const fault = call.org.realms.faultOf(id, profile);
  if (fault) throw fault;
  return id;
}

function refuseTakenLogin(call: Call, profile: Profile, self?: UserRecord): void {
  const holder = call.org.userByLogin(String(profile['login']));
  if (!holder || holder.id === self?.id) return;
  throw validationFailed('login', 'login: An object with this field already exists in the current organization');
}

function firstStatus(activate: boolean, password: string | undefined, changeNext: boolean): UserStatus {
  if (!activate) return 'STAGED';
  if (password === undefined) return 'PROVISIONED';
  return changeNext ? 'PASSWORD_EXPIRED' : 'ACTIVE';
}

function newUser(call: Call, given: Pick<UserRecord, 'profile' | 'secrets' | 'status'>): UserRecord {
  const now = call.org.isoNow();
  const live = given.status !== 'STAGED';
  return {
    id: call.org.ids.take('00u'),
    ...given,
    created: now,
    activated: live ? now : null,
    statusChanged: live ? now : null,
    lastLogin: null,
    lastUpdated: now,
    passwordChanged: given.secrets.password === undefined ? null : now,
    type: { id: typeIdIn(call) },
    realmId: realmIdIn(call, given.profile, call.org.realms.defaultId),
    classification: { type: 'STANDARD', lastUpdated: now },
    blocks: [],
  };
}

function readGroupIds(call: Call): string[] {
  const groupIds = call.body['groupIds'] ?? [];
  if (!Array.isArray(groupIds)) throw new OktaError('E0000003');
  if (groupIds.length > 20) throw validationFailed('groupIds', 'groupIds: At most 20 groups can be given');
  for (const id of groupIds) {
    const group = call.org.groups.get(String(id));
    if (!group) throw resourceNotFound(String(id), 'UserGroup');
    if (group.type === 'APP_GROUP') throw new OktaError('E0000006');
  }
  return groupIds.map(String);
}

function joinGroup(call: Call, groupId: string, user: UserRecord): void {
  const group = call.org.groups.get(groupId);
  if (!group || group.type === 'BUILT_IN' || !call.org.memberships.add(groupId, user.id)) return;
  call.org.groups.put({ ...group, lastMembershipUpdated: call.org.isoNow() });
  logChange(call, { eventType: 'group.user_membership.add', targets: [userParty(user), groupParty(group)] });
}

function getUser(call: Call): Reply {
  const user = pathUser(call);
  const rendered = renderUser(user, call.baseUrl);
  const expand = call.query.get('expand')?.split(',') ?? [];
  if (expand.includes('blocks')) rendered['_embedded'] = { blocks: user.blocks };
  return ok(rendered, { Link: [selfLink(call)] });
}

function updateUser(call: Call): Reply {
  const user = pathUser(call);
  const change = objectAt(call.body, 'profile') ?? {};
  return applyUpdate(call, user, mergeProfile(user.profile, change));
}

function replaceUser(call: Call): Reply {
  const user = pathUser(call);
  const profile = objectAt(call.body, 'profile');
  return applyUpdate(call, user, profile ? mergeProfile({}, profile) : user.profile);
}

function applyUpdate(call: Call, user: UserRecord, profile: Profile): Reply {
  if (user.status === 'DEPROVISIONED') throw new OktaError('E0000038');
  const typeId = typeIdIn(call, user.type.id);
  const fault = faultOfProfile(profile, call.org.schemas.ofType(typeId).custom);
  if (fault) throw fault;
  refuseTakenLogin(call, profile, user);
  const secrets = readSecrets(call.body, profile, user.secrets);
  const newPassword = secrets.password !== user.secrets.password;
  if (newPassword && user.status === 'SUSPENDED') throw new OktaError('E0000038');
  const saved = saveUser(call, user, {
    profile,
    secrets,
    type: { id: typeId },
    realmId: realmIdIn(call, profile, user.realmId ?? call.org.realms.defaultId),
    ...(newPassword && { passwordChanged: call.org.isoNow(), status: statusAfterPassword(user.status) }),
  });
  logChange(call, { eventType: 'user.account.update_profile', targets: [userParty(saved)] });
  if (saved.realmId !== user.realmId) logChange(call, { eventType: 'user.realm.update', targets: [userParty(saved)] });
  if (newPassword) logChange(call, { eventType: 'user.account.update_password', targets: [userParty(saved)] });
  return ok(renderUser(saved, call.baseUrl));
}

/** Setting a password ends RECOVERY, PASSWORD_EXPIRED and PROVISIONED (Okta: Users API, set password). */
function statusAfterPassword(status: UserStatus): UserStatus {
  return ['RECOVERY', 'PASSWORD_EXPIRED', 'PROVISIONED'].includes(status) ? 'ACTIVE' : status;
}

/** The first call on a live user only deactivates, the second deletes (Okta: deleteUser). */
function deleteUser(call: Call): Reply {
  const user = pathUser(call);
  if (user.status !== 'DEPROVISIONED') {
    deactivate(call, user);
    return noContent;
  }
  call.org.removeUser(user);
  for (const eventType of ['user.lifecycle.delete.initiated', 'user.lifecycle.delete.completed']) {
    logChange(call, { eventType, targets: [userParty(user)] });
  }
  return noContent;
}

export const userRoutes: Route[] = [
  { method: 'GET', path: '/api/v1/users', handle: listUsers },
  { method: 'POST', path: '/api/v1/users', handle: createUser },
  { method: 'GET', path: '/api/v1/users/{id}', handle: getUser },
  { method: 'POST', path: '/api/v1/users/{id}', handle: updateUser },
  { method: 'PUT', path: '/api/v1/users/{id}', handle: replaceUser },
  { method: 'DELETE', path: '/api/v1/users/{id}', handle: deleteUser },
];
