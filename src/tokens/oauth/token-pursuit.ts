import { setTimeout as wait } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { TenantDatabase } from '../../core/database/tenant-transaction.js';
import type { ReauthorizationReason, TokenSource } from './access-token.js';
import { OAuthTokenRepository, type StoredToken } from './oauth-token.repository.js';
import { REFRESH_TIMING, type RefreshTiming } from './refresh-timing.js';
import { DUE_RANK } from './token-fields.js';
import { noTokensYet, stillFailing, tokenNotInTime } from './token-errors.js';
import { TokenRefresher, type AttemptEnd, type AttemptOptions } from './token-refresher.js';

/** What somebody wants of a connection's token. */
export interface Wanted {
  /** Whether what is stored will do. */
  satisfied: (stored: StoredToken) => boolean;
  /** `leave`: not while another process refreshes, or while nobody may. */
  patience: 'wait' | 'leave';
  purpose: AttemptOptions['purpose'];
  /** Told of everything that is read. */
  seen: (stored: StoredToken) => void;
  /** Told when to look again unasked. */
  comeBack: (afterMs: number) => void;
}

export type PursuitEnd =
  | { kind: 'satisfied'; stored: StoredToken; refreshed: boolean }
  | { kind: 'busy' }
  | { kind: 'reauthorizationRequired'; reason: ReauthorizationReason; decidedNow: boolean };

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
  async pursue(source: TokenSource, wanted: Wanted): Promise<PursuitEnd> {
    const waitsUntil = performance.now() + this.timing.waitMs;
    let refreshed = false;
    let decidedNow = false;
    for (let pollMs = this.timing.pollMs.first; ;) {
      const stored = await this.#read(source, wanted);
      if (!stored && source.grant === 'refreshToken') throw noTokensYet();
      if (stored?.reauthorizationReason)
        return { kind: 'reauthorizationRequired', reason: stored.reauthorizationReason, decidedNow };
      // What Okta gave just now will do, however short its life.
      if (stored && (refreshed || wanted.satisfied(stored))) return { kind: 'satisfied', stored, refreshed };
      const end = await this.#next(source, { stored, purpose: wanted.purpose, patience: wanted.patience });
      if (end.kind === 'failed') {
        if (end.comeBackMs !== undefined) wanted.comeBack(end.comeBackMs);
        throw end.error;
      }
      if (end.kind === 'busy') {
        if (wanted.patience === 'leave') return end;
        if (performance.now() + pollMs > waitsUntil) throw tokenNotInTime(stored?.leaseMs ?? 0);
        await wait(pollMs * (0.5 + Math.random() / 2));
        pollMs = Math.min(pollMs * 2, this.timing.pollMs.last);
      }
      if (end.kind === 'again') await wait(end.afterMs);
      refreshed ||= end.kind === 'stored';
      decidedNow ||= end.kind === 'gaveUp';
    }
  }

  /** An attempt, if the row does not tell already that there can be none. */
  async #next(
    source: TokenSource,
    { stored, purpose, patience }: Pick<Wanted, 'purpose' | 'patience'> & { stored: StoredToken | undefined },
  ): Promise<AttemptEnd> {
    if (stored && stored.cooldownMs > 0) {
      const error = stillFailing(stored.failureCode, stored.cooldownMs);
      return patience === 'leave' ? { kind: 'busy' } : { kind: 'failed', error };
    }
    if (stored && stored.leaseMs > 0) return { kind: 'busy' };
    return this.refresher.attempt(source, { version: stored?.version ?? 0, purpose });
  }

  async #read({ tenantId, connectionId }: TokenSource, wanted: Wanted): Promise<StoredToken | undefined> {
    const stored = await this.database.transaction(tenantId, async () => {
      const found = await this.tokens.find(tenantId, connectionId);
      const keptIdle = found && wanted.purpose === 'use' && found.validMs > 0 && !isRefreshedAhead(found);
      if (keptIdle) await this.tokens.markUsed(tenantId, connectionId, found.version);
      return found;
    });
    if (stored) wanted.seen(stored);
    return stored;
  }
}

const isRefreshedAhead = ({ dueInMs, dueRank }: StoredToken) => dueInMs !== Infinity && dueRank !== DUE_RANK.keepAlive;
