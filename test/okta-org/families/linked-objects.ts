import { resourceNotFound, validationFailed } from '../okta-error.ts';
import { userParty } from '../log/log-parties.ts';
import type { Reply } from '../server/reply.ts';
import { noContent, ok } from '../server/reply.ts';
import type { Call, Route } from '../server/route.ts';
import { logChange } from '../server/route.ts';
import type { LinkedObjectDefinition } from '../state/records.ts';
import { findUser, pathUser } from './user-lookup.ts';

function definitionOf(call: Call, relationship: string): LinkedObjectDefinition {
  const definition = call.org.linkedObjects.find(
    ({ primary, associated }) => primary.name === relationship || associated.name === relationship,
  );
  if (!definition) throw resourceNotFound(relationship, 'LinkedObjectDefinition');
  return definition;
}

function linkKey(definition: LinkedObjectDefinition, associatedId: string): string {
  return `${definition.primary.name}|${associatedId}`;
}

/** By the primary name: that user's primary; by the associated name: all users linked to it. */
function listLinked(call: Call): Reply {
  const user = pathUser(call);
  const relationship = call.params['relationshipName'] ?? '';
  const definition = definitionOf(call, relationship);
  const ids =
    definition.primary.name === relationship
      ? [call.org.linkedPrimaries.get(linkKey(definition, user.id)) ?? []].flat()
      : associatedIds(call, definition, user.id);
  return ok(ids.map((id) => ({ _links: { self: { href: `${call.baseUrl}/api/v1/users/${id}` } } })));
}

function associatedIds(call: Call, definition: LinkedObjectDefinition, primaryId: string): string[] {
  const prefix = `${definition.primary.name}|`;
  return [...call.org.linkedPrimaries]
    .filter(([key, id]) => id === primaryId && key.startsWith(prefix))
    .map(([key]) => key.slice(prefix.length));
}

function setPrimary(call: Call): Reply {
  const associated = pathUser(call);
  const relationship = call.params['primaryRelationshipName'] ?? '';
  const definition = definitionOf(call, relationship);
  if (definition.primary.name !== relationship) {
    throw validationFailed('primaryRelationshipName', `${relationship} is not a primary relationship`);
  }
  const primary = findUser(call, call.params['primaryUserId'] ?? '');
  if (primary.id === associated.id) throw validationFailed('primaryUserId', 'A user cannot be linked to itself');
  call.org.linkedPrimaries.set(linkKey(definition, associated.id), primary.id);
  logChange(call, {
    eventType: 'directory.linked_object.create',
    targets: [userParty(primary), userParty(associated)],
  });
  return noContent;
}

function removeLinked(call: Call): Reply {
  const user = pathUser(call);
  const relationship = call.params['relationshipName'] ?? '';
  const definition = definitionOf(call, relationship);
  if (definition.primary.name === relationship) call.org.linkedPrimaries.delete(linkKey(definition, user.id));
  else {
    for (const id of associatedIds(call, definition, user.id)) call.org.linkedPrimaries.delete(linkKey(definition, id));
  }
  logChange(call, { eventType: 'directory.linked_object.delete', targets: [userParty(user)] });
  return noContent;
}

function listDefinitions(call: Call): Reply {
  return ok(call.org.linkedObjects);
}

const BASE = '/api/v1/users/{userIdOrLogin}/linkedObjects';

export const linkedObjectRoutes: Route[] = [
  { method: 'GET', path: `${BASE}/{relationshipName}`, handle: listLinked },
  { method: 'PUT', path: `${BASE}/{primaryRelationshipName}/{primaryUserId}`, handle: setPrimary },
  { method: 'DELETE', path: `${BASE}/{relationshipName}`, handle: removeLinked },
  { method: 'GET', path: '/api/v1/meta/schemas/user/linkedObjects', handle: listDefinitions },
];
