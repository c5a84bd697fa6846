import { resourceNotFound, validationFailed } from '../okta-error.ts';
import { groupParty } from '../log/log-parties.ts';
import { decodePlace } from '../query/cursors.ts';
import { limitOf, pageReply, selfLink } from '../server/paging.ts';
import type { Reply } from '../server/reply.ts';
import { noContent, ok } from '../server/reply.ts';
import type { Call, Route } from '../server/route.ts';
import { logChange } from '../server/route.ts';
import type { AppGroupRecord } from '../state/app-records.ts';
import type { Placed } from '../state/ordered-store.ts';
import type { AppRecord, GroupRecord, Profile } from '../state/records.ts';
import { pathApp } from './app-lookup.ts';
import { faultOfAppProfile } from './app-profile.ts';
import { appParty } from './apps.ts';
import { renderGroup } from './group-render.ts';
import { pathGroup } from './groups.ts';
import { objectAt } from './user-input.ts';

const MINIMUM_LIMIT = 20;

function detailsOf(call: Call, app: AppRecord, group: GroupRecord): AppGroupRecord {
  const known = call.org.appGroups.get(app.id, group.id);
  const priority = [...app.groupIds].indexOf(group.id);
  const fresh = { priority: Math.max(priority, 0), profile: {}, lastUpdated: call.org.isoNow() };
  return known ?? call.org.appGroups.put(app.id, group.id, fresh);
}

function renderAppGroup(call: Call, app: AppRecord, group: GroupRecord): Record<string, unknown> {
  const expand = call.query.get('expand');
  const self = `${call.baseUrl}/api/v1/apps/${app.id}/groups/${group.id}`;
  return {
    id: group.id,
    ...detailsOf(call, app, group),
    ...(expand === 'group' && { _embedded: { group: renderGroup(group, call) } }),
    ...(expand === 'metadata' && { _embedded: { metadata: {} } }),
    _links: {
      self: { href: self },
      app: { href: `${call.baseUrl}/api/v1/apps/${app.id}` },
      group: { href: `${call.baseUrl}/api/v1/groups/${group.id}` },
    },
  };
}

function* selectAppGroups(call: Call, app: AppRecord): Generator<Placed<GroupRecord>> {
  const q = call.query.get('q')?.toLowerCase() ?? '';
  for (const placed of call.org.groups.scan(decodePlace('appGroups', call.query.get('after')))) {
    const { id, profile } = placed.record;
    if (app.groupIds.has(id) && String(profile['name']).toLowerCase().startsWith(q)) yield placed;
  }
}

/** The one list with a lower bound of 20 (Okta: listApplicationGroupAssignments). */
function listAppGroups(call: Call): Reply {
  const app = pathApp(call);
  const limit = limitOf(call.query, { fallback: MINIMUM_LIMIT, maximum: 200 });
  if (limit < MINIMUM_LIMIT) throw validationFailed('limit', `limit: Must be between ${MINIMUM_LIMIT} and 200`);
  return pageReply(call, {
    kind: 'appGroups',
    limit,
    items: selectAppGroups(call, app),
    render: (group) => renderAppGroup(call, app, group),
  });
}

function pathAppGroup(call: Call, app: AppRecord): GroupRecord {
  const group = pathGroup(call);
  if (!app.groupIds.has(group.id)) throw resourceNotFound(group.id, 'ApplicationGroupAssignment');
  return group;
}

function getAppGroup(call: Call): Reply {
  const app = pathApp(call);
  return ok(renderAppGroup(call, app, pathAppGroup(call, app)), { Link: [selfLink(call)] });
}

function save(call: Call, app: AppRecord, group: GroupRecord, change: Partial<AppGroupRecord>): Reply {
  const { priority = 0, profile = {} } = change;
  if (!Number.isInteger(priority) || priority < 0 || priority > 100) {
    throw validationFailed('priority', 'priority: Must be between 0 and 100');
  }
  const fault = faultOfAppProfile(call.org, app, profile);
  if (fault) throw fault;
  app.groupIds.add(group.id);
  call.org.appGroups.put(app.id, group.id, { priority, profile, lastUpdated: call.org.isoNow() });
  return ok(renderAppGroup(call, app, group));
}

/** Assigns the group, or replaces priority and profile of an assignment (Okta: assignGroupToApplication). */
function assignGroup(call: Call): Reply {
  const app = pathApp(call);
  const group = pathGroup(call);
  const assigned = app.groupIds.has(group.id);
  const { priority } = call.body;
  const reply = save(call, app, group, {
    priority: typeof priority === 'number' ? priority : app.groupIds.size,
    profile: objectAt(call.body, 'profile') ?? {},
  });
  const eventType = `group.application_assignment.${assigned ? 'update' : 'add'}`;
  logChange(call, { eventType, targets: [groupParty(group), appParty(app)] });
  return reply;
}

/** One JSON-patch operation: only replace and remove, on priority and attributes of the profile (Okta: PatchAction). */
function patched(details: AppGroupRecord, operation: unknown): AppGroupRecord {
  const { op, path = '', value } = Object(operation) as { op?: unknown; path?: string; value?: unknown };
  if (op !== 'replace' && op !== 'remove') throw validationFailed('op', 'op: must be replace or remove');
  const attribute = /^\/profile\/([^/]+)$/.exec(path)?.[1];
  if (path === '/priority' && op === 'replace') return { ...details, priority: value as number };
  if (path === '/profile' && op === 'replace') return { ...details, profile: value as Profile };
  if (attribute === undefined) throw validationFailed('path', `path: ${path} cannot be changed`);
  const { [attribute]: _old, ...others } = details.profile;
  return { ...details, profile: op === 'remove' ? others : { ...others, [attribute]: value } };
}

function patchAppGroup(call: Call): Reply {
  const app = pathApp(call);
  const group = pathAppGroup(call, app);
  const reply = save(call, app, group, call.list.reduce<AppGroupRecord>(patched, detailsOf(call, app, group)));
  logChange(call, { eventType: 'group.application_assignment.update', targets: [groupParty(group), appParty(app)] });
  return reply;
}

function removeAppGroup(call: Call): Reply {
  const app = pathApp(call);
  const group = pathAppGroup(call, app);
  app.groupIds.delete(group.id);
  call.org.appGroups.remove(app.id, group.id);
  logChange(call, { eventType: 'group.application_assignment.remove', targets: [groupParty(group), appParty(app)] });
  return noContent;
}

const BASE = '/api/v1/apps/{appId}/groups';

export const appGroupRoutes: Route[] = [
  { method: 'GET', path: BASE, handle: listAppGroups },
  { method: 'GET', path: `${BASE}/{groupId}`, handle: getAppGroup },
  { method: 'PUT', path: `${BASE}/{groupId}`, handle: assignGroup },
  { method: 'PATCH', path: `${BASE}/{groupId}`, handle: patchAppGroup },
  { method: 'DELETE', path: `${BASE}/{groupId}`, handle: removeAppGroup },
];
