import type { EventHookRecord } from '../state/event-hooks.ts';
import type { GroupRecord, UserRecord } from '../state/records.ts';
import type { LogParty } from './log-event.ts';

/** A user as actor or target. */
export function userParty(user: UserRecord): LogParty {
  const { firstName, lastName, login } = user.profile;
  return {
    id: user.id,
    type: 'User',
    alternateId: String(login),
    displayName: `${String(firstName)} ${String(lastName)}`,
    detailEntry: null,
  };
}

/** A group as target. */
export function groupParty(group: GroupRecord): LogParty {
  return {
    id: group.id,
    type: 'UserGroup',
    alternateId: 'unknown',
    displayName: String(group.profile['name']),
    detailEntry: null,
  };
}

/** A service app as actor: Okta names the client when no user stands behind the token. */
export function clientParty(clientId: string): LogParty {
  return { id: clientId, type: 'PublicClientApp', alternateId: clientId, displayName: clientId, detailEntry: null };
}

/** An event hook as target. */
export function hookParty({ id, name }: Pick<EventHookRecord, 'id' | 'name'>): LogParty {
  return { id, type: 'EventHook', alternateId: name, displayName: name, detailEntry: null };
}

/** Okta itself as actor. */
export const SYSTEM_PARTY: LogParty = {
  id: 'okta_system',
  type: 'SystemPrincipal',
  alternateId: 'system@okta.com',
  displayName: 'Okta System',
  detailEntry: null,
};
