import type { Call } from '../server/route.ts';
import type { AppUserRecord } from '../state/app-records.ts';
import type { AppRecord, UserRecord } from '../state/records.ts';
import { assignmentScope } from './app-lookup.ts';
import { mappedProfile } from './app-profile.ts';
import { renderUser } from './user-render.ts';

/** What the app knows of a user, as its mappings make it; who was never assigned by a request has it from the start. */
export function appUserOf(call: Call, app: AppRecord, user: UserRecord): AppUserRecord {
  const known = call.org.appUsers.get(app.id, user.id);
  if (known) return known;
  const { created } = app;
  return call.org.appUsers.put(app.id, user.id, {
    created,
    lastUpdated: created,
    statusChanged: created,
    passwordChanged: null,
    userName: String(user.profile['login']),
    profile: mappedProfile(call.org, app, user),
  });
}

/** An app user as Okta returns it; apps that provision know the user by a name of their own. */
export function renderAppUser(call: Call, app: AppRecord, user: UserRecord): Record<string, unknown> {
  const { password, userName, profile, ...times } = appUserOf(call, app, user);
  const provisions = app.features.includes('PUSH_NEW_USERS');
  return {
    id: user.id,
    externalId: provisions ? `ext-${user.id}` : null,
    ...times,
    scope: assignmentScope(call.org, app, user.id),
    status: provisions ? 'PROVISIONED' : 'ACTIVE',
    syncState: provisions ? 'SYNCHRONIZED' : 'DISABLED',
    lastSync: provisions ? times.lastUpdated : null,
    credentials: { userName, ...(password !== undefined && { password: {} }) },
    profile,
    ...(call.query.get('expand') === 'user' && { _embedded: { user: renderUser(user, call.baseUrl) } }),
    _links: {
      app: { href: `${call.baseUrl}/api/v1/apps/${app.id}` },
      user: { href: `${call.baseUrl}/api/v1/users/${user.id}` },
    },
  };
}
