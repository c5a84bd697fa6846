import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { z } from 'zod';
import { TenantDatabase } from '../../core/database/tenant-transaction.js';
import { JobQueue, type JobPayload } from '../../core/jobs/job-queue.service.js';
import { DELIVERIES_QUEUE, REPLAYS_QUEUE } from '../../core/jobs/queues.js';
import { parseTenantId, type TenantId } from '../../core/tenant-id.js';
import { DeliveryWriter, type Deliverable } from '../events/delivery-writer.service.js';
import type { LogEvent } from '../events/log-event.js';
import { interestOf } from '../events/match.js';
import { countEvents } from '../trigger-metrics.js';
import { isScheduled } from './event-sources.service.js';
import type { Period } from './start-time.js';
import { StoredDeliveryRepository, type EventPlace } from './stored-delivery.repository.js';
import type { Subscription } from './subscription.js';
import { SubscriptionRepository } from './subscription.repository.js';

const PAGE = 500;

/** At most so many deliveries of one replay: what is more is asked for again, from the time of the last. */
const MAX_DELIVERIES = 100_000;

const AT_ONCE = 2;

const Payload = z.object({
  tenantId: z.string(),
  subscriptionId: z.string(),
  since: z.iso.datetime(),
  until: z.iso.datetime(),
  fromSequence: z.coerce.number().int(),
});

/** A period to be delivered; what has a number from `fromSequence` on was written since it was asked for. */
interface Replay extends Period {
  tenantId: TenantId;
  subscriptionId: string;
  fromSequence: number;
}

/** How far it came. */
interface Place {
  events: EventPlace | undefined;
  sequence: number;
}

interface Page {
  deliverables: Deliverable[];
  latest: string | null;
  next: Place | undefined;
}

/**
 * Delivers periods (again): deliveries with the ids of before and the next numbers, for each stored event that matches.
 * Page by page, each in a transaction of its own; begun again it leaves out what it has written.
 */
@Injectable()
export class ReplayWorker implements OnModuleInit {
  readonly #logger = new Logger(ReplayWorker.name);

  constructor(
    private readonly database: TenantDatabase,
    private readonly subscriptions: SubscriptionRepository,
    private readonly stored: StoredDeliveryRepository,
    private readonly writer: DeliveryWriter,
    private readonly jobs: JobQueue,
  ) {}

  onModuleInit(): void {
    this.jobs.work(REPLAYS_QUEUE, (payload, signal) => this.#work(payload, signal), { localConcurrency: AT_ONCE });
  }

  /** @returns how many deliveries it has written */
  async replay(replay: Replay, signal?: AbortSignal): Promise<number> {
    let place: Place | undefined = { events: undefined, sequence: 0 };
    let count = 0;
    while (place && count < MAX_DELIVERIES) {
      signal?.throwIfAborted();
      const from: Place = place;
      const done = await this.database.transaction(replay.tenantId, () => this.#writePage(replay, from));
      if (done.count > 0) this.jobs.wake(DELIVERIES_QUEUE);
      count += done.count;
      countEvents('replay', done.count);
      place = done.next;
    }
    const { tenantId, subscriptionId } = replay;
    if (place) this.#logger.warn({ msg: 'A replay is cut short: it is too long', tenantId, subscriptionId, count });
    return count;
  }

  async #work(payload: JobPayload, signal: AbortSignal): Promise<void> {
    const { tenantId, since, until, ...rest } = Payload.parse(payload);
    const tenant = parseTenantId(tenantId);
    if (tenant)
      await this.replay({ ...rest, tenantId: tenant, since: new Date(since), until: new Date(until) }, signal);
  }

  async #writePage(replay: Replay, place: Place): Promise<{ count: number; next: Place | undefined }> {
    const { tenantId, subscriptionId, fromSequence: sequence } = replay;
    const subscription = await this.subscriptions.lock(tenantId, subscriptionId);
    if (!subscription || subscription.status === 'disabled') return { count: 0, next: undefined };
    const page = await (isScheduled(subscription)
      ? this.#computedPage(subscription, replay, place)
      : this.#eventPage(subscription, replay, place));
    const webhookIds = page.deliverables.map(({ webhookId }) => webhookId);
    const written = await this.stored.writtenSince(subscription, { sequence, webhookIds });
    const missing = page.deliverables.filter(({ webhookId }) => !written.has(webhookId));
    if (missing.length > 0) await this.writer.write(subscription, missing, page.latest);
    return { count: missing.length, next: page.next };
  }

  /** Also of the time before the subscription, where that is asked for. */
  async #eventPage(subscription: Subscription, { since, until }: Replay, place: Place): Promise<Page> {
    const events = await this.stored.events(subscription, { since, until, after: place.events, limit: PAGE });
    const wanted = events.filter(interestOf({ ...subscription, startFrom: since }));
    const last = events.length === PAGE ? events.at(-1) : undefined;
    return {
      deliverables: wanted.map((event) => DeliveryWriter.eventFor(subscription, event)),
      latest: wanted.at(-1)?.published ?? null,
      next: last && { ...place, events: placeOf(last) },
    };
  }

  async #computedPage(subscription: Subscription, replay: Replay, { sequence, events }: Place): Promise<Page> {
    const { since, until, fromSequence: before } = replay;
    const wanted = { since, until, after: sequence, before, limit: PAGE };
    const found = await this.stored.computed(subscription, wanted);
    const last = found.length === PAGE ? found.at(-1) : undefined;
    return {
      deliverables: found.map(({ sequence: _, ...deliverable }) => deliverable),
      latest: null,
      next: last && { events, sequence: last.sequence },
    };
  }
}

const placeOf = ({ published, uuid }: LogEvent): EventPlace => ({ published, uuid });
