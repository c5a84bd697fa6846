import { resourceNotFound, validationFailed } from '../okta-error.ts';
import type { Reply } from '../server/reply.ts';
import { noContent, ok } from '../server/reply.ts';
import type { Call, Route } from '../server/route.ts';
import type { ImportSession } from '../state/identity-sources.ts';
import { importSession } from './identity-source-import.ts';
import { objectAt, textAt } from './user-input.ts';

/** https://help.okta.com/wf/en-us/content/topics/workflows/connector-reference/okta/actions/bulkuserimport.htm */
const LIMITS = { profiles: 200, uploads: 50 };

/** An identity source is an app of that kind. */
function pathSource(call: Call): string {
  const id = call.params['identitySourceId'] ?? '';
  if (!call.org.apps.get(id)?.name.startsWith('custom_identity_source')) throw resourceNotFound(id, 'IdentitySource');
  return id;
}

function pathSession(call: Call): ImportSession {
  const id = call.params['sessionId'] ?? '';
  const session = call.org.identitySources.get(pathSource(call), id);
  if (!session) throw resourceNotFound(id, 'IdentitySourceSession');
  return session;
}

function renderSession({ id, identitySourceId, status, created, lastUpdated }: ImportSession): Record<string, unknown> {
  return { id, identitySourceId, status, importType: 'INCREMENTAL', created, lastUpdated };
}

/** What was triggered is done by the time that somebody looks again. */
function finished(call: Call, session: ImportSession): ImportSession {
  if (session.status === 'TRIGGERED') move(call, session, 'COMPLETED');
  return session;
}

function move(call: Call, session: ImportSession, status: ImportSession['status']): void {
  Object.assign(session, { status, lastUpdated: call.org.isoNow() });
}

function listSessions(call: Call): Reply {
  const sessions = call.org.identitySources.of(pathSource(call));
  return ok(sessions.map((session) => renderSession(finished(call, session))));
}

function createSession(call: Call): Reply {
  const identitySourceId = pathSource(call);
  const active = call.org.identitySources.active(identitySourceId);
  if (active) {
    throw validationFailed('identitySourceId', `The identity source has an active session already: ${active.id}`);
  }
  const created = call.org.isoNow();
  const session: ImportSession = {
    id: call.org.ids.take('uij'),
    identitySourceId,
    status: 'CREATED',
    created,
    lastUpdated: created,
    upserts: [],
    deletions: [],
    uploads: 0,
  };
  call.org.identitySources.put(session);
  return ok(renderSession(session));
}

function uploaded(call: Call, session: ImportSession): Record<string, unknown>[] {
  const { entityType, profiles } = call.body;
  if (session.status !== 'CREATED' && session.status !== 'IN_PROGRESS') {
    throw validationFailed('sessionId', `Session=${session.id} takes no data in status ${session.status}`);
  }
  if (entityType !== 'USERS') throw validationFailed('entityType', 'entityType: must be USERS');
  if (!Array.isArray(profiles) || profiles.length === 0 || profiles.length > LIMITS.profiles) {
    throw validationFailed('profiles', `profiles: Must be between 1 and ${LIMITS.profiles}`);
  }
  if (session.uploads >= LIMITS.uploads) throw validationFailed('sessionId', 'The session has had all its uploads');
  session.uploads += 1;
  return profiles as Record<string, unknown>[];
}

function externalIdOf(profile: Record<string, unknown>): string {
  const externalId = textAt(profile, 'externalId') ?? '';
  if (externalId === '') throw validationFailed('externalId', 'externalId: The field cannot be left blank');
  return externalId;
}

function notText(profile: Record<string, unknown>): string | undefined {
  return Object.keys(profile).find((name) => profile[name] !== null && typeof profile[name] !== 'string');
}

function bulkUpsert(call: Call): Reply {
  const session = pathSession(call);
  const users = uploaded(call, session).map((given) => {
    const profile = objectAt(given, 'profile') ?? {};
    const wrong = notText(profile);
    if (wrong !== undefined) throw validationFailed(wrong, `${wrong}: Incorrect type. Expecting string`);
    return { externalId: externalIdOf(given), profile };
  });
  session.upserts.push(...users);
  move(call, session, 'IN_PROGRESS');
  return { status: 202 };
}

/** Unknown external ids are left out; where all are unknown the session stays as it was. */
function bulkDelete(call: Call): Reply {
  const session = pathSession(call);
  const known = uploaded(call, session)
    .map(externalIdOf)
    .filter((id) => call.org.identitySources.userOf(session.identitySourceId, id) !== undefined);
  session.deletions.push(...known);
  if (known.length > 0) move(call, session, 'IN_PROGRESS');
  return { status: 202 };
}

function startImport(call: Call): Reply {
  const session = pathSession(call);
  if (session.status !== 'IN_PROGRESS') {
    const cause = `Session=${session.id} should be in IN_PROGRESS status in order to be processed`;
    throw validationFailed('sessionId', cause);
  }
  importSession(call, session);
  move(call, session, 'TRIGGERED');
  return ok(renderSession(session));
}

function deleteSession(call: Call): Reply {
  const session = pathSession(call);
  if (session.status !== 'CREATED' && session.status !== 'IN_PROGRESS') {
    throw validationFailed('sessionId', `Session=${session.id} cannot be canceled in status ${session.status}`);
  }
  move(call, session, 'CLOSED');
  return noContent;
}

const BASE = '/api/v1/identity-sources/{identitySourceId}/sessions';
const ONE = `${BASE}/{sessionId}`;

export const identitySourceRoutes: Route[] = [
  { method: 'GET', path: BASE, handle: listSessions },
  { method: 'POST', path: BASE, handle: createSession },
  { method: 'GET', path: ONE, handle: (call) => ok(renderSession(finished(call, pathSession(call)))) },
  { method: 'DELETE', path: ONE, handle: deleteSession },
  { method: 'POST', path: `${ONE}/bulk-upsert`, handle: bulkUpsert },
  { method: 'POST', path: `${ONE}/bulk-delete`, handle: bulkDelete },
  { method: 'POST', path: `${ONE}/start-import`, handle: startImport },
];
