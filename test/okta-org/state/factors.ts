import { randomBytes, randomInt } from 'node:crypto';
import type { IdPrefix, IdSequence } from './ids.ts';
import { OrderedStore } from './ordered-store.ts';

export type FactorType =
  'sms' | 'call' | 'email' | 'push' | 'token:software:totp' | 'token:hotp' | 'question' | 'webauthn';

/** A factor of a user (Okta: UserFactor) with what proves it. */
export interface FactorRecord {
  id: string;
  userId: string;
  factorType: FactorType;
  provider: string;
  status: 'PENDING_ACTIVATION' | 'ACTIVE';
  created: string;
  lastUpdated: string;
  /** As Okta shows it. */
  profile: Record<string, unknown>;
  /** The code on its way by SMS, call or mail. */
  passCode?: { value: string; expiresAt: number };
  answer?: string;
  sharedSecret?: string;
  challenge?: string;
  usedCodes: string[];
}

export type PushResult = 'WAITING' | 'SUCCESS' | 'REJECTED' | 'TIMEOUT';

/** A push challenge: waits until the person answers it. */
export interface PushTransaction {
  id: string;
  factorId: string;
  result: PushResult;
  expiresAt: number;
  /** The number to choose, where number matching was asked for. */
  correctAnswer?: number;
}

/** A temporary access code. */
export interface TacRecord {
  id: string;
  userId: string;
  tac: string;
  created: string;
  expiresAt: string;
  multiUse: boolean;
}

interface SupportedFactor {
  factorType: FactorType;
  provider: string;
  prefix: IdPrefix;
}

/** Factors that the org's policy permits. */
export const SUPPORTED_FACTORS: readonly SupportedFactor[] = [
  { factorType: 'question', provider: 'OKTA', prefix: 'ufs' },
  { factorType: 'token:software:totp', provider: 'OKTA', prefix: 'ost' },
  { factorType: 'token:software:totp', provider: 'GOOGLE', prefix: 'uft' },
  { factorType: 'sms', provider: 'OKTA', prefix: 'mbl' },
  { factorType: 'call', provider: 'OKTA', prefix: 'clf' },
  { factorType: 'email', provider: 'OKTA', prefix: 'emf' },
  { factorType: 'push', provider: 'OKTA', prefix: 'opf' },
  { factorType: 'webauthn', provider: 'FIDO', prefix: 'fwf' },
  { factorType: 'token:hotp', provider: 'CUSTOM', prefix: 'chf' },
];

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const PUSH_MS = 5 * 60_000;
const ATTEMPTS_MS = 5 * 60_000;
const MAX_ATTEMPTS = 5;

export function newSharedSecret(): string {
  return [...randomBytes(16)].map((byte) => BASE32[byte % 32]).join('');
}

export function newPassCode(now: number, lifetimeSeconds: number): { value: string; expiresAt: number } {
  return { value: String(randomInt(1_000_000)).padStart(6, '0'), expiresAt: now + lifetimeSeconds * 1000 };
}

/** Factors, push challenges, temporary access codes and what throttles them. */
export class FactorStore {
  readonly records: OrderedStore<FactorRecord>;
  readonly transactions = new Map<string, PushTransaction>();
  /** By user: a new code ends the one before. */
  readonly tacs = new Map<string, TacRecord>();
  /** Registered phone numbers by `user|sms` or `user|call`; they outlive their factor as a way of recovery. */
  readonly phones = new Map<string, string>();
  private readonly sentAt = new Map<string, number>();
  private readonly attempts = new Map<string, number[]>();
  private readonly now: () => number;

  constructor(now: () => number) {
    this.now = now;
    this.records = new OrderedStore(now);
  }

  of(userId: string): FactorRecord[] {
    return [...this.records.scan()].map(({ record }) => record).filter((factor) => factor.userId === userId);
  }

  removeAll(userId: string): void {
    for (const { id } of this.of(userId)) this.records.remove(id);
    this.tacs.delete(userId);
  }

  /** Whether a message to this recipient went out within the time; if not, one goes out now. */
  recentlySent(recipient: string, withinMs: number): boolean {
    const last = this.sentAt.get(recipient);
    if (last !== undefined && this.now() - last < withinMs) return true;
    this.sentAt.set(recipient, this.now());
    return false;
  }

  /** Counts an attempt to activate; false when there were five within five minutes already. */
  mayAttempt(factorId: string): boolean {
    const recent = (this.attempts.get(factorId) ?? []).filter((at) => this.now() - at < ATTEMPTS_MS);
    this.attempts.set(factorId, [...recent, this.now()]);
    return recent.length < MAX_ATTEMPTS;
  }

  push(factorId: string, ids: IdSequence, numberMatching: boolean): PushTransaction {
    const transaction: PushTransaction = {
      id: `v2mst.${ids.take('mst').slice(3)}`,
      factorId,
      result: 'WAITING',
      expiresAt: this.now() + PUSH_MS,
      ...(numberMatching && { correctAnswer: randomInt(10, 99) }),
    };
    this.transactions.set(transaction.id, transaction);
    return transaction;
  }

  resultOf(transaction: PushTransaction): PushResult {
    return transaction.result === 'WAITING' && this.now() > transaction.expiresAt ? 'TIMEOUT' : transaction.result;
  }

  /** The person answers: an enrollment that waits for the device is done, open challenges get the result. */
  answer(factorId: string, result: Exclude<PushResult, 'WAITING'>, ids: IdSequence): void {
    const factor = this.records.get(factorId);
    if (factor?.status === 'PENDING_ACTIVATION' && result === 'SUCCESS') this.pair(factor, ids);
    for (const transaction of this.transactions.values()) {
      if (transaction.factorId === factorId && transaction.result === 'WAITING') transaction.result = result;
    }
  }

  /** Okta Verify brings its one-time codes along with push. */
  private pair(factor: FactorRecord, ids: IdSequence): void {
    const lastUpdated = new Date(this.now()).toISOString();
    const device = { deviceType: 'SmartPhone_IPhone', name: 'My Phone', platform: 'IOS', version: '9.0' };
    const active = { ...factor, status: 'ACTIVE', lastUpdated } as const;
    this.records.put({ ...active, profile: { ...factor.profile, ...device } });
    const totp = this.of(factor.userId).some((other) => isOktaVerify(other) && other.factorType !== 'push');
    if (totp) return;
    const codes = { id: ids.take('ost'), factorType: 'token:software:totp', sharedSecret: newSharedSecret() } as const;
    this.records.put({ ...active, ...codes, usedCodes: [] });
  }
}

/** Whether a factor lives in the Okta Verify app, whose factors come and go together. */
export function isOktaVerify({ factorType, provider }: FactorRecord): boolean {
  return factorType === 'push' || (factorType === 'token:software:totp' && provider === 'OKTA');
}
