import { OktaError, resourceNotFound, validationFailed } from '../okta-error.ts';
import { userParty } from '../log/log-parties.ts';
import type { Reply } from '../server/reply.ts';
import { noContent, ok } from '../server/reply.ts';
import type { Call, Route } from '../server/route.ts';
import { logChange } from '../server/route.ts';
import type { SessionRecord } from '../state/records.ts';
import { objectAt, textAt } from './user-input.ts';
import { flag, pathUser } from './user-lookup.ts';
import { endSessions } from './user-lifecycle.ts';
import { revokeTokensOf } from './user-tokens.ts';

const LIFETIME_MS = 2 * 3600 * 1000;

function pathSession(call: Call): SessionRecord {
  const id = call.params['sessionId'] ?? '';
  const session = call.org.sessions.get(id);
  if (!session || Date.parse(session.expiresAt) <= call.org.now()) throw resourceNotFound(id, 'SsoSession');
  return session;
}

function renderSession(call: Call, session: SessionRecord): Record<string, unknown> {
  const self = `${call.baseUrl}/api/v1/sessions/${session.id}`;
  return {
    ...session,
    status: 'ACTIVE',
    lastPasswordVerification: session.createdAt,
    lastFactorVerification: null,
    amr: ['pwd'],
    idp: { id: call.org.orgId, type: 'OKTA' },
    mfaActive: false,
    _links: {
      self: { href: self, hints: { allow: ['GET', 'DELETE'] } },
      refresh: { href: `${self}/lifecycle/refresh`, hints: { allow: ['POST'] } },
      user: { name: session.login, href: `${call.baseUrl}/api/v1/users/${session.userId}` },
    },
  };
}

function getSession(call: Call): Reply {
  return ok(renderSession(call, pathSession(call)));
}

function refreshSession(call: Call): Reply {
  const session = { ...pathSession(call), expiresAt: new Date(call.org.now() + LIFETIME_MS).toISOString() };
  call.org.sessions.set(session.id, session);
  return ok(renderSession(call, session));
}

function revokeSession(call: Call): Reply {
  const session = pathSession(call);
  call.org.sessions.delete(session.id);
  const user = call.org.users.get(session.userId);
  logChange(call, { eventType: 'user.session.end', targets: user ? [userParty(user)] : [] });
  return noContent;
}

/** Ends all sessions of a user; `oauthTokens=true` revokes the user's OAuth tokens, too (Okta: revokeUserSessions). */
function clearUserSessions(call: Call): Reply {
  const user = pathUser(call);
  endSessions(call, user.id);
  if (flag(call, 'oauthTokens', false)) revokeTokensOf(call, { userId: user.id });
  logChange(call, { eventType: 'user.session.clear', targets: [userParty(user)] });
  return noContent;
}

/** Universal Logout: sub_id names the user by id (Okta: globalTokenRevocation). */
function universalLogout(call: Call): Reply {
  const subject = objectAt(call.body, 'sub_id');
  const id = textAt(subject, 'id') ?? textAt(subject, 'sub') ?? textAt(subject, 'email');
  if (!subject || id === undefined) throw validationFailed('sub_id', 'sub_id: The field cannot be left blank');
  const user = call.org.users.get(id) ?? call.org.userByLogin(id);
  if (!user) throw resourceNotFound(id, 'User');
  if (textAt(subject, 'format') === undefined) throw new OktaError('E0000003');
  endSessions(call, user.id);
  revokeTokensOf(call, { userId: user.id });
  logChange(call, { eventType: 'user.authentication.universal_logout', targets: [userParty(user)] });
  return noContent;
}

export const sessionRoutes: Route[] = [
  { method: 'GET', path: '/api/v1/sessions/{sessionId}', handle: getSession },
  { method: 'POST', path: '/api/v1/sessions/{sessionId}/lifecycle/refresh', handle: refreshSession },
  { method: 'DELETE', path: '/api/v1/sessions/{sessionId}', handle: revokeSession },
  { method: 'DELETE', path: '/api/v1/users/{userId}/sessions', handle: clearUserSessions },
  { method: 'POST', path: '/oauth2/v1/global-token-revocation', handle: universalLogout },
];
