import { setTimeout as wait } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { TenantDatabase } from '../../core/database/tenant-transaction.js';
import type { ConnectorError } from '../../core/errors.js';
import type { ReauthorizationReason, TokenPlace, TokenSource } from './access-token.js';
import { OAuthTokenRepository, type StoredToken } from './oauth-token.repository.js';
import { REFRESH_TIMING, type RefreshTiming } from './refresh-timing.js';
import { DUE_RANK } from './token-fields.js';
import { noTokensYet, stillFailing, tokenNotInTime } from './token-errors.js';
import { TokenRefresher, type AttemptEnd, type RefreshPurpose, type RefreshTurn } from './token-refresher.js';

/** What somebody wants of a connection's token. */
export interface Wanted {
  /** Read in the transaction that takes the lease; undefined: no token is wanted of this connection now. */
  source: () => Promise<TokenSource | undefined>;
  /** Whether what is stored will do. */
  satisfied: (stored: StoredToken) => boolean;
  /** `leave`: not while another process refreshes, or while nobody may. */
  patience: 'wait' | 'leave';
  purpose: RefreshPurpose;
  /** Told of everything that is stored. */
  seen: (stored: StoredToken) => void;
  /** Told when to look again unasked. */
  comeBack: (afterMs: number) => void;
}

export type PursuitEnd =
  | { kind: 'satisfied'; stored: StoredToken; refreshed: boolean }
  | { kind: 'busy' }
  | { kind: 'unwanted' }
  | { kind: 'reauthorizationRequired'; reason: ReauthorizationReason; decidedNow: boolean };

/** Why the lease is not asked for. */
type Standing =
  | { kind: 'satisfied'; stored: StoredToken }
  | { kind: 'reauthorizationRequired'; reason: ReauthorizationReason }
  | { kind: 'failed'; error: ConnectorError; comeBackMs?: number }
  | { kind: 'busy' };

interface Look {
  source: TokenSource;
  stored: StoredToken | undefined;
  /** Undefined where the way is free. */
  standing: Standing | undefined;
  /** The lease, where the way was free and nobody else was faster. */
  turn: RefreshTurn | undefined;
}

/** Reads, refreshes and waits until a wish is met, never refreshing without the lease. */
@Injectable()
export class TokenPursuit {
  constructor(
    private readonly database: TenantDatabase,
    private readonly tokens: OAuthTokenRepository,
    private readonly refresher: TokenRefresher,
    @Inject(REFRESH_TIMING) private readonly timing: RefreshTiming,
  ) {}

  /** @throws ConnectorError where there is no token and none can be got now */
  async pursue(place: TokenPlace, wanted: Wanted): Promise<PursuitEnd> {
    const waitsUntil = performance.now() + this.timing.waitMs;
    let decidedNow = false;
    for (let pollMs = this.timing.pollMs.first; ;) {
      const look = await this.#look(place, wanted);
      if (!look) return { kind: 'unwanted' };
      const end = await this.#act(look, wanted);
      if (end.kind === 'satisfied') return { ...end, refreshed: false };
      // What Okta gave just now will do, however short its life.
      if (end.kind === 'stored') return { kind: 'satisfied', stored: end.stored, refreshed: true };
      if (end.kind === 'reauthorizationRequired') return { ...end, decidedNow };
      if (end.kind === 'failed') {
        if (end.comeBackMs !== undefined) wanted.comeBack(end.comeBackMs);
        throw end.error;
      }
      if (end.kind === 'busy') {
        if (wanted.patience === 'leave') return end;
        if (performance.now() + pollMs > waitsUntil) throw tokenNotInTime(look.stored?.leaseMs ?? 0);
        await wait(pollMs * (0.5 + Math.random() / 2));
        pollMs = Math.min(pollMs * 2, this.timing.pollMs.last);
      }
      if (end.kind === 'again') await wait(end.afterMs);
      decidedNow ||= end.kind === 'gaveUp';
    }
  }

  /** Reads the row and, where the way is free, takes the lease: one transaction, which is over before Okta is asked. */
  #look({ tenantId, connectionId }: TokenPlace, wanted: Wanted): Promise<Look | undefined> {
    return this.database.transaction(tenantId, async () => {
      const source = await wanted.source();
      if (!source) return undefined;
      const stored = await this.tokens.find(tenantId, connectionId);
      const keptIdle = stored && wanted.purpose === 'use' && stored.validMs > 0 && !isRefreshedAhead(stored);
      if (keptIdle) await this.tokens.markUsed(tenantId, connectionId, stored.version);
      const standing = standingOf(source, stored, wanted);
      const turn = standing ? undefined : await this.refresher.take(source, stored?.version ?? 0);
      return { source, stored, standing, turn };
    });
  }

  async #act({ source, stored, standing, turn }: Look, { seen, purpose }: Wanted): Promise<Standing | AttemptEnd> {
    if (stored) seen(stored);
    if (!turn) return standing ?? { kind: 'busy' };
    const end = await this.refresher.attempt(source, turn, purpose);
    if (end.kind === 'stored') seen(end.stored);
    return end;
  }
}

function standingOf(
  { grant }: TokenSource,
  stored: StoredToken | undefined,
  { satisfied, patience }: Pick<Wanted, 'satisfied' | 'patience'>,
): Standing | undefined {
  if (!stored) return grant === 'refreshToken' ? { kind: 'failed', error: noTokensYet() } : undefined;
  const { reauthorizationReason: reason, cooldownMs, leaseMs, failureCode } = stored;
  if (reason) return { kind: 'reauthorizationRequired', reason };
  if (satisfied(stored)) return { kind: 'satisfied', stored };
  if (cooldownMs > 0 && patience === 'wait') return { kind: 'failed', error: stillFailing(failureCode, cooldownMs) };
  return cooldownMs > 0 || leaseMs > 0 ? { kind: 'busy' } : undefined;
}

const isRefreshedAhead = ({ dueInMs, dueRank }: StoredToken) => dueInMs !== Infinity && dueRank !== DUE_RANK.keepAlive;
