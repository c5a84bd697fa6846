import type { Call } from '../server/route.ts';
import type { FactorRecord, PushTransaction } from '../state/factors.ts';

const VENDOR: Record<string, string> = { CUSTOM: 'CUSTOM', FIDO: 'FIDO', GOOGLE: 'GOOGLE' };

type Links = Record<string, unknown>;

const link = (href: string, ...allow: string[]) => ({ href, hints: { allow } });

/** The URL of a user's factor. */
export function factorUrl(call: Call, { userId, id }: FactorRecord): string {
  return `${call.baseUrl}/api/v1/users/${userId}/factors/${id}`;
}

function linksOf(call: Call, factor: FactorRecord): Links {
  const self = factorUrl(call, factor);
  const user = { user: link(`${call.baseUrl}/api/v1/users/${factor.userId}`, 'GET') };
  const common = { self: link(self, 'GET', 'DELETE'), ...user };
  if (factor.status === 'ACTIVE') return { verify: link(`${self}/verify`, 'POST'), ...common };
  const resend = { name: factor.factorType, ...link(`${self}/resend`, 'POST') };
  const sends = ['sms', 'call', 'email'].includes(factor.factorType);
  return { activate: link(`${self}/lifecycle/activate`, 'POST'), ...(sends && { resend: [resend] }), ...common };
}

/** What the person needs to finish an enrollment. */
function activationOf(call: Call, factor: FactorRecord): Record<string, unknown> | undefined {
  const qrcode = { href: `${factorUrl(call, factor)}/qr/00`, type: 'image/png' };
  const { sharedSecret, challenge, factorType } = factor;
  if (factor.status === 'ACTIVE') return undefined;
  if (factorType === 'token:software:totp') {
    return { timeStep: 30, sharedSecret, encoding: 'base32', keyLength: 6, _links: { qrcode } };
  }
  if (factorType === 'push') {
    const expiresAt = new Date(call.org.now() + 5 * 60_000).toISOString();
    return { expiresAt, factorResult: 'WAITING', _links: { send: [], qrcode } };
  }
  if (factorType !== 'webauthn') return undefined;
  return { challenge, attestation: 'direct', excludeCredentials: [], rp: { name: 'Local Okta Org' } };
}

/** A factor as Okta shows it; secrets never, but for the shared secret of an enrollment that is not finished. */
export function renderFactor(call: Call, factor: FactorRecord): Record<string, unknown> {
  const { id, factorType, provider, status, created, lastUpdated, profile } = factor;
  const activation = activationOf(call, factor);
  return {
    id,
    factorType,
    provider,
    vendorName: VENDOR[provider] ?? 'OKTA',
    status,
    created,
    lastUpdated,
    profile,
    _links: linksOf(call, factor),
    ...(activation && { _embedded: { activation } }),
  };
}

/** The state of a push challenge, as verify and poll give it. */
export function renderPush(call: Call, factor: FactorRecord, transaction: PushTransaction): Record<string, unknown> {
  const factorResult = call.org.factors.resultOf(transaction);
  const self = factorUrl(call, factor);
  const poll = `${self}/transactions/${transaction.id}`;
  if (factorResult === 'SUCCESS') return { factorResult };
  if (factorResult !== 'WAITING') return { factorResult, _links: { verify: link(`${self}/verify`, 'POST') } };
  return {
    factorResult,
    profile: factor.profile,
    expiresAt: new Date(transaction.expiresAt).toISOString(),
    _links: { cancel: link(poll, 'DELETE'), poll: link(poll, 'GET') },
    ...(transaction.correctAnswer !== undefined && {
      _embedded: { challenge: { correctAnswer: transaction.correctAnswer } },
    }),
  };
}
