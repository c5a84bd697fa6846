import { OktaError, resourceNotFound, validationFailed } from '../okta-error.ts';
import { decodePlace } from '../query/cursors.ts';
import { compileQuery, groupFilterRules, groupSearchRules } from '../query/query-rules.ts';
import { sortKeyOf } from '../query/scim-evaluate.ts';
import { groupParty } from '../log/log-parties.ts';
import { afterPlace, limitOf, pageReply, selfLink, sortRecords } from '../server/paging.ts';
import type { Reply } from '../server/reply.ts';
import { noContent, ok } from '../server/reply.ts';
import type { Call, Route } from '../server/route.ts';
import { logChange } from '../server/route.ts';
import type { Placed } from '../state/ordered-store.ts';
import { invalidateRules } from '../state/group-rules.ts';
import { hasFourByteCharacters } from '../state/profile-validation.ts';
import type { GroupRecord, Profile } from '../state/records.ts';
import { renderGroup } from './group-render.ts';
import { objectAt } from './user-input.ts';

/**
 * The group named by the path.
 * @throws OktaError E0000007
 */
export function pathGroup(call: Call): GroupRecord {
  const id = call.params['groupId'] ?? '';
  const group = call.org.groups.get(id);
  if (!group) throw resourceNotFound(id, 'UserGroup');
  return group;
}

/**
 * Okta lets nobody change built-in groups and app groups through this API: E0000060 "Unsupported operation." and
 * E0000006 (okta/terraform-provider-okta issues 903 and 118).
 */
export function refuseForeignGroup(group: GroupRecord): void {
  if (group.type === 'BUILT_IN') throw new OktaError('E0000060');
  if (group.type === 'APP_GROUP') throw new OktaError('E0000006');
}

function listGroups(call: Call): Reply {
  const q = call.query.get('q');
  const expand = call.query.get('expand')?.split(',') ?? [];
  return pageReply(call, {
    kind: 'groups',
    limit: limitOf(call.query, { fallback: q === null ? 200 : 300, maximum: 10_000 }),
    items: selectGroups(call, decodePlace('groups', call.query.get('after'))),
    render: (group) => renderGroup(group, { org: call.org, baseUrl: call.baseUrl, expand }),
    pageable: q === null,
  });
}

function selectGroups(call: Call, after: number): Iterable<Placed<GroupRecord>> {
  const [search, filter, q] = ['search', 'filter', 'q'].map((name) => call.query.get(name));
  if (search && filter) throw new OktaError('E0000033');
  if (search) return searchGroups(call, search, after);
  if (filter) return scanGroups(call, after, compileQuery(groupFilterRules, filter));
  const prefix = q?.toLowerCase();
  if (prefix) return scanGroups(call, after, (group) => nameOf(group).toLowerCase().startsWith(prefix));
  return call.org.groups.scan(after);
}

function nameOf(group: GroupRecord): string {
  return String(group.profile['name']);
}

function searchGroups(call: Call, search: string, after: number): Iterable<Placed<GroupRecord>> {
  const matches = compileQuery(groupSearchRules, search);
  const sortBy = call.query.get('sortBy');
  if (sortBy === null) return scanGroups(call, after, matches);
  const keyOf = (group: GroupRecord): string => sortKeyOf(group, sortBy);
  const descending = call.query.get('sortOrder')?.toLowerCase() === 'desc';
  return afterPlace(sortRecords([...scanGroups(call, -1, matches)], keyOf, descending), after);
}

function* scanGroups(
  call: Call,
  after: number,
  matches: (group: GroupRecord) => boolean,
): Generator<Placed<GroupRecord>> {
  for (const placed of call.org.groups.scan(after, 'index')) {
    if (matches(placed.record)) yield placed;
  }
}

function readProfile(call: Call, self?: GroupRecord): Profile {
  const profile = objectAt(call.body, 'profile') ?? {};
  const { name } = profile;
  if (typeof name !== 'string' || name === '') throw validationFailed('name', 'name: The field cannot be left blank');
  if (hasFourByteCharacters(JSON.stringify(profile))) {
    throw validationFailed('profile', 'Characters encoded with more than three bytes are not supported');
  }
  if (name.length > 255) throw validationFailed('name', 'name: String is too long, maximum allowed: 255');
  for (const { record } of call.org.groups.scan()) {
    if (record.id === self?.id || nameOf(record) !== name || record.type === 'APP_GROUP') continue;
    throw validationFailed('name', 'name: An object with this field already exists in the current organization');
  }
  return { ...profile, name, description: profile['description'] ?? null };
}

function createGroup(call: Call): Reply {
  const now = call.org.isoNow();
  const profile = readProfile(call);
  const group: GroupRecord = {
    id: call.org.ids.take('00g'),
    created: now,
    lastUpdated: now,
    lastMembershipUpdated: now,
    objectClass: ['okta:user_group'],
    type: 'OKTA_GROUP',
    profile,
    owners: [],
  };
  call.org.groups.put(group);
  logChange(call, { eventType: 'group.lifecycle.create', targets: [groupParty(group)] });
  return ok(renderGroup(group, call));
}

function getGroup(call: Call): Reply {
  return ok(renderGroup(pathGroup(call), call), { Link: [selfLink(call)] });
}

function replaceGroup(call: Call): Reply {
  const group = pathGroup(call);
  refuseForeignGroup(group);
  const saved = { ...group, profile: readProfile(call, group), lastUpdated: call.org.isoNow() };
  call.org.groups.put(saved);
  logChange(call, { eventType: 'group.profile.update', targets: [groupParty(saved)] });
  return ok(renderGroup(saved, call));
}

/** A group stays while a push mapping uses it (Okta: deleteGroup); the code is from memory. */
function refusePushedGroup(call: Call, { id }: GroupRecord): void {
  const mappings = [...call.org.pushMappings.scan()].map(({ record }) => record);
  if (mappings.some(({ sourceGroupId, targetGroupId }) => [sourceGroupId, targetGroupId].includes(id))) {
    throw new OktaError('E0000187', { summary: 'The group is used by a group push mapping.' });
  }
}

function deleteGroup(call: Call): Reply {
  const group = pathGroup(call);
  if (group.type === 'BUILT_IN') throw new OktaError('E0000060');
  refusePushedGroup(call, group);
  call.org.memberships.removeGroup(group.id);
  for (const app of call.org.apps.scan()) app.record.groupIds.delete(group.id);
  invalidateRules(call.org, group.id);
  call.org.groups.remove(group.id);
  logChange(call, { eventType: 'group.lifecycle.delete', targets: [groupParty(group)] });
  return noContent;
}

export const groupRoutes: Route[] = [
  { method: 'GET', path: '/api/v1/groups', handle: listGroups },
  { method: 'POST', path: '/api/v1/groups', handle: createGroup },
  { method: 'GET', path: '/api/v1/groups/{groupId}', handle: getGroup },
  { method: 'PUT', path: '/api/v1/groups/{groupId}', handle: replaceGroup },
  { method: 'DELETE', path: '/api/v1/groups/{groupId}', handle: deleteGroup },
];
