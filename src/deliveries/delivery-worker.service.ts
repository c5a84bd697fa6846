import { Inject, Injectable, Logger } from '@nestjs/common';
import { drainJob } from '../core/jobs/drain-job.js';
import { JobQueue, type JobPayload } from '../core/jobs/job-queue.service.js';
import { DELIVERIES_QUEUE } from '../core/jobs/queues.js';
import { parseTenantId } from '../core/tenant-id.js';
import type { Subscription } from '../triggers/subscriptions/subscription.js';
import { DeliveryBatches, type SubscriptionPlace } from './delivery-batches.service.js';
import { DeliverySender, type DeliveryBatch } from './delivery-sender.service.js';
import { DELIVERY_SETTINGS, type DeliverySettings } from './delivery-settings.js';
import { DeliverySlice } from './delivery-slice.js';

/**
 * Brings subscriptions what waits for them. A job serves one subscription for a slice; where more waits, another job is sent
 * at the end of the queue, so that a long backlog goes forward without holding up anybody. Order is not promised: sends
 * begin in the order of the sequence, some run at once, and what failed comes later.
 */
@Injectable()
export class DeliveryWorker {
  readonly #logger = new Logger(DeliveryWorker.name);
  #onFailing = 0;

  constructor(
    private readonly batches: DeliveryBatches,
    private readonly sender: DeliverySender,
    private readonly jobs: JobQueue,
    @Inject(DELIVERY_SETTINGS) private readonly settings: DeliverySettings,
  ) {
    jobs.work(DELIVERIES_QUEUE, (payload, signal) => this.#work(payload, signal), {
      localConcurrency: settings.hands,
      ...(settings.jobsPerTenant !== undefined && { groupConcurrency: settings.jobsPerTenant }),
    });
  }

  /** One slice. @returns seconds until there is more to do, undefined: nothing waits */
  async drain(place: SubscriptionPlace, signal?: AbortSignal): Promise<number | undefined> {
    const slice = new DeliverySlice(this.settings);
    for (;;) {
      const { batch, nextSeconds } = await this.batches.take(place, (subscription) => this.#admits(subscription));
      if (!batch) return nextSeconds;
      const againSeconds = await this.#deliver(batch, slice, signal);
      if (slice.isRefused) return slice.restSeconds;
      if (nextSeconds !== 0 || slice.isOver || signal?.aborted) return soonest(nextSeconds, againSeconds);
    }
  }

  /** Sends the job that comes next; where there is none, the deliveries that come bring their own. */
  async sendAgain({ tenantId, subscriptionId }: SubscriptionPlace, seconds: number): Promise<void> {
    await this.jobs.send(DELIVERIES_QUEUE, ...drainJob(tenantId, subscriptionId, seconds));
  }

  async #work({ tenantId, subscriptionId }: JobPayload, signal: AbortSignal): Promise<void> {
    const tenant = parseTenantId(tenantId ?? '');
    if (!tenant || subscriptionId === undefined) return;
    const place = { tenantId: tenant, subscriptionId };
    const seconds = await this.drain(place, signal);
    if (seconds !== undefined) await this.sendAgain(place, seconds);
  }

  async #deliver(batch: DeliveryBatch, slice: DeliverySlice, signal: AbortSignal | undefined) {
    const failing = batch.subscription.failingSince !== null ? 1 : 0;
    this.#onFailing += failing;
    try {
      const outcomes = await this.sender.send({ batch, slice, signal });
      this.#report(batch, outcomes.filter(({ receipt }) => receipt?.error === 'refused').length);
      return await this.batches.settle(batch, outcomes, slice);
    } finally {
      this.#onFailing -= failing;
    }
  }

  /** Receivers that do not answer must not occupy every hand. */
  #admits({ failingSince }: Subscription): boolean {
    return failingSince === null || this.#onFailing < this.settings.handsForFailing;
  }

  #report({ subscription: { tenantId, id } }: DeliveryBatch, refused: number): void {
    if (refused === 0) return;
    const msg = 'Deliveries go nowhere: their URL is no public https address, nor in DELIVERY_ALLOWED_ORIGINS';
    this.#logger.warn({ msg, tenantId, subscriptionId: id, count: refused });
  }
}

function soonest(...seconds: (number | undefined)[]): number | undefined {
  const known = seconds.filter((one) => one !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}
