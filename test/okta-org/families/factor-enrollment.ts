import { randomBytes } from 'node:crypto';
import { OktaError, validationFailed } from '../okta-error.ts';
import { userParty } from '../log/log-parties.ts';
import type { Reply } from '../server/reply.ts';
import { ok } from '../server/reply.ts';
import type { Call } from '../server/route.ts';
import { logChange } from '../server/route.ts';
import type { FactorRecord, FactorType } from '../state/factors.ts';
import { newPassCode, newSharedSecret, SUPPORTED_FACTORS } from '../state/factors.ts';
import type { UserRecord } from '../state/records.ts';
import { renderFactor } from './factor-render.ts';
import { objectAt, textAt } from './user-input.ts';
import { flag } from './user-lookup.ts';

/** How soon a message may follow another one to the same recipient. */
const THROTTLES = {
  sms: {
    code: 'E0000109',
    waitMs: 30_000,
    summary: 'An SMS message was recently sent. Please wait 30 seconds before trying again.',
  },
  call: {
    code: 'E0000133',
    waitMs: 30_000,
    summary: 'A phone call was recently made. Please wait 30 seconds before trying again.',
  },
  email: {
    code: 'E0000118',
    waitMs: 5_000,
    summary: 'An email was recently sent. Please wait 5 seconds before trying again.',
  },
};
/** Factors that `activate=true` finishes at once (Okta: enrollFactor). */
const ACTIVATED_AT_ONCE: ReadonlySet<FactorType> = new Set(['sms', 'call', 'email', 'token:hotp']);

type Proof = Pick<FactorRecord, 'profile'> & Partial<FactorRecord>;

function readPhone(call: Call, user: UserRecord, factorType: 'sms' | 'call'): Proof {
  const given = objectAt(call.body, 'profile') ?? {};
  const digits = (textAt(given, 'phoneNumber') ?? '').replaceAll(/[\s().-]/g, '');
  if (!/^\+?[1-9]\d{6,14}$/.test(digits)) throw new OktaError('E0000098', { causes: ['Invalid Phone Number.'] });
  const phoneNumber = digits.startsWith('+') ? digits : `+${digits}`;
  const registered = call.org.factors.phones.get(`${user.id}|${factorType}`);
  if (registered !== undefined && registered !== phoneNumber && !flag(call, 'updatePhone', false)) {
    throw validationFailed('factorEnrollRequest', 'There is an existing verified phone number.');
  }
  call.org.factors.phones.set(`${user.id}|${factorType}`, phoneNumber);
  const phoneExtension = factorType === 'call' ? { phoneExtension: textAt(given, 'phoneExtension') ?? null } : {};
  return { profile: { phoneNumber, ...phoneExtension } };
}

function readEmail(call: Call, user: UserRecord): Proof {
  const own = [user.profile['email'], user.profile['secondEmail']];
  const email = textAt(objectAt(call.body, 'profile'), 'email') ?? String(own[0]);
  if (!own.includes(email)) throw validationFailed('email', 'email: must be an address of the user');
  return { profile: { email } };
}

function readQuestion(call: Call): Proof {
  const given = objectAt(call.body, 'profile') ?? {};
  const [question, answer] = [textAt(given, 'question') ?? '', textAt(given, 'answer') ?? ''];
  if (!/^[a-z_]+$/.test(question)) throw validationFailed('factorEnrollRequest', 'Invalid question type.');
  if (answer.length < 4) {
    throw validationFailed('answer', 'The security question answer must be at least 4 characters in length');
  }
  return { profile: { question, questionText: question.replaceAll('_', ' ') }, answer, status: 'ACTIVE' };
}

function readHotp(call: Call): Proof {
  const sharedSecret = textAt(objectAt(call.body, 'profile'), 'sharedSecret');
  if (textAt(call.body, 'factorProfileId') === undefined || sharedSecret === undefined) {
    throw validationFailed('factorProfileId', 'factorProfileId and profile.sharedSecret are required');
  }
  return { profile: { credentialId: sharedSecret.slice(0, 4) } };
}

function readProof(call: Call, user: UserRecord, factorType: FactorType): Proof {
  const credentialId = String(user.profile['login']);
  if (factorType === 'sms' || factorType === 'call') return readPhone(call, user, factorType);
  if (factorType === 'email') return readEmail(call, user);
  if (factorType === 'question') return readQuestion(call);
  if (factorType === 'token:hotp') return readHotp(call);
  if (factorType === 'webauthn') {
    return {
      profile: { credentialId: null, authenticatorName: null },
      challenge: randomBytes(16).toString('base64url'),
    };
  }
  return { profile: { credentialId }, ...(factorType !== 'push' && { sharedSecret: newSharedSecret() }) };
}

function supported(call: Call) {
  const { factorType, provider } = call.body;
  const found = SUPPORTED_FACTORS.find((known) => known.factorType === factorType && known.provider === provider);
  if (!found) throw validationFailed('factorType', 'The factor type and provider are not enabled in the org');
  return found;
}

/**
 * Sends the code of an SMS, call or mail factor (Okta: one SMS or call per number in 30 seconds).
 * @throws OktaError E0000109, E0000133, E0000118
 */
export function sendCode(call: Call, factor: FactorRecord): FactorRecord {
  const { factorType, profile } = factor;
  const recipient = profile['phoneNumber'] ?? profile['email'];
  if (typeof recipient !== 'string') return factor;
  const { code, waitMs, summary } =
    factorType === 'call' || factorType === 'email' ? THROTTLES[factorType] : THROTTLES.sms;
  if (call.org.factors.recentlySent(`${factorType}|${recipient}`, waitMs)) throw new OktaError(code, { summary });
  const lifetime = Number(call.query.get('tokenLifetimeSeconds') ?? 300);
  const sent = { ...factor, passCode: newPassCode(call.org.now(), lifetime) };
  call.org.factors.records.put(sent);
  return sent;
}

/** Enrolls a factor; one that waits for its activation is begun anew (Okta: enrollFactor). */
export function enrollFactor(call: Call, user: UserRecord): Reply {
  if (['DEPROVISIONED', 'STAGED'].includes(user.status)) throw new OktaError('E0000038');
  const { factorType, provider, prefix } = supported(call);
  const own = call.org.factors.of(user.id);
  const before = own.find((factor) => factor.factorType === factorType && factor.provider === provider);
  if (before?.status === 'ACTIVE') {
    throw validationFailed('factorEnrollRequest', 'A factor of this type is already set up.');
  }
  const proof = readProof(call, user, factorType);
  const activate = ACTIVATED_AT_ONCE.has(factorType) && flag(call, 'activate', false);
  const now = call.org.isoNow();
  const enrolled: FactorRecord = {
    id: before?.id ?? call.org.ids.take(prefix),
    userId: user.id,
    factorType,
    provider,
    status: activate ? 'ACTIVE' : 'PENDING_ACTIVATION',
    created: before?.created ?? now,
    lastUpdated: now,
    usedCodes: [],
    ...proof,
  };
  const sent = enrolled.status === 'ACTIVE' ? enrolled : sendCode(call, enrolled);
  call.org.factors.records.put(sent);
  if (sent.status === 'ACTIVE') logActivation(call, user);
  return ok(renderFactor(call, sent));
}

export function logActivation(call: Call, user: UserRecord): void {
  logChange(call, { eventType: 'user.mfa.factor.activate', targets: [userParty(user)] });
}

export function resendCode(call: Call, factor: FactorRecord): Reply {
  if (factor.status === 'ACTIVE') throw validationFailed('factorId', 'The factor is active already');
  return ok(renderFactor(call, sendCode(call, factor)));
}
