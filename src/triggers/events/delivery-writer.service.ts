import { Injectable } from '@nestjs/common';
import { idTime, newId } from '../../core/ids.js';
import { drainJob } from '../../core/jobs/drain-job.js';
import { JobQueue } from '../../core/jobs/job-queue.service.js';
import { DELIVERIES_QUEUE } from '../../core/jobs/queues.js';
import { traceparent } from '../../core/telemetry/spans.js';
import type { Subscription } from '../subscriptions/subscription.js';
import { DeliveryOutbox, type NewDelivery } from './delivery-outbox.repository.js';
import type { LogEvent } from './log-event.js';
import { webhookIdOf } from './webhook-id.js';

/** What is delivered: an event of the store, or what `body` holds. */
export type Deliverable = Pick<NewDelivery, 'webhookId' | 'eventPublished' | 'eventUuid' | 'body'>;

export type WrittenDelivery = Pick<NewDelivery, 'id' | 'webhookId' | 'sequence'>;

type Receiver = Pick<Subscription, 'tenantId' | 'id' | 'connectionId' | 'deliveryType'>;

/** Writes deliveries down with the next numbers of their subscription. Within the tenant's open transaction. */
@Injectable()
export class DeliveryWriter {
  constructor(
    private readonly outbox: DeliveryOutbox,
    private readonly jobs: JobQueue,
  ) {}

  /** An event of the store for a subscription. Pure. */
  static eventFor({ id }: Pick<Subscription, 'id'>, { uuid, published }: LogEvent): Deliverable {
    return { webhookId: webhookIdOf(id, uuid), eventPublished: published, eventUuid: uuid, body: null };
  }

  /**
   * @param happenedAt when the latest event of them happened; null where they are no events
   * @returns what was written, in the order given; nothing where the subscription is disabled or gone
   */
  async write(
    { tenantId, id: subscriptionId, connectionId, deliveryType }: Receiver,
    deliverables: readonly Deliverable[],
    happenedAt: string | null,
  ): Promise<WrittenDelivery[]> {
    const taking = { subscriptionId, count: deliverables.length, lastEventAt: happenedAt };
    const first = await this.outbox.takeSequences(tenantId, taking);
    if (first === undefined) return [];
    const status = deliveryType === 'webhook' ? 'pending' : 'held';
    const trace = traceparent();
    const deliveries = deliverables.map((deliverable, index): NewDelivery => {
      const id = newId('dlv');
      const createdAt = idTime('dlv', id) ?? new Date();
      return {
        ...deliverable,
        id,
        createdAt,
        subscriptionId,
        connectionId,
        sequence: first + index,
        status,
        traceparent: trace,
      };
    });
    await this.outbox.insert(tenantId, deliveries);
    if (deliveryType === 'webhook') await this.jobs.send(DELIVERIES_QUEUE, ...drainJob(tenantId, subscriptionId));
    return deliveries;
  }
}
