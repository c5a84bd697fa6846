import type { OrgState } from '../state/org-state.ts';
import type { AppRecord, GroupRecord } from '../state/records.ts';

function statsOf(org: OrgState, group: GroupRecord, baseUrl: string): Record<string, unknown> {
  const usersCount = group.type === 'BUILT_IN' ? org.users.size : org.memberships.count(group.id);
  const appsCount = [...org.apps.scan()].filter(({ record }) => record.groupIds.has(group.id)).length;
  return {
    usersCount,
    appsCount,
    groupPushMappingsCount: [...org.pushMappings.scan()].filter(({ record }) => record.sourceGroupId === group.id)
      .length,
    hasAdminPrivilege: false,
    _links: { self: { href: `${baseUrl}/api/v1/groups/${group.id}/stats` } },
  };
}

function embeddedApp(app: AppRecord | undefined): Record<string, unknown> | null {
  return app ? { id: app.id, name: app.name, label: app.label, signOnMode: app.signOnMode } : null;
}

/** A group as Okta returns it; `expand` holds stats and app. */
export function renderGroup(
  group: GroupRecord,
  context: { org: OrgState; baseUrl: string; expand?: string[] },
): Record<string, unknown> {
  const { org, baseUrl, expand = [] } = context;
  const self = `${baseUrl}/api/v1/groups/${group.id}`;
  const { owners: _owners, source, ...visible } = group;
  const embedded = {
    ...(expand.includes('stats') && { stats: statsOf(org, group, baseUrl) }),
    ...(expand.includes('app') && source && { app: embeddedApp(org.apps.get(source.id)) }),
  };
  return {
    ...visible,
    ...(source && { source }),
    ...(Object.keys(embedded).length > 0 && { _embedded: embedded }),
    _links: {
      logo: [{ name: 'medium', href: `${baseUrl}/img/logos/groups/okta-medium.png`, type: 'image/png' }],
      ...(source && { source: { href: `${baseUrl}/api/v1/apps/${source.id}` } }),
      users: { href: `${self}/users` },
      apps: { href: `${self}/apps` },
    },
  };
}
