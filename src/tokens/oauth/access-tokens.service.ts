import { Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { TenantDatabase } from '../../core/database/tenant-transaction.js';
import { ConnectorError } from '../../core/errors.js';
import type { TenantId } from '../../core/tenant-id.js';
import type { TokenSet } from '../../okta/oauth/oauth-client.js';
import type { AccessToken, ReauthorizationReason, TokenPlace, TokenSource } from './access-token.js';
import { ComeBacks } from './come-backs.js';
import { DueTokens } from './due-tokens.repository.js';
import { OAuthTokenRepository, type TokenState } from './oauth-token.repository.js';
import { REFRESH_TIMING, refreshLeadMs, usableMs, type RefreshTiming } from './refresh-timing.js';
import { TokenCache } from './token-cache.js';
import { reauthorizationRequired, tokenNotInTime } from './token-errors.js';
import { TokenPursuit, type PursuitEnd, type Wanted } from './token-pursuit.js';
import { TokenRefresher } from './token-refresher.js';

export interface GetOptions {
  /** How long to wait for a token that is being renewed, milliseconds. */
  waitMs?: number;
}

/** Told when a connection must be authorized again; at least once, so it may be told twice. */
export type ReauthorizationListener = (
  tenant: TenantId,
  connectionId: string,
  reason: ReauthorizationReason,
) => Promise<void>;

export type UpkeepResult = 'refreshed' | 'notDue' | 'busy' | 'unwanted' | 'failed' | 'reauthorizationRequired';

interface Flight {
  /** What it looks for is newer than this; undefined: it looks for something else. */
  afterVersion: number | undefined;
  end: Promise<PursuitEnd>;
}

/**
 * Access tokens of OAuth connections. However many calls and processes need one at once, Okta gets one token request; a
 * received refresh token is stored before the access token beside it is used, and is never lost to another refresh.
 */
@Injectable()
export class AccessTokens implements OnModuleDestroy {
  readonly #logger = new Logger(AccessTokens.name);
  readonly #cache: TokenCache;
  readonly #flights = new Map<string, Flight>();
  readonly #comeBacks = new ComeBacks();
  #listener: ReauthorizationListener | undefined;

  constructor(
    private readonly database: TenantDatabase,
    private readonly pursuit: TokenPursuit,
    private readonly refresher: TokenRefresher,
    private readonly tokens: OAuthTokenRepository,
    private readonly due: DueTokens,
    @Inject(REFRESH_TIMING) private readonly timing: RefreshTiming,
  ) {
    this.#cache = new TokenCache(timing);
  }

  /**
   * A token that can be used now; mostly from this process's memory. One that ends soon is renewed in the background.
   * @throws ConnectorError `connection_not_ready`, `reauthorization_required`, `overloaded` when it takes too long, and
   *   whatever became of the token request; `internal_error` inside a transaction
   */
  async get(source: TokenSource, options: GetOptions = {}): Promise<AccessToken> {
    const key = keyOf(source);
    const cached = this.#cache.get(key, -1);
    if (!cached) return this.#await(source, { ...options, afterVersion: this.#cache.refusedVersion(key) });
    if (this.#cache.isDue(key) && !this.#flights.has(key)) this.#refreshAhead(source);
    return cached;
  }

  /**
   * Another token in place of one that Okta refused with 401: the stored one if that is newer, else a new one.
   * @throws ConnectorError like `get`
   */
  async replace(
    source: TokenSource,
    refused: Pick<AccessToken, 'version'>,
    options: GetOptions = {},
  ): Promise<AccessToken> {
    this.#cache.refuse(keyOf(source), refused.version);
    return this.#await(source, { ...options, afterVersion: refused.version });
  }

  /** Stores the first tokens of a consent or of new credentials; joins a transaction of the tenant. */
  async begin(
    tenant: TenantId,
    connectionId: string,
    tokens: TokenSet,
    { consentedAt }: { consentedAt?: Date } = {},
  ): Promise<void> {
    const { timing } = this;
    const lead = refreshLeadMs(tokens.expiresInSeconds * 1_000, { timing, random: Math.random() });
    const first = { connectionId, tokens, consentedAt, refreshLeadMs: lead, refreshTokenDays: timing.refreshTokenDays };
    await this.database.transaction(tenant, () => this.tokens.begin(tenant, first));
    this.forget(tenant, connectionId);
  }

  /** Credentials were changed: the next `get` asks for a new access token. Joins a transaction of the tenant. */
  async discard(tenant: TenantId, connectionId: string): Promise<void> {
    await this.database.transaction(tenant, () => this.tokens.discard(tenant, connectionId));
    this.forget(tenant, connectionId);
  }

  /** Empties this process's memory of the connection; the next `get` reads what is stored. */
  forget(tenant: string, connectionId: string): void {
    const key = keyOf({ tenantId: tenant, connectionId });
    this.#cache.forget(key);
    this.#flights.delete(key);
  }

  /** What is known of the stored tokens; undefined before the first. */
  async state(tenant: TenantId, connectionId: string): Promise<TokenState | undefined> {
    return this.database.transaction(tenant, () => this.tokens.state(tenant, connectionId));
  }

  /** The refresh token, to be revoked; in the transaction that deletes the connection. No refresh stores anything after it. */
  async takeRefreshToken(tenant: TenantId, connectionId: string): Promise<string | undefined> {
    return this.database.transaction(tenant, () => this.tokens.takeRefreshToken(tenant, connectionId));
  }

  /** Who is told of connections that must be authorized again; set once. */
  onReauthorizationRequired(listener: ReauthorizationListener): void {
    this.#listener = listener;
  }

  /**
   * Looks after one connection of `DueTokens.list`. Never throws.
   * @param load reads the source, in the transaction that takes the lease; undefined: no token is wanted of it now
   */
  async upkeep(place: TokenPlace, load: Wanted['source']): Promise<UpkeepResult> {
    try {
      await this.#flights.get(keyOf(place))?.end.catch(() => undefined);
      const wanted = { source: load, satisfied: isNotDue, patience: 'leave', purpose: 'upkeep' } as const;
      const end = await this.#fly(place, undefined, wanted);
      if (end.kind === 'reauthorizationRequired' && !end.decidedNow) await this.#announce(place, end.reason);
      if (end.kind !== 'satisfied') return end.kind;
      return end.refreshed ? 'refreshed' : 'notDue';
    } catch (error) {
      this.#logger.warn({ msg: 'A token could not be renewed', ...placeOf(place), error });
      return 'failed';
    }
  }

  /** Tokens that are on their way are stored before the database is taken away. */
  async onModuleDestroy(): Promise<void> {
    this.#comeBacks.stop();
    await Promise.allSettled([...this.#flights.values()].map(({ end }) => end));
    await this.refresher.settled();
  }

  async #await(
    source: TokenSource,
    { afterVersion, waitMs = this.timing.waitMs }: GetOptions & { afterVersion: number },
  ): Promise<AccessToken> {
    if (this.database.inTransaction())
      throw new ConnectorError('internal_error', 'Access tokens are asked for outside transactions.');
    const bound = Promise.withResolvers<never>();
    const timer = setTimeout(() => bound.reject(tokenNotInTime(1_000)), waitMs);
    try {
      return await Promise.race([this.#join(source, afterVersion), bound.promise]);
    } catch (error) {
      // A token in its last seconds is better than none.
      const last = this.#cache.lastOne(keyOf(source), afterVersion);
      if (last) return last;
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  /** One refresh per process and connection: the others wait for it, then look for themselves. */
  async #join(source: TokenSource, afterVersion: number): Promise<AccessToken> {
    const key = keyOf(source);
    for (let running = this.#flights.get(key); running; running = this.#flights.get(key)) {
      const same = running.afterVersion !== undefined && running.afterVersion >= afterVersion;
      if (same) return tokenOf(await running.end);
      await running.end.catch(() => undefined);
      const cached = this.#cache.get(key, afterVersion);
      if (cached) return cached;
    }
    const satisfied: Wanted['satisfied'] = (stored) =>
      stored.token !== undefined && usableMs(stored, this.timing) > 0 && stored.version > afterVersion;
    const wanted = { source: async () => source, satisfied, patience: 'wait', purpose: 'use' } as const;
    return tokenOf(await this.#fly(source, afterVersion, wanted));
  }

  #refreshAhead(source: TokenSource): void {
    const key = keyOf(source);
    this.#cache.postpone(key, this.timing.aheadPauseMs);
    const wanted = { source: async () => source, satisfied: isFresh, patience: 'leave', purpose: 'use' } as const;
    this.#fly(source, undefined, wanted).catch((error: unknown) => {
      this.#logger.warn({ msg: 'A token could not be renewed ahead of its end', ...placeOf(source), error });
    });
  }

  #fly(
    place: TokenPlace,
    afterVersion: number | undefined,
    wanted: Omit<Wanted, 'seen' | 'comeBack'>,
  ): Promise<PursuitEnd> {
    const key = keyOf(place);
    const isCurrent = () => this.#flights.get(key)?.end === end;
    const end = this.pursuit
      .pursue(place, {
        ...wanted,
        seen: (stored) => isCurrent() && this.#cache.put(key, stored),
        comeBack: (afterMs) => this.#comeBacks.plan(key, afterMs, () => void this.upkeep(place, wanted.source)),
      })
      .then(async (reached) => {
        if (reached.kind === 'reauthorizationRequired' && reached.decidedNow)
          await this.#announce(place, reached.reason);
        return reached;
      })
      .finally(() => {
        if (isCurrent()) this.#flights.delete(key);
      });
    this.#flights.set(key, { afterVersion, end });
    return end;
  }

  /** A verdict that could not be announced stays due: upkeep comes back to it. */
  async #announce(place: TokenPlace, reason: ReauthorizationReason): Promise<void> {
    const { tenantId, connectionId } = place;
    try {
      await this.#listener?.(tenantId, connectionId, reason);
      await this.due.settle(tenantId, connectionId);
    } catch (error) {
      this.#logger.error({ msg: 'A lost authorization could not be announced', ...placeOf(place), reason, error });
    }
  }
}

const isNotDue: Wanted['satisfied'] = ({ dueInMs }) => dueInMs > 0;

const isFresh: Wanted['satisfied'] = ({ validMs, refreshInMs }) => validMs > 0 && refreshInMs > 0;

function tokenOf(end: PursuitEnd): AccessToken {
  if (end.kind === 'satisfied' && end.stored.token) return end.stored.token;
  if (end.kind === 'reauthorizationRequired') throw reauthorizationRequired(end.reason);
  throw tokenNotInTime(1_000);
}

const keyOf = ({ tenantId, connectionId }: { tenantId: string; connectionId: string }) => `${tenantId}/${connectionId}`;

const placeOf = ({ tenantId, connectionId }: TokenPlace) => ({ tenantId, connectionId });
