import { OktaError, resourceNotFound } from '../okta-error.ts';
import { userParty } from '../log/log-parties.ts';
import type { Reply } from '../server/reply.ts';
import { noContent, ok } from '../server/reply.ts';
import type { Call, Route } from '../server/route.ts';
import { logChange } from '../server/route.ts';
import type { FactorRecord } from '../state/factors.ts';
import { isOktaVerify, SUPPORTED_FACTORS } from '../state/factors.ts';
import type { UserRecord } from '../state/records.ts';
import { nextStatus } from '../state/user-status.ts';
import { enrollFactor, resendCode } from './factor-enrollment.ts';
import { renderFactor } from './factor-render.ts';
import { activateFactor, getTransaction, verifyFactor } from './factor-verification.ts';
import { flag, pathUser } from './user-lookup.ts';

/** Okta documents ids only for the user of a factor. */
export function factorUser(call: Call): UserRecord {
  const id = call.params['userId'] ?? '';
  const user = call.org.users.get(id === 'me' ? (call.actor.userId ?? id) : id);
  if (!user) throw resourceNotFound(id, 'User');
  return user;
}

/** The factor that the path names. */
function pathFactor(call: Call): FactorRecord {
  const user = factorUser(call);
  const id = call.params['factorId'] ?? '';
  const factor = call.org.factors.records.get(id);
  if (factor?.userId !== user.id) throw resourceNotFound(id, 'UserFactor');
  return factor;
}

function listFactors(call: Call): Reply {
  return ok(call.org.factors.of(factorUser(call).id).map((factor) => renderFactor(call, factor)));
}

function listCatalog(call: Call): Reply {
  const user = factorUser(call);
  const enrolled = call.org.factors.of(user.id);
  const enroll = { href: `${call.baseUrl}/api/v1/users/${user.id}/factors`, hints: { allow: ['POST'] } };
  return ok(
    SUPPORTED_FACTORS.map(({ factorType, provider }) => {
      const own = enrolled.find((factor) => factor.factorType === factorType && factor.provider === provider);
      const status = own?.status ?? 'NOT_SETUP';
      return { factorType, provider, vendorName: provider, status, enrollment: 'OPTIONAL', _links: { enroll } };
    }),
  );
}

/** Takes factors away and tells the log. */
export function unenroll(call: Call, user: UserRecord, factors: readonly FactorRecord[]): void {
  for (const factor of factors) {
    call.org.factors.records.remove(factor.id);
    logChange(call, { eventType: 'user.mfa.factor.deactivate', targets: [userParty(user)] });
  }
}

/** Push takes all of Okta Verify along (Okta: unenrollFactor). */
function deleteFactor(call: Call): Reply {
  const factor = pathFactor(call);
  const user = factorUser(call);
  if (user.status === 'DEPROVISIONED') throw new OktaError('E0000038');
  const others = factor.factorType === 'push' ? call.org.factors.of(user.id).filter(isOktaVerify) : [factor];
  unenroll(call, user, others);
  if (flag(call, 'removeRecoveryEnrollment', false)) call.org.factors.phones.delete(`${user.id}|${factor.factorType}`);
  return noContent;
}

function resetFactors(call: Call): Reply {
  const user = pathUser(call);
  nextStatus('reset_factors', user.status, false);
  call.org.factors.removeAll(user.id);
  logChange(call, { eventType: 'user.mfa.factor.reset_all', targets: [userParty(user)] });
  return ok({});
}

const BASE = '/api/v1/users/{userId}/factors';
const ONE = `${BASE}/{factorId}`;

export const factorRoutes: Route[] = [
  { method: 'GET', path: BASE, handle: listFactors },
  { method: 'POST', path: BASE, handle: (call) => enrollFactor(call, factorUser(call)) },
  { method: 'GET', path: `${BASE}/catalog`, handle: listCatalog },
  { method: 'GET', path: ONE, handle: (call) => ok(renderFactor(call, pathFactor(call))) },
  { method: 'DELETE', path: ONE, handle: deleteFactor },
  { method: 'POST', path: `${ONE}/resend`, handle: (call) => resendCode(call, pathFactor(call)) },
  { method: 'POST', path: `${ONE}/lifecycle/activate`, handle: (call) => activateFactor(call, pathFactor(call)) },
  { method: 'POST', path: `${ONE}/verify`, handle: (call) => verifyFactor(call, pathFactor(call)) },
  {
    method: 'GET',
    path: `${ONE}/transactions/{transactionId}`,
    handle: (call) => getTransaction(call, pathFactor(call)),
  },
  { method: 'POST', path: '/api/v1/users/{id}/lifecycle/reset_factors', handle: resetFactors },
];
