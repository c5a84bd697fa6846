import { OktaError, resourceNotFound, validationFailed } from '../okta-error.ts';
import type { Reply } from '../server/reply.ts';
import { ok } from '../server/reply.ts';
import type { Call } from '../server/route.ts';
import type { FactorRecord } from '../state/factors.ts';
import { takesTotp } from '../state/totp.ts';
import { logActivation, sendCode } from './factor-enrollment.ts';
import { factorUrl, renderFactor, renderPush } from './factor-render.ts';
import { textAt } from './user-input.ts';

function wrongCode(what: 'passcode' | 'answer'): OktaError {
  const causes = [`Your ${what} doesn't match our records. Please try again.`];
  return new OktaError('E0000068', { summary: 'Invalid Passcode/Answer', causes });
}

/** The code of a message, once and before it expires. */
function takesSentCode(call: Call, factor: FactorRecord, code: string): boolean {
  const { passCode } = factor;
  return passCode?.value === code && call.org.now() <= passCode.expiresAt;
}

/**
 * Checks a one-time code and marks it as used.
 * @throws OktaError E0000068 (wrong), E0000082 (used before)
 */
function useCode(call: Call, factor: FactorRecord): FactorRecord {
  const code = textAt(call.body, 'passCode') ?? '';
  if (factor.usedCodes.includes(code)) throw new OktaError('E0000082');
  const right =
    factor.sharedSecret === undefined
      ? takesSentCode(call, factor, code)
      : takesTotp(factor.sharedSecret, code, call.org.now());
  if (!right) throw wrongCode('passcode');
  const used = { ...factor, usedCodes: [...factor.usedCodes, code] };
  call.org.factors.records.put(used);
  return used;
}

/** The client data of a browser must hold the challenge that Okta gave (WebAuthn: CollectedClientData). */
function answersChallenge(call: Call, factor: FactorRecord, ...signed: string[]): boolean {
  const clientData = textAt(call.body, 'clientData') ?? '';
  try {
    const data = JSON.parse(Buffer.from(clientData, 'base64').toString('utf8')) as { challenge?: unknown };
    return data.challenge === factor.challenge && signed.every((name) => textAt(call.body, name) !== undefined);
  } catch {
    return false;
  }
}

function active(call: Call, factor: FactorRecord, profile = factor.profile): Reply {
  const done = { ...factor, profile, status: 'ACTIVE', lastUpdated: call.org.isoNow() } as const;
  call.org.factors.records.put(done);
  const user = call.org.users.get(factor.userId);
  if (user) logActivation(call, user);
  return ok(renderFactor(call, done));
}

/** Finishes an enrollment (Okta: activateFactor, five attempts in five minutes). */
export function activateFactor(call: Call, factor: FactorRecord): Reply {
  if (factor.status === 'ACTIVE') throw validationFailed('factorId', 'The factor is active already');
  if (!call.org.factors.mayAttempt(factor.id)) throw new OktaError('E0000047');
  if (factor.factorType === 'push') return ok(renderFactor(call, factor));
  if (factor.factorType === 'webauthn') {
    if (!answersChallenge(call, factor, 'attestation')) throw wrongCode('answer');
    return active(call, factor, { credentialId: 'AHoOEhwv', authenticatorName: 'Security key' });
  }
  return active(call, useCode(call, factor));
}

const SUCCESS = { factorResult: 'SUCCESS' };

function challenge(call: Call, factor: FactorRecord): Reply {
  const href = `${factorUrl(call, factor)}/verify`;
  const embedded =
    factor.factorType === 'webauthn' ? { _embedded: { challenge: { challenge: factor.challenge } } } : {};
  const links = { _links: { verify: { href, hints: { allow: ['POST'] } } } };
  return ok({ factorResult: 'CHALLENGE', profile: factor.profile, ...embedded, ...links });
}

/** Begins or finishes a verification; push waits for the person (Okta: verifyFactor). */
export function verifyFactor(call: Call, factor: FactorRecord): Reply {
  if (factor.status !== 'ACTIVE') throw validationFailed('factorId', 'The factor is not active');
  if (factor.factorType === 'push') {
    const matching = call.body['useNumberMatchingChallenge'] === true;
    const transaction = call.org.factors.push(factor.id, call.org.ids, matching);
    return { status: 201, body: renderPush(call, factor, transaction) };
  }
  if (factor.factorType === 'question') {
    if (textAt(call.body, 'answer')?.toLowerCase() !== factor.answer?.toLowerCase()) throw wrongCode('answer');
    return ok(SUCCESS);
  }
  if (factor.factorType === 'webauthn') {
    if (call.body['clientData'] === undefined) return challenge(call, factor);
    if (!answersChallenge(call, factor, 'authenticatorData', 'signatureData')) throw wrongCode('answer');
    return ok(SUCCESS);
  }
  if (call.body['passCode'] === undefined && factor.sharedSecret === undefined) {
    return challenge(call, sendCode(call, factor));
  }
  useCode(call, factor);
  return ok(SUCCESS);
}

export function getTransaction(call: Call, factor: FactorRecord): Reply {
  const id = call.params['transactionId'] ?? '';
  const transaction = call.org.factors.transactions.get(id);
  if (transaction?.factorId !== factor.id) throw resourceNotFound(id, 'FactorTransaction');
  return ok(renderPush(call, factor, transaction));
}
