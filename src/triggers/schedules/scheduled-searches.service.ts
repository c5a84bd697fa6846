import { Injectable, Logger } from '@nestjs/common';
import type { ConnectionAccess } from '../../connections/connection-access.js';
import type { DueItem } from '../../connections/upkeep/leased-rows.repository.js';
import { TenantDatabase } from '../../core/database/tenant-transaction.js';
import type { OktaClient } from '../../okta/okta-client.js';
import type { OktaRequest } from '../../okta/okta-request.js';
import { SubscriptionRepository } from '../subscriptions/subscription.repository.js';
import { readState } from './schedule-state.js';
import { ScheduleRepository } from './schedule.repository.js';
import { ScheduleStepStore, type KeptStep } from './schedule-step-store.service.js';
import { judgeFailure } from './search-failure.js';
import { afterFailure, afterStep, planPass, untilLater, type Standing } from './search-pass.js';
import { pageIn } from './okta-lists.js';
import type { OktaPage } from './search.js';

export interface SearchOptions {
  /** Longer than the calls between two steps take; renewed with each step. */
  leaseSeconds: number;
  /** Then others have their turn. */
  turnMs: number;
  now: () => Date;
}

const DEFAULTS: SearchOptions = { leaseSeconds: 180, turnMs: 60_000, now: () => new Date() };

/** What one process may still do for a subscription. */
interface Turn {
  isOver: () => boolean;
  signal: AbortSignal | undefined;
}

/** Does the searches that subscriptions are due for, each by one process at a time. */
@Injectable()
export class ScheduledSearches {
  readonly #logger = new Logger(ScheduledSearches.name);
  readonly #options: SearchOptions;

  constructor(
    private readonly database: TenantDatabase,
    private readonly schedules: ScheduleRepository,
    private readonly subscriptions: SubscriptionRepository,
    private readonly steps: ScheduleStepStore,
    private readonly access: Pick<ConnectionAccess, 'open' | 'learn'>,
    private readonly client: Pick<OktaClient, 'send'>,
    options: Partial<SearchOptions> = {},
  ) {
    this.#options = { ...DEFAULTS, ...options };
  }

  listDue(limit: number): Promise<DueItem[]> {
    return this.schedules.listDue(limit);
  }

  /** Searches window after window, until none is due or the turn is over; nothing where another process is at it. */
  async search(item: DueItem, signal?: AbortSignal): Promise<void> {
    const deadline = performance.now() + this.#options.turnMs;
    const turn: Turn = { isOver: () => performance.now() > deadline || signal?.aborted === true, signal };
    for (let standing = await this.#take(item); standing;) {
      standing = await this.#attempt(standing, turn);
    }
  }

  #take({ tenantId, id }: DueItem): Promise<Standing | undefined> {
    return this.database.transaction(tenantId, async () => {
      if (!(await this.schedules.lease(tenantId, id, this.#options.leaseSeconds))) return undefined;
      const subscription = await this.subscriptions.find(tenantId, id);
      const { scheduleFrom } = subscription ?? {};
      if (!subscription || !scheduleFrom) return undefined;
      const state = readState(subscription.scheduleState);
      return { subscription, state, hold: { tenantId, id, scheduleFrom, revision: state.revision } };
    });
  }

  /** @returns where to go on at once; undefined when the turn is over */
  async #attempt(standing: Standing, turn: Turn): Promise<Standing | undefined> {
    const { leaseSeconds } = this.#options;
    let reached = standing;
    try {
      const pass = planPass(standing, this.#options.now());
      if ('dueAt' in pass) return void (await this.#keep(standing, untilLater(standing, { at: pass.dueAt })));
      for await (const step of pass.search({ ...pass.request, read: this.#reader(standing, turn) })) {
        const now = this.#options.now();
        const over = turn.isOver();
        const kept = afterStep(reached, pass, { step, onward: over ? 'over' : { leaseSeconds }, now });
        const next = await this.#keep(reached, kept);
        if (!next || over || 'at' in kept.change.dueAt) return undefined;
        reached = next;
      }
      return reached;
    } catch (error) {
      await this.#fail(reached, error, turn);
      return undefined;
    }
  }
  /** @returns the standing after it; undefined where another process was faster */
  async #keep({ subscription, hold }: Standing, step: KeptStep): Promise<Standing | undefined> {
    if (!(await this.steps.keep(subscription, hold, step))) return undefined;
    const { state, scheduleFrom } = step.change;
    return { subscription, state, hold: { ...hold, scheduleFrom, revision: state.revision } };
  }

  /** Reads pages for the connection, yielding to what callers wait for. */
  #reader({ subscription: { tenantId, connectionId } }: Standing, { signal }: Turn) {
    return async (request: OktaRequest): Promise<OktaPage> => {
      const session = await this.access.open(tenantId, connectionId);
      try {
        const options = { priority: 'bulk', ...(signal && { signal }) } as const;
        return pageIn(await this.client.send(session.org, request, session.authorizer, options));
      } catch (error) {
        await this.access.learn(session, error);
        throw error;
      }
    };
  }

  async #fail(standing: Standing, error: unknown, { signal }: Turn): Promise<void> {
    if (signal?.aborted) return void (await this.#keep(standing, untilLater(standing, { inSeconds: 0 })));
    const { hold, state } = standing;
    this.#logger.warn({ msg: 'A scheduled search failed, it is tried again', subscriptionId: hold.id, err: error });
    await this.#keep(standing, afterFailure(standing, judgeFailure(error, (state.failures ?? 0) + 1)));
  }
}
