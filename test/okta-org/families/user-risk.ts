import { validationFailed } from '../okta-error.ts';
import { userParty } from '../log/log-parties.ts';
import type { Reply } from '../server/reply.ts';
import { ok } from '../server/reply.ts';
import type { Call, Route } from '../server/route.ts';
import { logChange } from '../server/route.ts';
import type { UserRecord } from '../state/records.ts';
import { factorUser } from './factors.ts';
import { textAt } from './user-input.ts';

const LEVELS = ['HIGH', 'MEDIUM', 'LOW'];
const REASON = /^[a-zA-Z0-9\s\-,.]{0,500}$/;

function renderRisk(call: Call, user: UserRecord): Record<string, unknown> {
  const href = `${call.baseUrl}/api/v1/users/${user.id}`;
  const links = { self: { href: `${href}/risk`, hints: { allow: ['GET', 'PUT'] } }, user: { href } };
  return { ...(call.org.userRisks.get(user.id) ?? { riskLevel: 'NONE' }), _links: links };
}

/** 201 the first time, 200 afterwards (Okta: upsertUserRisk). */
function setRisk(call: Call): Reply {
  const user = factorUser(call);
  const riskLevel = textAt(call.body, 'riskLevel') ?? '';
  const reason = textAt(call.body, 'riskReason') ?? 'override.by.admin';
  if (!LEVELS.includes(riskLevel))
    throw validationFailed('riskLevel', `riskLevel: must be one of ${LEVELS.join(', ')}`);
  if (!REASON.test(reason)) throw validationFailed('riskReason', 'riskReason: Does not match required pattern');
  const known = call.org.userRisks.has(user.id);
  call.org.userRisks.set(user.id, { riskLevel, reason });
  logChange(call, { eventType: 'user.risk.change', targets: [userParty(user)] });
  return { status: known ? 200 : 201, body: renderRisk(call, user) };
}

const PATH = '/api/v1/users/{userId}/risk';

export const userRiskRoutes: Route[] = [
  { method: 'GET', path: PATH, handle: (call) => ok(renderRisk(call, factorUser(call))) },
  { method: 'PUT', path: PATH, handle: setRisk },
];
