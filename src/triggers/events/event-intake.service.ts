import { Injectable, Logger } from '@nestjs/common';
import { TenantDatabase } from '../../core/database/tenant-transaction.js';
import { JobQueue } from '../../core/jobs/job-queue.service.js';
import { DELIVERIES_QUEUE, HOOKS_QUEUE } from '../../core/jobs/queues.js';
import type { TenantId } from '../../core/tenant-id.js';
import type { Subscription } from '../subscriptions/subscription.js';
import { SubscriptionRepository } from '../subscriptions/subscription.repository.js';
import { countEvents } from '../trigger-metrics.js';
import { DeliveryWriter } from './delivery-writer.service.js';
import { EventRepository, type EventSource } from './event.repository.js';
import type { LogEvent } from './log-event.js';
import { Interests } from './interests.js';

export interface Arrival {
  tenantId: TenantId;
  connectionId: string;
  source: EventSource;
  events: readonly LogEvent[];
  /** Done in the transaction that stores the events: what must not be kept without them. */
  within?: () => Promise<void>;
}

const MAX_AHEAD_MS = 2 * 86_400_000;

/**
 * Where events come in, whichever way: stored once, and in the same transaction written down for every subscription that
 * wants them. When `accept` has resolved, they are delivered whatever happens to this process.
 */
@Injectable()
export class EventIntake {
  readonly #logger = new Logger(EventIntake.name);
  readonly #interests = new Interests();

  constructor(
    private readonly database: TenantDatabase,
    private readonly subscriptions: SubscriptionRepository,
    private readonly events: EventRepository,
    private readonly writer: DeliveryWriter,
    private readonly jobs: JobQueue,
  ) {}

  /** @returns how many were new, and how many deliveries they made */
  async accept(arrival: Arrival): Promise<{ stored: number; deliveries: number }> {
    const known = this.#plausible(arrival);
    const result = await this.database.transaction(arrival.tenantId, async () => {
      const fresh = await this.#store(arrival, known);
      const deliveries = fresh.length === 0 ? 0 : await this.#fanOut(arrival, fresh);
      if (fresh.some(isAboutHooks)) await this.#askForHooks(arrival);
      await arrival.within?.();
      return { stored: fresh.length, deliveries };
    });
    countEvents(arrival.source, result.stored);
    if (result.deliveries > 0) this.jobs.wake(DELIVERIES_QUEUE);
    return result;
  }

  /** Without doubles, and without what claims to come from the far future: its partition would stand in the way there. */
  #plausible({ events, connectionId }: Arrival): LogEvent[] {
    const latest = Date.now() + MAX_AHEAD_MS;
    const once = [...new Map(events.map((event) => [event.uuid, event])).values()];
    const plausible = once.filter(({ published }) => Date.parse(published) <= latest);
    const ahead = once.length - plausible.length;
    if (ahead > 0) this.#logger.warn({ msg: 'Events of the future were left out', connectionId, count: ahead });
    return plausible;
  }

  async #store({ tenantId, connectionId, source }: Arrival, events: readonly LogEvent[]): Promise<LogEvent[]> {
    if (events.length === 0) return [];
    const stored = await this.events.insertNew(tenantId, { connectionId, source, events });
    return events.filter(({ uuid }) => stored.has(uuid));
  }

  /** Somebody changed an event hook of the org, or it failed; hooks are told of neither, so the log said it. */
  async #askForHooks({ tenantId, connectionId }: Arrival): Promise<void> {
    await this.jobs.send(HOOKS_QUEUE, { tenantId, connectionId }, { singletonKey: connectionId });
  }

  async #fanOut({ tenantId, connectionId }: Arrival, events: readonly LogEvent[]): Promise<number> {
    let count = 0;
    // One after the other in the order of their ids: two arrivals at once take the rows' locks in the same order.
    for (const subscription of await this.subscriptions.listHearing(tenantId, connectionId)) {
      const wanted = events.filter(this.#interests.of(subscription));
      if (wanted.length > 0) count += await this.#write(subscription, wanted);
    }
    return count;
  }

  async #write(subscription: Subscription, events: readonly LogEvent[]): Promise<number> {
    const deliverables = events.map((event) => DeliveryWriter.eventFor(subscription, event));
    return (await this.writer.write(subscription, deliverables, latestOf(events))).length;
  }
}

const latestOf = (events: readonly LogEvent[]): string =>
  events.map(({ published }) => published).reduce((latest, at) => (Date.parse(at) > Date.parse(latest) ? at : latest));

const isAboutHooks = ({ eventType }: LogEvent): boolean => eventType.startsWith('event_hook.');
