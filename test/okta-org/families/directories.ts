import { resourceNotFound, validationFailed } from '../okta-error.ts';
import { groupParty, userParty } from '../log/log-parties.ts';
import type { Reply } from '../server/reply.ts';
import { ok } from '../server/reply.ts';
import type { Call, Route } from '../server/route.ts';
import { logChange } from '../server/route.ts';
import type { GroupRecord } from '../state/records.ts';
import { objectAt, textAt } from './user-input.ts';
import { findUser } from './user-lookup.ts';

interface Modification {
  group: GroupRecord;
  adds: boolean;
  userIds: string[];
}

function readModification(call: Call): Modification {
  const appId = call.params['appInstanceId'] ?? '';
  if (!call.org.apps.get(appId)) throw resourceNotFound(appId, 'AppInstance');
  const id = textAt(call.body, 'id') ?? '';
  const group = call.org.groups.get(id);
  if (!group || group.source?.id !== appId) throw resourceNotFound(id, 'UserGroup');
  const parameters = objectAt(call.body, 'parameters') ?? {};
  const action = textAt(parameters, 'action');
  const { values } = parameters;
  if (action !== 'ADD' && action !== 'REMOVE') throw validationFailed('action', 'action: must be ADD or REMOVE');
  if (!textAt(parameters, 'attribute'))
    throw validationFailed('attribute', 'attribute: The field cannot be left blank');
  if (!Array.isArray(values) || values.length === 0) throw validationFailed('values', 'values: must name users');
  return { group, adds: action === 'ADD', userIds: values.map(String) };
}

/** Changes the members of a directory group in the directory itself (Okta: updateGroupMembership, OAuth only). */
function modifyGroup(call: Call): Reply {
  const { group, adds, userIds } = readModification(call);
  const users = userIds.map((id) => findUser(call, id));
  for (const user of users) {
    const changed = adds ? call.org.memberships.add(group.id, user.id) : call.org.memberships.remove(group.id, user.id);
    if (!changed) continue;
    const eventType = `directory.external.group.membership.${adds ? 'add' : 'remove'}`;
    logChange(call, { eventType, targets: [userParty(user), groupParty(group)] });
  }
  call.org.groups.put({ ...group, lastMembershipUpdated: call.org.isoNow() });
  return ok(undefined);
}

export const directoryRoutes: Route[] = [
  { method: 'POST', path: '/api/v1/directories/{appInstanceId}/groups/modify', handle: modifyGroup },
];
