import { OktaError, resourceNotFound, validationFailed } from '../okta-error.ts';
import { decodePlace } from '../query/cursors.ts';
import { limitOf, pageReply, selfLink } from '../server/paging.ts';
import type { Reply } from '../server/reply.ts';
import { noContent, ok } from '../server/reply.ts';
import type { Call, Route } from '../server/route.ts';
import type { PushMappingRecord } from '../state/app-records.ts';
import type { Placed } from '../state/ordered-store.ts';
import type { AppRecord, GroupRecord } from '../state/records.ts';
import { seedGroup } from '../state/seed.ts';
import { pathApp } from './app-lookup.ts';
import { objectAt, textAt, missingParameter } from './user-input.ts';

/** E0000027 is Okta's "Group push exception"; which refusals carry it is from memory. */
function refusePush(cause: string): OktaError {
  return new OktaError('E0000027', { summary: cause, causes: [cause] });
}

/** Apps that push groups are active and have the feature. */
function pushingApp(call: Call): AppRecord {
  const app = pathApp(call);
  if (app.status !== 'ACTIVE') throw refusePush('Group push needs an active app.');
  if (!app.features.includes('GROUP_PUSH')) throw refusePush('The app does not support group push.');
  return app;
}

function pathMapping(call: Call): PushMappingRecord {
  const id = call.params['mappingId'] ?? '';
  const mapping = call.org.pushMappings.get(id);
  if (!mapping || mapping.appId !== pushingApp(call).id) throw resourceNotFound(id, 'GroupPushMapping');
  return mapping;
}

function renderMapping(call: Call, mapping: PushMappingRecord): Record<string, unknown> {
  const { appId, ...visible } = mapping;
  const group = (id: string) => ({ href: `${call.baseUrl}/api/v1/groups/${id}` });
  return {
    ...visible,
    _links: {
      app: { href: `${call.baseUrl}/api/v1/apps/${appId}` },
      sourceGroup: group(mapping.sourceGroupId),
      targetGroup: group(mapping.targetGroupId),
    },
  };
}

function* selectMappings(call: Call, app: AppRecord): Generator<Placed<PushMappingRecord>> {
  const [status, sourceGroupId, since] = ['status', 'sourceGroupId', 'lastUpdated'].map((name) => call.query.get(name));
  if (since && Number.isNaN(Date.parse(since))) throw new OktaError('E0000030');
  for (const placed of call.org.pushMappings.scan(decodePlace('mappings', call.query.get('after')))) {
    const { record } = placed;
    if (record.appId !== app.id || (status && record.status !== status)) continue;
    if (sourceGroupId && record.sourceGroupId !== sourceGroupId) continue;
    if (!since || Date.parse(record.lastUpdated) >= Date.parse(since)) yield placed;
  }
}

function listMappings(call: Call): Reply {
  const app = pushingApp(call);
  return pageReply(call, {
    kind: 'mappings',
    limit: limitOf(call.query, { fallback: 100, maximum: 1000 }),
    items: selectMappings(call, app),
    render: (mapping) => renderMapping(call, mapping),
  });
}

function readStatus(call: Call): 'ACTIVE' | 'INACTIVE' {
  const { status = 'ACTIVE' } = call.body;
  if (status === 'ACTIVE' || status === 'INACTIVE') return status;
  throw validationFailed('status', 'status: must be ACTIVE or INACTIVE');
}

function readSource(call: Call, app: AppRecord): GroupRecord {
  const id = textAt(call.body, 'sourceGroupId') ?? '';
  const group = call.org.groups.get(id);
  if (!group) throw resourceNotFound(id, 'UserGroup');
  if (group.type !== 'OKTA_GROUP') throw refusePush('Only groups of Okta can be pushed.');
  for (const { record } of call.org.pushMappings.scan()) {
    if (record.appId === app.id && record.sourceGroupId === id) throw refusePush('The group is pushed already.');
  }
  return group;
}

/** Either links to a group of the app, or makes one (Okta: createGroupPushMapping). */
function readTarget(call: Call, app: AppRecord): GroupRecord {
  const [id, name] = [textAt(call.body, 'targetGroupId'), textAt(call.body, 'targetGroupName')];
  if ((id === undefined) === (name === undefined)) {
    throw validationFailed('targetGroupId', 'Either targetGroupId or targetGroupName must be provided, but not both');
  }
  const ofApp = [...call.org.groups.scan()].map(({ record }) => record).filter(({ source }) => source?.id === app.id);
  const known = ofApp.find((group) => group.id === id || group.profile['name'] === name);
  if (known) return known;
  if (id !== undefined) throw resourceNotFound(id, 'UserGroup');
  return seedGroup(call.org, name ?? '', 'APP_GROUP', app.id);
}

/** Makes the members of the target those of the source. */
function push(call: Call, mapping: PushMappingRecord): void {
  const { memberships } = call.org;
  for (const { userId } of memberships.scan(mapping.targetGroupId, -1)) {
    if (!memberships.has(mapping.sourceGroupId, userId)) memberships.remove(mapping.targetGroupId, userId);
  }
  for (const { userId } of memberships.scan(mapping.sourceGroupId, -1)) memberships.add(mapping.targetGroupId, userId);
}

function save(call: Call, mapping: PushMappingRecord): PushMappingRecord {
  const now = call.org.isoNow();
  const active = mapping.status === 'ACTIVE';
  const saved = { ...mapping, lastUpdated: now, ...(active && { lastPush: now }) };
  if (active) push(call, saved);
  call.org.pushMappings.put(saved);
  return saved;
}

function createMapping(call: Call): Reply {
  const app = pushingApp(call);
  const status = readStatus(call);
  const source = readSource(call, app);
  const target = readTarget(call, app);
  const appConfig = objectAt(call.body, 'appConfig');
  const now = call.org.isoNow();
  const mapping = save(call, {
    id: call.org.ids.take('gPm'),
    appId: app.id,
    sourceGroupId: source.id,
    targetGroupId: target.id,
    status,
    created: now,
    lastUpdated: now,
    lastPush: null,
    errorSummary: null,
    ...(appConfig && { appConfig }),
  });
  return { status: 201, body: renderMapping(call, mapping) };
}

function updateMapping(call: Call): Reply {
  const mapping = pathMapping(call);
  if (call.body['status'] === undefined) throw validationFailed('status', 'status: The field cannot be left blank');
  return ok(renderMapping(call, save(call, { ...mapping, status: readStatus(call) })));
}

function deleteMapping(call: Call): Reply {
  const mapping = pathMapping(call);
  const deletesTarget = call.query.get('deleteTargetGroup');
  if (deletesTarget === null) throw missingParameter('deleteTargetGroup');
  if (mapping.status === 'ACTIVE') throw refusePush('An active mapping cannot be deleted.');
  call.org.pushMappings.remove(mapping.id);
  if (deletesTarget === 'true') {
    call.org.memberships.removeGroup(mapping.targetGroupId);
    call.org.groups.remove(mapping.targetGroupId);
  }
  return noContent;
}

const BASE = '/api/v1/apps/{appId}/group-push/mappings';

export const groupPushRoutes: Route[] = [
  { method: 'GET', path: BASE, handle: listMappings },
  { method: 'POST', path: BASE, handle: createMapping },
  {
    method: 'GET',
    path: `${BASE}/{mappingId}`,
    handle: (call) => ok(renderMapping(call, pathMapping(call)), { Link: [selfLink(call)] }),
  },
  { method: 'PATCH', path: `${BASE}/{mappingId}`, handle: updateMapping },
  { method: 'DELETE', path: `${BASE}/{mappingId}`, handle: deleteMapping },
];
