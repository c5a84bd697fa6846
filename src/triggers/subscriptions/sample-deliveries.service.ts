import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/audit-trail.js';
import { TenantDatabase } from '../../core/database/tenant-transaction.js';
import { newId } from '../../core/ids.js';
import { JobQueue } from '../../core/jobs/job-queue.service.js';
import { DELIVERIES_QUEUE } from '../../core/jobs/queues.js';
import type { Caller } from '../../tenancy/caller.js';
import { DeliveryWriter, type WrittenDelivery } from '../events/delivery-writer.service.js';
import { webhookIdOf } from '../events/webhook-id.js';
import { TriggerRegistry } from '../trigger-registry.js';
import { disabledSubscription } from './disabled-subscription.js';
import { noSubscription } from './no-subscription.js';
import { SubscriptionRepository } from './subscription.repository.js';

/** Delivers the example of a trigger, as an event would be delivered; `data.sample` is true in it. */
@Injectable()
export class SampleDeliveries {
  constructor(
    private readonly registry: TriggerRegistry,
    private readonly database: TenantDatabase,
    private readonly subscriptions: SubscriptionRepository,
    private readonly writer: DeliveryWriter,
    private readonly audit: AuditTrail,
    private readonly jobs: JobQueue,
  ) {}

  /** That of a paused subscription waits with the others. @throws ConnectorError `not_found`, `invalid_input` */
  async deliver(caller: Caller, id: string): Promise<WrittenDelivery> {
    const { tenantId, subject: actor } = caller;
    const written = await this.database.transaction(tenantId, async () => {
      const subscription = await this.subscriptions.find(tenantId, id);
      if (!subscription) throw noSubscription();
      const sample = {
        webhookId: webhookIdOf(id, newId('evt')),
        eventPublished: null,
        eventUuid: null,
        body: { ...contentOf(this.registry.get(subscription.triggerId).definition.example.payload), sample: true },
      };
      const [delivery] = await this.writer.write(subscription, [sample], null);
      if (!delivery) throw disabledSubscription();
      const detail = { subscriptionId: id, deliveryId: delivery.id };
      const { connectionId } = subscription;
      await this.audit.record(tenantId, { actor, action: 'subscription.tested', connectionId, detail });
      return delivery;
    });
    this.jobs.wake(DELIVERIES_QUEUE);
    return written;
  }
}

const ENVELOPE: ReadonlySet<string> = new Set(['tenantId', 'connectionId', 'subscriptionId', 'sequence']);

const contentOf = (payload: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(payload).filter(([name]) => !ENVELOPE.has(name)));
