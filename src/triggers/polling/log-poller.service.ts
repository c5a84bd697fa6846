import { Injectable, Logger } from '@nestjs/common';
import type { ConnectionAccess } from '../../connections/connection-access.js';
import type { OktaSession } from '../../connections/okta-session.js';
import type { DueItem } from '../../connections/upkeep/leased-rows.repository.js';
import { TenantDatabase } from '../../core/database/tenant-transaction.js';
import { ConnectorError } from '../../core/errors.js';
import { failSpan, inSpan } from '../../core/telemetry/spans.js';
import type { OktaClient } from '../../okta/okta-client.js';
import { countPoll, pollStartLag } from '../trigger-metrics.js';
import { readLogPage, type LogPage } from './log-page.js';
import { LogPageStore } from './log-page-store.service.js';
import type { LogPosition, PollProgress } from './log-position.js';
import { LogPositions } from './log-position.repository.js';
import { restartTargetOf, targetOf } from './log-target.js';
import { intervalAfter, intervalAfterFailure, pauseAfter, POLL_PACE, type PollPace } from './poll-interval.js';

export interface PollerOptions extends PollPace {
  /** For one page; renewed with each. Longer than reading and storing it, shorter than a minute. */
  leaseSeconds: number;
  /** For reading one page, Okta's retries and waits included. */
  readWithinMs: number;
  /** In one turn of a connection that has much to catch up with. */
  pages: number;
  turnMs: number;
  /** In [0, 1). */
  random: () => number;
}

const DEFAULTS: PollerOptions = {
  ...POLL_PACE,
  leaseSeconds: 55,
  readWithinMs: 30_000,
  pages: 10,
  turnMs: 20_000,
  random: Math.random,
};

interface Turn {
  requests: number;
  events: number;
  startedAt: number;
}

/**
 * Reads the System Logs of connections, each by one process at a time. A page and the link behind it are stored together,
 * so that nothing is lost or heard twice, whatever happens in between.
 */
@Injectable()
export class LogPoller {
  readonly #logger = new Logger(LogPoller.name);
  readonly #options: PollerOptions;

  constructor(
    private readonly database: TenantDatabase,
    private readonly positions: LogPositions,
    private readonly store: LogPageStore,
    private readonly access: Pick<ConnectionAccess, 'open' | 'learn'>,
    private readonly client: Pick<OktaClient, 'send'>,
    options: Partial<PollerOptions> = {},
  ) {
    this.#options = { ...DEFAULTS, ...options };
  }

  listDue(limit: number): Promise<DueItem[]> {
    return this.positions.listDue(limit);
  }

  /** Reads on, page by page to the end of the log or of the turn, unless another process is at it. */
  async poll({ tenantId, id }: DueItem, stop?: AbortSignal): Promise<void> {
    const { leaseSeconds } = this.#options;
    const position = await this.database.transaction(tenantId, () => this.positions.lease(tenantId, id, leaseSeconds));
    if (!position) return;
    pollStartLag.record(Math.max(0, position.lateMs) / 1_000);
    await inSpan({ name: 'poll' }, async (span) => {
      try {
        countPoll(await this.#turn(position, stop));
      } catch (error) {
        failSpan(span, error);
        await this.#fail(position, error, stop);
      }
    });
  }

  /** @returns `limited` when it ended because little is left of Okta's limit */
  async #turn(leased: LogPosition, stop: AbortSignal | undefined): Promise<'succeeded' | 'limited'> {
    const turn: Turn = { requests: 0, events: 0, startedAt: performance.now() };
    let position: LogPosition | undefined = leased;
    let limited = false;
    while (position) {
      const page: LogPage = await this.#read(position, turn, stop);
      limited = page.limitWait > 0;
      position = await this.#keep(position, page, turn);
    }
    return limited ? 'limited' : 'succeeded';
  }

  /** @returns the position to read on from at once; undefined when the turn is over */
  async #keep(position: LogPosition, page: LogPage, turn: Turn): Promise<LogPosition | undefined> {
    turn.events += page.events.length;
    const goesOn = page.full && this.#mayGoOn(page, turn);
    const progress = this.#progressOf(position, page, turn);
    const dueInSeconds = goesOn ? this.#options.leaseSeconds : progress.dueInSeconds;
    const outcome = await this.store.store(position, page, { ...progress, dueInSeconds });
    if (outcome === 'lost') {
      // Where only its start was moved, it is still ours to give back.
      await this.#postpone(position, { seconds: 0 });
      return undefined;
    }
    return goesOn ? { ...position, nextTarget: page.next } : undefined;
  }

  #mayGoOn({ limitWait }: LogPage, { requests, startedAt }: Turn): boolean {
    const { pages, turnMs } = this.#options;
    return limitWait === 0 && requests < pages && performance.now() - startedAt < turnMs;
  }

  #progressOf(position: LogPosition, page: LogPage, { requests, events }: Turn): PollProgress {
    const { next: nextTarget, latestPublished, full, rateLimit, limitWait } = page;
    const previous = position.intervalSeconds;
    const intervalSeconds = full ? 0 : intervalAfter({ events, previous, rateLimit }, this.#options);
    const pause = pauseAfter({ requests, interval: intervalSeconds, limitWait }, this.#options.random());
    return { nextTarget, latestPublished, intervalSeconds, dueInSeconds: pause };
  }

  /** @throws ConnectorError where the connection cannot be opened, or Okta does not answer as it should */
  async #read(position: LogPosition, turn: Turn, stop: AbortSignal | undefined): Promise<LogPage> {
    const { tenantId, connectionId, nextTarget } = position;
    const signal = AbortSignal.any([AbortSignal.timeout(this.#options.readWithinMs), ...(stop ? [stop] : [])]);
    const session = await this.access.open(tenantId, connectionId);
    const target = targetOf(position, Date.now());
    try {
      return await this.#ask(session, target, { turn, signal });
    } catch (error) {
      if (target !== nextTarget || !isRefusal(error)) throw error;
      this.#logger.warn({
        msg: 'Okta no longer takes the place in its log: the last hour is read again',
        connectionId,
      });
      return this.#ask(session, restartTargetOf(position, Date.now()), { turn, signal });
    }
  }

  async #ask(
    session: OktaSession,
    target: string,
    { turn, signal }: { turn: Turn; signal: AbortSignal },
  ): Promise<LogPage> {
    const { org, authorizer } = session;
    turn.requests += 1;
    try {
      const request = { method: 'GET', target, idempotent: true } as const;
      const answer = await this.client.send(org, request, authorizer, { priority: 'bulk', signal });
      return readLogPage(answer, target, Date.now());
    } catch (error) {
      await this.access.learn(session, error);
      throw error;
    }
  }

  async #fail(position: LogPosition, error: unknown, stop: AbortSignal | undefined): Promise<void> {
    if (stop?.aborted) return this.#postpone(position, { seconds: 0 });
    countPoll(isLimit(error) ? 'limited' : 'failed');
    const { connectionId, intervalSeconds: previous } = position;
    this.#logger.warn({ msg: 'A System Log could not be read, it is tried again', connectionId, err: error });
    const { random } = this.#options;
    const named = error instanceof ConnectorError ? error.details.retryAfterSeconds : undefined;
    const intervalSeconds = intervalAfterFailure(previous, this.#options);
    const interval = named ?? intervalSeconds;
    const seconds = pauseAfter({ requests: 1, interval, limitWait: named ?? 0 }, random());
    await this.#postpone(position, { seconds, failure: { error: wordsOf(error), intervalSeconds } });
  }

  #postpone(position: LogPosition, to: Parameters<LogPositions['postpone']>[1]): Promise<void> {
    return this.database.transaction(position.tenantId, () => this.positions.postpone(position, to));
  }
}

/** Okta refused the question itself, as it does with a cursor that it has forgotten (E0000029, E0000031, E0000053). */
const isRefusal = (error: unknown): boolean =>
  error instanceof ConnectorError && error.details.upstream?.status === 400;

const isLimit = (error: unknown): boolean =>
  error instanceof ConnectorError && (error.code === 'too_many_requests' || error.code === 'okta_rate_limited');

function wordsOf(error: unknown): string {
  if (!(error instanceof ConnectorError)) return 'An error of this service; it is tried again.';
  const { remedy } = error.details;
  return (remedy === undefined ? error.message : `${error.message} ${remedy}`).slice(0, 500);
}
