import { randomInt } from 'node:crypto';
import { OktaError, resourceNotFound, validationFailed } from '../okta-error.ts';
import type { Reply } from '../server/reply.ts';
import { noContent, ok } from '../server/reply.ts';
import type { Call, Route } from '../server/route.ts';
import { authenticatorKeyOf, AUTHENTICATORS } from '../state/authenticators.ts';
import type { FactorRecord, TacRecord } from '../state/factors.ts';
import type { UserRecord } from '../state/records.ts';
import { factorUser, unenroll } from './factors.ts';
import { objectAt, textAt } from './user-input.ts';

const SINCE = '2024-01-15T09:00:00.000Z';
const TTL_MINUTES = { fallback: 60, least: 10, most: 14_400 };

/** Authenticators are of the Identity Engine alone. */
function requireEngine(call: Call): void {
  if (call.org.settings.pipeline !== 'idx') throw new OktaError('E0000015');
}

function listAuthenticators(call: Call): Reply {
  requireEngine(call);
  return ok(
    AUTHENTICATORS.map(({ id, key, name, type }) => {
      const self = { href: `${call.baseUrl}/api/v1/authenticators/${id}`, hints: { allow: ['GET', 'PUT'] } };
      return { type, id, key, status: 'ACTIVE', name, created: SINCE, lastUpdated: SINCE, _links: { self } };
    }),
  );
}

interface Enrollment {
  id: string;
  key: string;
  created: string;
  lastUpdated: string;
  profile?: Record<string, unknown>;
}

function renderEnrollment(call: Call, user: UserRecord, enrollment: Enrollment): Record<string, unknown> {
  const authenticator = AUTHENTICATORS.find(({ key }) => key === enrollment.key);
  const api = `${call.baseUrl}/api/v1`;
  return {
    ...enrollment,
    type: authenticator?.type,
    name: authenticator?.name,
    status: 'ACTIVE',
    _links: {
      self: { href: `${api}/users/${user.id}/authenticator-enrollments/${enrollment.id}` },
      user: { href: `${api}/users/${user.id}` },
      authenticator: { href: `${api}/authenticators/${authenticator?.id}` },
    },
  };
}

/** Phone numbers are hidden unless they are asked for. */
function profileOf(call: Call, { profile }: FactorRecord): Pick<Enrollment, 'profile'> {
  const { phoneNumber } = profile;
  if (typeof phoneNumber !== 'string') return {};
  if (call.query.getAll('discloseIdentifiers').includes('phone')) return { profile: { phoneNumber } };
  return { profile: { phoneNumber: `${phoneNumber.slice(0, 2)} XXX-XXX-${phoneNumber.slice(-4)}` } };
}

/** The password counts as an enrollment; it has the user's id, since it cannot be taken away. */
function enrollmentsOf(call: Call, user: UserRecord): Enrollment[] {
  const password = { id: `pwd${user.id.slice(3)}`, key: 'okta_password', created: user.created };
  const tac = call.org.factors.tacs.get(user.id);
  return [
    ...(user.secrets.password === undefined ? [] : [{ ...password, lastUpdated: user.lastUpdated }]),
    ...call.org.factors.of(user.id).flatMap((factor) => {
      const { id, created, lastUpdated } = factor;
      const shown = { id, key: authenticatorKeyOf(factor), created, lastUpdated, ...profileOf(call, factor) };
      return factor.status === 'ACTIVE' ? [shown] : [];
    }),
    ...(tac && Date.parse(tac.expiresAt) > call.org.now() ? [enrollmentOfTac(tac)] : []),
  ];
}

function enrollmentOfTac({ id, created, expiresAt, multiUse }: TacRecord): Enrollment {
  return { id, key: 'tac', created, lastUpdated: created, profile: { expiresAt, multiUse } };
}

function listEnrollments(call: Call): Reply {
  requireEngine(call);
  const user = factorUser(call);
  return ok(enrollmentsOf(call, user).map((enrollment) => renderEnrollment(call, user, enrollment)));
}

function deleteEnrollment(call: Call): Reply {
  requireEngine(call);
  const user = factorUser(call);
  const id = call.params['enrollmentId'] ?? '';
  const found = enrollmentsOf(call, user).find((enrollment) => enrollment.id === id);
  if (!found) throw resourceNotFound(id, 'AuthenticatorEnrollment');
  if (found.key === 'okta_password') throw new OktaError('E0000060');
  if (found.key === 'tac') call.org.factors.tacs.delete(user.id);
  unenroll(
    call,
    user,
    call.org.factors.of(user.id).filter((factor) => factor.id === id),
  );
  return noContent;
}

function ttlIn(profile: Record<string, unknown> | undefined): number {
  const minutes = Number(textAt(profile, 'ttl') ?? TTL_MINUTES.fallback);
  if (Number.isInteger(minutes) && minutes >= TTL_MINUTES.least && minutes <= TTL_MINUTES.most) return minutes;
  throw validationFailed('ttl', `ttl: Must be between ${TTL_MINUTES.least} and ${TTL_MINUTES.most}`);
}

/** A new code ends the one before (Okta: createTacAuthenticatorEnrollment). */
function createTac(call: Call): Reply {
  requireEngine(call);
  const user = factorUser(call);
  if (user.status !== 'ACTIVE') throw new OktaError('E0000038');
  const authenticator = AUTHENTICATORS.find(({ id }) => id === textAt(call.body, 'authenticatorId'));
  if (authenticator?.key !== 'tac') throw validationFailed('authenticatorId', 'authenticatorId: is not that of TAC');
  const profile = objectAt(call.body, 'profile');
  const record: TacRecord = {
    id: call.org.ids.take('tac'),
    userId: user.id,
    tac: String(randomInt(100_000_000)).padStart(8, '0'),
    created: call.org.isoNow(),
    expiresAt: new Date(call.org.now() + ttlIn(profile) * 60_000).toISOString(),
    multiUse: profile?.['multiUse'] === true,
  };
  call.org.factors.tacs.set(user.id, record);
  const rendered = renderEnrollment(call, user, enrollmentOfTac(record));
  return ok({ ...rendered, profile: { expiresAt: record.expiresAt, multiUse: record.multiUse, tac: record.tac } });
}

const BASE = '/api/v1/users/{userId}/authenticator-enrollments';

export const authenticatorRoutes: Route[] = [
  { method: 'GET', path: '/api/v1/authenticators', handle: listAuthenticators },
  { method: 'GET', path: BASE, handle: listEnrollments },
  { method: 'POST', path: `${BASE}/tac`, handle: createTac },
  { method: 'DELETE', path: `${BASE}/{enrollmentId}`, handle: deleteEnrollment },
];
