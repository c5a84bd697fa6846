import { OktaError, resourceNotFound, validationFailed } from '../okta-error.ts';
import { userParty } from '../log/log-parties.ts';
import { decodePlace } from '../query/cursors.ts';
import { limitOf, pageReply, selfLink } from '../server/paging.ts';
import type { Reply } from '../server/reply.ts';
import { noContent, ok } from '../server/reply.ts';
import type { Call, Route } from '../server/route.ts';
import { logChange } from '../server/route.ts';
import type { AppUserRecord } from '../state/app-records.ts';
import type { Placed } from '../state/ordered-store.ts';
import type { AppRecord, UserRecord } from '../state/records.ts';
import { assignmentScope, hasByGroup, pathApp, userById } from './app-lookup.ts';
import { faultOfAppProfile } from './app-profile.ts';
import { appUserOf, renderAppUser } from './app-user-render.ts';
import { appParty } from './apps.ts';
import { objectAt, textAt } from './user-input.ts';

/** The user named by the path, who must have the app. */
function pathAppUser(call: Call, app: AppRecord): UserRecord {
  const id = call.params['userId'] ?? '';
  const user = userById(call, id);
  if (!assignmentScope(call.org, app, user.id)) throw resourceNotFound(id, 'AppUser');
  return user;
}

/** `q` is matched against the beginning of user name, first name, last name and e-mail (Okta: listApplicationUsers). */
function startsWith(call: Call, user: UserRecord, app: AppRecord): boolean {
  const q = call.query.get('q')?.toLowerCase();
  if (!q) return true;
  const { profile, userName } = appUserOf(call, app, user);
  const texts = [userName, profile['firstName'], profile['lastName'], profile['email']];
  return texts.some((text) => typeof text === 'string' && text.toLowerCase().startsWith(q));
}

function* selectAppUsers(call: Call, app: AppRecord): Generator<Placed<UserRecord>> {
  for (const placed of call.org.users.scan(decodePlace('appUsers', call.query.get('after')))) {
    const assigned = assignmentScope(call.org, app, placed.record.id) !== undefined;
    if (assigned && startsWith(call, placed.record, app)) yield placed;
  }
}

function listAppUsers(call: Call): Reply {
  const app = pathApp(call);
  return pageReply(call, {
    kind: 'appUsers',
    limit: limitOf(call.query, { fallback: 50, maximum: 500 }),
    items: selectAppUsers(call, app),
    render: (user) => renderAppUser(call, app, user),
  });
}

function getAppUser(call: Call): Reply {
  const app = pathApp(call);
  return ok(renderAppUser(call, app, pathAppUser(call, app)), { Link: [selfLink(call)] });
}

/** Profile and credentials of a request over what is there; both are partial. */
function writeDetails(call: Call, app: AppRecord, user: UserRecord): AppUserRecord {
  const before = appUserOf(call, app, user);
  const credentials = objectAt(call.body, 'credentials') ?? {};
  const password = textAt(objectAt(credentials, 'password'), 'value');
  const now = call.org.isoNow();
  return call.org.appUsers.put(app.id, user.id, {
    ...before,
    lastUpdated: now,
    userName: textAt(credentials, 'userName') ?? before.userName,
    ...(password !== undefined && { password, passwordChanged: now }),
    profile: { ...before.profile, ...objectAt(call.body, 'profile') },
  });
}

/** @throws OktaError E0000001 for a profile that the app's schema does not permit */
function checkProfile(call: Call, app: AppRecord): void {
  const fault = faultOfAppProfile(call.org, app, objectAt(call.body, 'profile') ?? {});
  if (fault) throw fault;
}

function readScope(call: Call, app: AppRecord, user: UserRecord): 'USER' | 'GROUP' {
  const { scope = 'USER' } = call.body;
  if (scope !== 'USER' && scope !== 'GROUP') throw validationFailed('scope', 'scope: must be USER or GROUP');
  if (scope === 'GROUP' && !hasByGroup(call.org, app, user.id)) {
    throw validationFailed('scope', 'scope: The user belongs to none of the groups that have the app');
  }
  return scope;
}

function assignUser(call: Call): Reply {
  const app = pathApp(call);
  const id = textAt(call.body, 'id') ?? '';
  if (id === '') throw validationFailed('id', 'id: The field cannot be left blank');
  const user = userById(call, id);
  const scope = readScope(call, app, user);
  if (assignmentScope(call.org, app, id) === scope) throw new OktaError('E0000062');
  checkProfile(call, app);
  if (scope === 'USER') app.userIds.add(id);
  else app.userIds.delete(id);
  const details = writeDetails(call, app, user);
  const { lastUpdated: created } = details;
  call.org.appUsers.put(app.id, id, { ...details, created, statusChanged: created });
  logChange(call, { eventType: 'application.user_membership.add', targets: [userParty(user), appParty(app)] });
  return ok(renderAppUser(call, app, user));
}

function updateAppUser(call: Call): Reply {
  const app = pathApp(call);
  const user = pathAppUser(call, app);
  checkProfile(call, app);
  writeDetails(call, app, user);
  const changesPassword = objectAt(objectAt(call.body, 'credentials') ?? {}, 'password') !== undefined;
  const eventType = `application.user_membership.${changesPassword ? 'change_password' : 'update'}`;
  logChange(call, { eventType, targets: [userParty(user), appParty(app)] });
  return ok(renderAppUser(call, app, user));
}

/** Who has the app through a group keeps it until the group loses it: E0000046 (from memory). */
function removeAppUser(call: Call): Reply {
  const app = pathApp(call);
  const user = pathAppUser(call, app);
  if (!app.userIds.delete(user.id)) throw new OktaError('E0000046');
  call.org.appUsers.remove(app.id, user.id);
  logChange(call, {
    eventType: 'application.user_membership.remove',
    targets: [userParty(user), appParty(app)],
    debugData: { sendEmail: call.query.get('sendEmail') ?? 'false' },
  });
  return noContent;
}

const BASE = '/api/v1/apps/{appId}/users';

export const appUserRoutes: Route[] = [
  { method: 'GET', path: BASE, handle: listAppUsers },
  { method: 'POST', path: BASE, handle: assignUser },
  { method: 'GET', path: `${BASE}/{userId}`, handle: getAppUser },
  { method: 'POST', path: `${BASE}/{userId}`, handle: updateAppUser },
  { method: 'DELETE', path: `${BASE}/{userId}`, handle: removeAppUser },
];
