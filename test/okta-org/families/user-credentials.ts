import { randomBytes } from 'node:crypto';
import { OktaError } from '../okta-error.ts';
import { userParty } from '../log/log-parties.ts';
import type { Reply } from '../server/reply.ts';
import { ok } from '../server/reply.ts';
import type { Call, Route } from '../server/route.ts';
import { logChange } from '../server/route.ts';
import type { UserRecord, UserStatus } from '../state/records.ts';
import { objectAt, passwordFault, readRecovery, textAt } from './user-input.ts';
import { flag, pathUser, saveUser } from './user-lookup.ts';
import { endSessions } from './user-lifecycle.ts';
import { renderCredentials } from './user-render.ts';

function updateFailed(cause: string): OktaError {
  return new OktaError('E0000014', { causes: [cause] });
}

function requireStatus(user: UserRecord, allowed: UserStatus[], code: string): void {
  if (!allowed.includes(user.status) || user.secrets.password === undefined) throw new OktaError(code);
}

function valueIn(call: Call, member: string): string {
  return textAt(objectAt(call.body, member), 'value') ?? '';
}

function savePassword(call: Call, user: UserRecord, password: string): UserRecord {
  const fault = passwordFault(password, String(user.profile['login']));
  if (fault) throw updateFailed(fault);
  const status = user.status === 'RECOVERY' || user.status === 'PASSWORD_EXPIRED' ? 'ACTIVE' : user.status;
  const saved = saveUser(call, user, {
    status,
    secrets: { ...user.secrets, password },
    passwordChanged: call.org.isoNow(),
  });
  logChange(call, { eventType: 'user.account.update_password', targets: [userParty(saved)] });
  return saved;
}

/** STAGED, ACTIVE, PASSWORD_EXPIRED or RECOVERY with a password; the old one must be right (Okta: changePassword). */
function changePassword(call: Call): Reply {
  const user = pathUser(call);
  requireStatus(user, ['STAGED', 'ACTIVE', 'PASSWORD_EXPIRED', 'RECOVERY'], 'E0000035');
  if (valueIn(call, 'oldPassword') !== user.secrets.password) throw updateFailed('Old Password is not correct');
  const saved = savePassword(call, user, valueIn(call, 'newPassword'));
  if (call.body['revokeSessions'] === true) endSessions(call, user.id);
  return ok(renderCredentials(saved));
}

/** STAGED, ACTIVE or RECOVERY; the present password must be right (Okta: changeRecoveryQuestion). */
function changeRecoveryQuestion(call: Call): Reply {
  const user = pathUser(call);
  requireStatus(user, ['STAGED', 'ACTIVE', 'RECOVERY'], 'E0000036');
  if (valueIn(call, 'password') !== user.secrets.password) throw updateFailed('Password is not correct');
  const recovery = readRecovery(objectAt(call.body, 'recovery_question') ?? {});
  const saved = saveUser(call, user, { secrets: { ...user.secrets, ...recovery } });
  logChange(call, { eventType: 'user.account.update_profile', targets: [userParty(saved)] });
  return ok(renderCredentials(saved));
}

function requireRecoverable(call: Call): UserRecord {
  const user = pathUser(call);
  if (user.status !== 'ACTIVE' || user.secrets.question === undefined) throw new OktaError('E0000034');
  return user;
}

/** ACTIVE with a recovery question; the status stays (Okta: forgotPassword). */
function forgotPassword(call: Call): Reply {
  const user = requireRecoverable(call);
  logChange(call, { eventType: 'user.account.reset_password', targets: [userParty(user)] });
  if (flag(call, 'sendEmail', true)) return ok({});
  return ok({ resetPasswordUrl: `${call.baseUrl}/reset_password/${randomBytes(15).toString('base64url')}` });
}

function forgotPasswordSetNew(call: Call): Reply {
  const user = requireRecoverable(call);
  const answer = textAt(objectAt(call.body, 'recovery_question'), 'answer') ?? '';
  if (answer.toLowerCase() !== user.secrets.answer?.toLowerCase()) throw new OktaError('E0000087');
  return ok(renderCredentials(savePassword(call, user, valueIn(call, 'password'))));
}

const BASE = '/api/v1/users/{userId}/credentials';

export const userCredentialRoutes: Route[] = [
  { method: 'POST', path: `${BASE}/change_password`, handle: changePassword },
  { method: 'POST', path: `${BASE}/change_recovery_question`, handle: changeRecoveryQuestion },
  { method: 'POST', path: `${BASE}/forgot_password`, handle: forgotPassword },
  { method: 'POST', path: `${BASE}/forgot_password_recovery_question`, handle: forgotPasswordSetNew },
];
