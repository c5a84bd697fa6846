import { OktaError } from '../okta-error.ts';
import type { LogParty } from '../log/log-event.ts';
import { decodePlace } from '../query/cursors.ts';
import { appFilterRules, compileQuery } from '../query/query-rules.ts';
import { limitOf, pageReply, selfLink } from '../server/paging.ts';
import type { Reply } from '../server/reply.ts';
import { noContent, ok } from '../server/reply.ts';
import type { Call, Route } from '../server/route.ts';
import { logChange } from '../server/route.ts';
import type { Placed } from '../state/ordered-store.ts';
import type { AppRecord } from '../state/records.ts';
import { readApp, withClient } from './app-input.ts';
import { pathApp } from './app-lookup.ts';
import { renderApp } from './app-render.ts';
import { renderAppUser } from './app-user-render.ts';
import { flag } from './user-lookup.ts';

/** An app as target of an event. */
export function appParty(app: AppRecord): LogParty {
  return { id: app.id, type: 'AppInstance', alternateId: app.label, displayName: app.label, detailEntry: null };
}

/** Filter on user.id means everyone who has the app, directly or through a group. */
function filterable(call: Call, app: AppRecord): Record<string, unknown> {
  const users = [...app.userIds];
  for (const groupId of app.groupIds) {
    const members =
      groupId === call.org.everyoneGroupId ? [...call.org.users.scan()].map(({ record }) => record.id) : [];
    for (const { userId } of call.org.memberships.scan(groupId, -1)) members.push(userId);
    users.push(...members);
  }
  return { ...renderApp(app, ''), user: users.map((id) => ({ id })), group: [...app.groupIds].map((id) => ({ id })) };
}

function* selectApps(call: Call, after: number): Generator<Placed<AppRecord>> {
  const filter = call.query.get('filter');
  const matches = filter ? compileQuery(appFilterRules, filter) : undefined;
  const prefix = call.query.get('q')?.toLowerCase();
  for (const placed of call.org.apps.scan(after)) {
    const { name, label } = placed.record;
    if (prefix && ![name, label].some((text) => text.toLowerCase().startsWith(prefix))) continue;
    if (!matches || matches(filterable(call, placed.record))) yield placed;
  }
}

function renderExpanded(call: Call, app: AppRecord): Record<string, unknown> {
  const rendered = renderApp(app, call.baseUrl);
  const userId = /^user\/(.+)$/.exec(call.query.get('expand') ?? '')?.[1] ?? '';
  const user = call.org.users.get(userId);
  return user ? { ...rendered, _embedded: { user: renderAppUser(call, app, user) } } : rendered;
}

function listApps(call: Call): Reply {
  return pageReply(call, {
    kind: 'apps',
    limit: limitOf(call.query, { fallback: 20, maximum: 200 }),
    items: [...selectApps(call, decodePlace('apps', call.query.get('after')))],
    render: (app) => renderExpanded(call, app),
  });
}

function getApp(call: Call): Reply {
  return ok(renderExpanded(call, pathApp(call)), { Link: [selfLink(call)] });
}

function createApp(call: Call): Reply {
  const now = call.org.isoNow();
  const id = call.org.ids.take('0oa');
  const { given = {}, ...read } = readApp(call);
  const app: AppRecord = {
    id,
    ...read,
    status: flag(call, 'activate', true) ? 'ACTIVE' : 'INACTIVE',
    created: now,
    lastUpdated: now,
    features: [],
    given: read.signOnMode === 'OPENID_CONNECT' ? withClient(id, given) : given,
    userIds: new Set(),
    groupIds: new Set(),
  };
  call.org.apps.put(app);
  logChange(call, { eventType: 'application.lifecycle.create', targets: [appParty(app)] });
  return ok(renderApp(app, call.baseUrl));
}

/** What the request leaves out is gone (Okta: replaceApplication). */
function replaceApp(call: Call): Reply {
  const app = pathApp(call);
  const { given = {}, ...read } = readApp(call, app);
  const oauth = read.signOnMode === 'OPENID_CONNECT';
  const saved: AppRecord = {
    ...app,
    ...read,
    given: oauth ? withClient(app.id, given, app.given) : given,
    lastUpdated: call.org.isoNow(),
  };
  call.org.apps.put(saved);
  logChange(call, { eventType: 'application.lifecycle.update', targets: [appParty(saved)] });
  return ok(renderApp(saved, call.baseUrl));
}

function deleteApp(call: Call): Reply {
  const app = pathApp(call);
  if (app.status === 'ACTIVE') throw new OktaError('E0000056');
  call.org.apps.remove(app.id);
  call.org.appUsers.removeApp(app.id);
  call.org.appGroups.removeApp(app.id);
  for (const { record } of call.org.pushMappings.scan()) {
    if (record.appId === app.id) call.org.pushMappings.remove(record.id);
  }
  logChange(call, { eventType: 'application.lifecycle.delete', targets: [appParty(app)] });
  return noContent;
}

function setStatus(status: AppRecord['status']): (call: Call) => Reply {
  return (call) => {
    const app = pathApp(call);
    if (app.status !== status) {
      const saved = { ...app, status, lastUpdated: call.org.isoNow() };
      call.org.apps.put(saved);
      const eventType = `application.lifecycle.${status === 'ACTIVE' ? 'activate' : 'deactivate'}`;
      logChange(call, { eventType, targets: [appParty(saved)] });
    }
    return ok({});
  };
}

const BASE = '/api/v1/apps';

export const appRoutes: Route[] = [
  { method: 'GET', path: BASE, handle: listApps },
  { method: 'POST', path: BASE, handle: createApp },
  { method: 'GET', path: `${BASE}/{appId}`, handle: getApp },
  { method: 'PUT', path: `${BASE}/{appId}`, handle: replaceApp },
  { method: 'DELETE', path: `${BASE}/{appId}`, handle: deleteApp },
  { method: 'POST', path: `${BASE}/{appId}/lifecycle/activate`, handle: setStatus('ACTIVE') },
  { method: 'POST', path: `${BASE}/{appId}/lifecycle/deactivate`, handle: setStatus('INACTIVE') },
];
