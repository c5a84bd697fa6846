import { resourceNotFound } from '../okta-error.ts';
import type { Call } from '../server/route.ts';
import type { OrgState } from '../state/org-state.ts';
import type { AppRecord, UserRecord } from '../state/records.ts';

/**
 * The app named by the path.
 * @throws OktaError E0000007
 */
export function pathApp(call: Call): AppRecord {
  const id = call.params['appId'] ?? '';
  const app = call.org.apps.get(id);
  if (!app) throw resourceNotFound(id, 'AppInstance');
  return app;
}

/**
 * Apps name the user by id; a login is documented for user routes only (Okta: getApplicationUser).
 * @throws OktaError E0000007
 */
export function userById(call: Call, id: string): UserRecord {
  const user = call.org.users.get(id);
  if (!user) throw resourceNotFound(id, 'User');
  return user;
}

/** How a user comes to an app: directly, through a group, or not at all. */
export function assignmentScope(org: OrgState, app: AppRecord, userId: string): 'USER' | 'GROUP' | undefined {
  if (app.userIds.has(userId)) return 'USER';
  return hasByGroup(org, app, userId) ? 'GROUP' : undefined;
}

/** Whether one of the app's groups has the user. */
export function hasByGroup(org: OrgState, app: AppRecord, userId: string): boolean {
  const inEveryone = app.groupIds.has(org.everyoneGroupId) && org.users.get(userId)?.status !== 'DEPROVISIONED';
  return inEveryone || [...app.groupIds].some((groupId) => org.memberships.has(groupId, userId));
}
