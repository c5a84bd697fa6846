import type { FactorRecord, FactorType, PushResult } from './factors.ts';
import { newSharedSecret, SUPPORTED_FACTORS } from './factors.ts';
import type { OrgState } from './org-state.ts';

/** What a person has, or does with a factor, beyond Okta's API. */
export interface FactorSeed {
  /** Adds an active factor. */
  factors?: { userId: string; factorType: FactorType; provider?: string; profile?: Record<string, unknown> }[];
  /** The code on its way by SMS, call or mail is this one. */
  passCodes?: { factorId: string; passCode: string }[];
  /** The person answers the push, or pairs the device where it is being enrolled. */
  pushAnswers?: { factorId: string; result: Exclude<PushResult, 'WAITING'> }[];
}

type NewFactor = NonNullable<FactorSeed['factors']>[number];

const CODE_MS = 300_000;

function seedFactor(org: OrgState, { userId, factorType, provider, profile = {} }: NewFactor): string {
  const kind = SUPPORTED_FACTORS.find(
    (known) => known.factorType === factorType && (provider ?? known.provider) === known.provider,
  );
  if (!kind) throw new Error(`no such factor: ${factorType} ${provider}`);
  const now = org.isoNow();
  const factor: FactorRecord = {
    id: org.ids.take(kind.prefix),
    userId,
    factorType,
    provider: kind.provider,
    status: 'ACTIVE',
    created: now,
    lastUpdated: now,
    profile: { ...profile, ...(factorType === 'push' && { credentialId: 'My Phone' }) },
    usedCodes: [],
    ...(factorType.startsWith('token') && { sharedSecret: newSharedSecret() }),
    ...(factorType === 'webauthn' && { challenge: 'c2VlZGVkLWNoYWxsZW5nZQ' }),
  };
  org.factors.records.put(factor);
  return factor.id;
}

/** Applies the part of a seed that concerns factors; gives the ids of new ones. */
export function seedFactors(org: OrgState, { factors = [], passCodes = [], pushAnswers = [] }: FactorSeed): string[] {
  for (const { factorId, passCode } of passCodes) {
    const factor = org.factors.records.get(factorId);
    if (factor) org.factors.records.put({ ...factor, passCode: { value: passCode, expiresAt: org.now() + CODE_MS } });
  }
  for (const { factorId, result } of pushAnswers) org.factors.answer(factorId, result, org.ids);
  return factors.map((factor) => seedFactor(org, factor));
}
