import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { TenantDatabase } from '../../core/database/tenant-transaction.js';
import { ConnectorError } from '../../core/errors.js';
import type { TenantId } from '../../core/tenant-id.js';
import type { TokenResult, TokenSet } from '../../okta/oauth/oauth-client.js';
import type { ReauthorizationReason, TokenSource } from './access-token.js';
import type { StoredToken } from './oauth-token.repository.js';
import { RefreshAttemptRepository } from './refresh-attempt.repository.js';
import { decideAfterFailure, type RefreshDecision } from './refresh-decision.js';
import { RefreshLeaseRepository, type RefreshLease } from './refresh-lease.repository.js';
import { REFRESH_TIMING, refreshLeadMs, type RefreshTiming } from './refresh-timing.js';
import { countRefresh, observeRefresh } from './refresh-metrics.js';
import { refusalNotConfirmed } from './token-errors.js';

/** What an attempt came to. */
export type AttemptEnd =
  /** Told after the commit: the token may be used. */
  | { kind: 'stored'; stored: StoredToken }
  /** Look again: another process was faster, or there was no time left to ask Okta. */
  | { kind: 'superseded' }
  | { kind: 'again'; afterMs: number }
  /** `comeBackMs`: a token may be lost, so this process looks again by itself after that time. */
  | { kind: 'failed'; error: ConnectorError; comeBackMs?: number }
  | { kind: 'gaveUp'; reason: ReauthorizationReason };

/** A lease, and by when Okta must have answered: on the clock of `performance.now()`. */
export interface RefreshTurn {
  lease: RefreshLease;
  deadline: number;
}

/** `upkeep`: nobody asked for the token. */
export type RefreshPurpose = 'use' | 'upkeep';

type Failed = Extract<TokenResult, { kind: 'failure' }>;

/** How much later than the deadline a token request may come back before it is left alone. */
const OVERDUE_MS = 1_000;
const STORE_AGAIN_MS = { first: 50, last: 2_000 };
const DAY_MS = 86_400_000;
/** In refreshes of a connection: between two looks for attempts that can be forgotten. */
const PRUNED_EVERY = 20;

/** One refresh attempt under a lease: no connection to the database is held while Okta is asked. */
@Injectable()
export class TokenRefresher {
  readonly #logger = new Logger(TokenRefresher.name);
  readonly #owner = randomUUID();
  readonly #overdue = new Set<Promise<unknown>>();

  constructor(
    private readonly database: TenantDatabase,
    private readonly leases: RefreshLeaseRepository,
    private readonly attempts: RefreshAttemptRepository,
    @Inject(REFRESH_TIMING) private readonly timing: RefreshTiming,
  ) {}

  /** Takes the lease and writes the attempt down, in the caller's transaction. @returns undefined where somebody has it */
  async take({ tenantId, connectionId, grant }: TokenSource, version: number): Promise<RefreshTurn | undefined> {
    const { leaseMs, requestMs } = this.timing;
    const deadline = performance.now() + requestMs;
    const request = { connectionId, grant, version, owner: this.#owner, leaseMs };
    const lease = await this.leases.take(tenantId, request);
    return lease && { lease, deadline };
  }

  /** Asks Okta, once the transaction that took the lease is committed. */
  attempt(source: TokenSource, turn: RefreshTurn, purpose: RefreshPurpose): Promise<AttemptEnd> {
    return observeRefresh(source.grant, () => this.#underLease(source, turn, purpose));
  }

  async #underLease(
    source: TokenSource,
    { lease, deadline }: RefreshTurn,
    purpose: RefreshPurpose,
  ): Promise<AttemptEnd> {
    if (source.grant === 'refreshToken' && lease.refreshToken === undefined) return this.#giveUp(source, lease);
    if (performance.now() >= deadline) return this.#tooLate(source, lease);
    const answer = ask(source, lease, deadline);
    const result = await within(answer, deadline + OVERDUE_MS - performance.now());
    if (!result) return this.#leaveOverdue(answer, { source, lease, purpose });
    if (result.kind === 'tokens') return this.#keep(source, lease, { tokens: result.tokens, purpose });
    return this.#judge(source, lease, result);
  }

  /** Resolves when the answers are in that came after everybody stopped waiting for them. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#overdue);
  }

  /** Stores the tokens, or keeps the refresh token as a spare; a received refresh token is never thrown away. */
  async #keep(
    { tenantId: tenant, connectionId }: TokenSource,
    lease: RefreshLease,
    { tokens, purpose }: { tokens: TokenSet; purpose: RefreshPurpose },
  ): Promise<AttemptEnd> {
    const lead = refreshLeadMs(tokens.expiresInSeconds * 1_000, { timing: this.timing, random: Math.random() });
    const keepAliveDays = purpose === 'upkeep' ? this.timing.keepAliveDays : undefined;
    const received = { tokens, refreshLeadMs: lead, keepAliveDays };
    const spare = tokens.refreshToken === lease.refreshToken ? undefined : tokens.refreshToken;
    const stored = await this.#persist(() =>
      this.database.transaction(tenant, async () => {
        const done = await this.leases.store(tenant, lease, received);
        if (!done) await this.attempts.finish(tenant, lease, { outcome: 'superseded', spare });
        return done;
      }),
    );
    countRefresh(stored ? 'stored' : 'superseded');
    if (stored) {
      if (lease.epoch % PRUNED_EVERY === 0)
        await this.#record(tenant, connectionId, () => this.attempts.prune(tenant, lease));
      return { kind: 'stored', stored };
    }
    const msg = 'A refresh lost its lease; its token is kept as a spare';
    this.#logger.warn({ msg, tenantId: tenant, connectionId });
    return { kind: 'superseded' };
  }

  /** Decides under the row's lock, so that nobody else's token is judged. */
  async #judge(source: TokenSource, lease: RefreshLease, failed: Failed): Promise<AttemptEnd> {
    const { tenantId: tenant, connectionId } = source;
    const { failure, error } = failed;
    countRefresh(failure);
    const confirming = failure === 'invalidGrant' && source.grant === 'refreshToken';
    this.#logger.warn({ msg: 'A token request failed', tenantId: tenant, connectionId, failure, code: error.code });
    const decision = await this.#record(tenant, connectionId, async () => {
      const holds = await this.leases.holds(tenant, lease);
      await this.attempts.finish(tenant, lease, { outcome: failure, errorCode: error.code });
      await this.attempts.pruneFailures(tenant, lease);
      if (!holds) return 'superseded';
      const decided = this.#decide(source, lease, failed);
      await this.#carryOut(tenant, lease, { decided, errorCode: confirming ? 'overloaded' : error.code });
      return decided;
    });
    if (decision === 'superseded') return { kind: 'superseded' };
    if (decision?.next === 'again') return { kind: 'again', afterMs: decision.afterMs };
    if (decision?.next === 'giveUp') return { kind: 'gaveUp', reason: decision.reason };
    return {
      kind: 'failed',
      error: confirming ? refusalNotConfirmed(decision?.pauseMs ?? 0) : error,
      ...(decision?.due === 'unfinished' && { comeBackMs: decision.pauseMs }),
    };
  }

  #decide({ grant }: TokenSource, lease: RefreshLease, { failure, error }: Failed): RefreshDecision {
    const { retryAfterSeconds } = error.details;
    const retryAfterMs = retryAfterSeconds === undefined ? undefined : retryAfterSeconds * 1_000;
    return decideAfterFailure({ ...lease, grant, failure, retryAfterMs, timing: this.timing, random: Math.random() });
  }

  async #carryOut(
    tenant: TenantId,
    lease: RefreshLease,
    { decided, errorCode }: { decided: RefreshDecision; errorCode: string },
  ): Promise<void> {
    if (decided.next === 'giveUp') return this.leases.giveUp(tenant, lease, decided.reason);
    // This process tries again itself, upkeep does if it cannot.
    if (decided.next === 'again')
      return this.leases.backOff(tenant, lease, { pauseMs: 0, due: 'unfinished', dueInMs: 0, errorCode });
    const { pauseMs, due } = decided;
    const when = due === 'later' ? ({ due: 'keepAlive', dueInMs: DAY_MS } as const) : { due, dueInMs: pauseMs };
    return this.leases.backOff(tenant, lease, { pauseMs, errorCode, ...when });
  }

  /** A consent without a refresh token has come to its end. */
  async #giveUp({ tenantId: tenant }: TokenSource, lease: RefreshLease): Promise<AttemptEnd> {
    countRefresh('notSent');
    await this.database.transaction(tenant, async () => {
      await this.attempts.finish(tenant, lease, { outcome: 'notSent' });
      await this.leases.giveUp(tenant, lease, 'revoked');
    });
    return { kind: 'gaveUp', reason: 'revoked' };
  }

  /** The process was held up for so long that the lease may be somebody else's before Okta has answered. */
  async #tooLate({ tenantId: tenant, connectionId }: TokenSource, lease: RefreshLease): Promise<AttemptEnd> {
    countRefresh('notSent');
    const due = { due: 'refresh', dueInMs: 0, errorCode: 'overloaded' } as const;
    await this.#record(tenant, connectionId, async () => {
      await this.attempts.finish(tenant, lease, { outcome: 'notSent' });
      await this.leases.backOff(tenant, lease, { pauseMs: 0, ...due });
    });
    return { kind: 'superseded' };
  }

  /** The lease is left to end by itself; the answer is taken whenever it comes. */
  #leaveOverdue(
    answer: Promise<TokenResult>,
    { source, lease, purpose }: { source: TokenSource; lease: RefreshLease; purpose: RefreshPurpose },
  ): AttemptEnd {
    const late = answer
      .then(async (result) => {
        if (result.kind === 'failure') countRefresh(result.failure);
        else await this.#keep(source, lease, { tokens: result.tokens, purpose });
      })
      .catch((error: unknown) => this.#logger.error({ msg: 'A late token could not be stored', error }))
      .finally(() => this.#overdue.delete(late));
    this.#overdue.add(late);
    return {
      kind: 'failed',
      error: new ConnectorError('okta_timeout', 'Okta did not answer the token request in time.'),
    };
  }

  /** Tries for `storeMs` while the database cannot be reached. */
  async #persist<T>(work: () => Promise<T>): Promise<T> {
    const givesUpAt = performance.now() + this.timing.storeMs;
    for (let pauseMs = STORE_AGAIN_MS.first; ; pauseMs = Math.min(pauseMs * 2, STORE_AGAIN_MS.last)) {
      try {
        return await work();
      } catch (error) {
        this.#logger.error({ msg: 'A new token could not be stored; it is tried again', error });
        if (performance.now() > givesUpAt) throw error;
        await wait(pauseMs);
      }
    }
  }

  /** What is only recorded may fail: the lease ends by itself, and the attempt counts as not finished. */
  async #record<T>(tenant: TenantId, connectionId: string, work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await this.database.transaction(tenant, work);
    } catch (error) {
      this.#logger.warn({ msg: 'The end of a refresh could not be recorded', tenantId: tenant, connectionId, error });
      return undefined;
    }
  }
}

/** A source that throws breaks its promise; whether it has sent anything is not known. */
async function ask(source: TokenSource, { refreshToken }: RefreshLease, deadline: number): Promise<TokenResult> {
  try {
    return await source.request(refreshToken, deadline);
  } catch (cause) {
    const error = new ConnectorError('okta_unavailable', 'The request for an access token was interrupted.', { cause });
    return { kind: 'failure', failure: 'unknown', error };
  }
}

async function within<T>(work: Promise<T>, ms: number): Promise<T | undefined> {
  const timer = new AbortController();
  const timeout = wait(ms, undefined, { signal: timer.signal }).catch(() => undefined);
  try {
    return await Promise.race([work, timeout]);
  } finally {
    timer.abort();
  }
}
