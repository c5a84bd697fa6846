import { resourceNotFound } from '../okta-error.ts';
import { decodePlace } from '../query/cursors.ts';
import { appFilterRules, compileQuery } from '../query/query-rules.ts';
import { limitOf, pageReply, selfLink } from '../server/paging.ts';
import type { Reply } from '../server/reply.ts';
import { ok } from '../server/reply.ts';
import type { Call, Route } from '../server/route.ts';
import type { Placed } from '../state/ordered-store.ts';
import type { AppRecord } from '../state/records.ts';
import { renderApp } from './app-render.ts';

/** Filter on user.id means everyone who has the app, directly or through a group. */
function filterable(call: Call, app: AppRecord): Record<string, unknown> {
  const users = [...app.userIds];
  for (const groupId of app.groupIds) {
    for (const { userId } of call.org.memberships.scan(groupId, -1)) users.push(userId);
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

function listApps(call: Call): Reply {
  const expandedUser = /^user\/(.+)$/.exec(call.query.get('expand') ?? '')?.[1];
  return pageReply(call, {
    kind: 'apps',
    limit: limitOf(call.query, { fallback: 20, maximum: 200 }),
    items: [...selectApps(call, decodePlace('apps', call.query.get('after')))],
    render: (app) => {
      const rendered = renderApp(app, call.baseUrl);
      if (expandedUser !== undefined) rendered['_embedded'] = { user: { id: expandedUser, status: 'ACTIVE' } };
      return rendered;
    },
  });
}

function getApp(call: Call): Reply {
  const id = call.params['appId'] ?? '';
  const app = call.org.apps.get(id);
  if (!app) throw resourceNotFound(id, 'AppInstance');
  return ok(renderApp(app, call.baseUrl), { Link: [selfLink(call)] });
}

export const appRoutes: Route[] = [
  { method: 'GET', path: '/api/v1/apps', handle: listApps },
  { method: 'GET', path: '/api/v1/apps/{appId}', handle: getApp },
];
