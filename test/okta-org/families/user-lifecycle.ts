import { randomBytes } from 'node:crypto';
import { userParty } from '../log/log-parties.ts';
import type { Reply } from '../server/reply.ts';
import { ok } from '../server/reply.ts';
import type { Call, Route } from '../server/route.ts';
import { logChange } from '../server/route.ts';
import type { UserRecord } from '../state/records.ts';
import type { LifecycleOperation } from '../state/user-status.ts';
import { nextStatus } from '../state/user-status.ts';
import { missingParameter } from './user-input.ts';
import { flag, pathUser, saveUser } from './user-lookup.ts';
import { renderUser } from './user-render.ts';

function oneTimeToken(): string {
  return randomBytes(15).toString('base64url');
}

function move(call: Call, user: UserRecord, operation: LifecycleOperation): UserRecord {
  const status = nextStatus(operation, user.status, user.secrets.password !== undefined);
  return saveUser(call, user, { status });
}

/** Deactivates a user: password gone, apps and sessions removed (Okta: deactivateUser). */
export function deactivate(call: Call, user: UserRecord): UserRecord {
  const status = nextStatus('deactivate', user.status, false);
  const { password: _password, ...secrets } = user.secrets;
  const saved = saveUser(call, user, { status, secrets });
  for (const app of call.org.apps.scan()) app.record.userIds.delete(user.id);
  call.org.factors.removeAll(user.id);
  endSessions(call, user.id);
  logChange(call, { eventType: 'user.lifecycle.deactivate', targets: [userParty(saved)] });
  return saved;
}

/** Ends all sessions of a user; returns how many there were. */
export function endSessions(call: Call, userId: string): number {
  const ended = [...call.org.sessions.values()].filter((session) => session.userId === userId);
  for (const session of ended) call.org.sessions.delete(session.id);
  return ended.length;
}

function activation(call: Call, operation: 'activate' | 'reactivate', mailByDefault: boolean): Reply {
  const user = move(call, pathUser(call), operation);
  const saved = saveUser(call, user, { activated: call.org.isoNow() });
  logChange(call, { eventType: `user.lifecycle.${operation}`, targets: [userParty(saved)] });
  if (flag(call, 'sendEmail', mailByDefault)) return ok({});
  const activationToken = oneTimeToken();
  return ok({ activationUrl: `${call.baseUrl}/tokens/${activationToken}/verify`, activationToken });
}

function simple(operation: LifecycleOperation, eventType: string): (call: Call) => Reply {
  return (call) => {
    const user = move(call, pathUser(call), operation);
    logChange(call, { eventType, targets: [userParty(user)] });
    return ok({});
  };
}

function expirePassword(call: Call): Reply {
  const user = move(call, pathUser(call), 'expire_password');
  logChange(call, { eventType: 'user.account.expire_password', targets: [userParty(user)] });
  return ok(renderUser(user, call.baseUrl));
}

function expireWithTemporaryPassword(call: Call): Reply {
  const tempPassword = `Tmp${randomBytes(6).toString('hex')}9`;
  const user = move(call, pathUser(call), 'expire_password');
  saveUser(call, user, { secrets: { ...user.secrets, password: tempPassword }, passwordChanged: call.org.isoNow() });
  if (flag(call, 'revokeSessions', false)) endSessions(call, user.id);
  logChange(call, { eventType: 'user.account.expire_password', targets: [userParty(user)] });
  return ok({ tempPassword });
}

function resetPassword(call: Call): Reply {
  if (!call.query.has('sendEmail')) throw missingParameter('sendEmail');
  const user = move(call, pathUser(call), 'reset_password');
  if (flag(call, 'revokeSessions', false)) endSessions(call, user.id);
  logChange(call, { eventType: 'user.account.reset_password', targets: [userParty(user)] });
  if (flag(call, 'sendEmail', true)) return ok({});
  return ok({ resetPasswordUrl: `${call.baseUrl}/signin/reset-password/${oneTimeToken()}` });
}

const BASE = '/api/v1/users/{id}/lifecycle';

export const userLifecycleRoutes: Route[] = [
  { method: 'POST', path: `${BASE}/activate`, handle: (call) => activation(call, 'activate', true) },
  { method: 'POST', path: `${BASE}/reactivate`, handle: (call) => activation(call, 'reactivate', false) },
  {
    method: 'POST',
    path: `${BASE}/deactivate`,
    handle: (call) => {
      deactivate(call, pathUser(call));
      return ok({});
    },
  },
  { method: 'POST', path: `${BASE}/suspend`, handle: simple('suspend', 'user.lifecycle.suspend') },
  { method: 'POST', path: `${BASE}/unsuspend`, handle: simple('unsuspend', 'user.lifecycle.unsuspend') },
  { method: 'POST', path: `${BASE}/unlock`, handle: simple('unlock', 'user.account.unlock_by_admin') },
  { method: 'POST', path: `${BASE}/expire_password`, handle: expirePassword },
  {
    method: 'POST',
    path: `${BASE}/expire_password_with_temp_password`,
    handle: expireWithTemporaryPassword,
  },
  { method: 'POST', path: `${BASE}/reset_password`, handle: resetPassword },
];
