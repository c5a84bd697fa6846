import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail.js';
import { TenantDatabase } from '../core/database/tenant-transaction.js';
import { ConnectorError } from '../core/errors.js';
import { drainJob } from '../core/jobs/drain-job.js';
import { JobQueue } from '../core/jobs/job-queue.service.js';
import { DELIVERIES_QUEUE } from '../core/jobs/queues.js';
import type { TenantId } from '../core/tenant-id.js';
import type { Caller } from '../tenancy/caller.js';
import { SubscriptionRepository } from '../triggers/subscriptions/subscription.repository.js';
import { DELIVERY_SETTINGS, type DeliverySettings } from './delivery-settings.js';
import { DeliveryLogRepository, type DeliveryFilter, type LoggedDelivery } from './delivery-log.repository.js';

/** What was delivered and what was not, and another try on demand. */
@Injectable()
export class Deliveries {
  constructor(
    private readonly database: TenantDatabase,
    private readonly subscriptions: SubscriptionRepository,
    private readonly log: DeliveryLogRepository,
    private readonly audit: AuditTrail,
    private readonly jobs: JobQueue,
    @Inject(DELIVERY_SETTINGS) private readonly settings: DeliverySettings,
  ) {}

  /** The newest first. @throws ConnectorError `not_found` */
  async list(tenant: TenantId, filter: DeliveryFilter): Promise<LoggedDelivery[]> {
    return this.database.transaction(tenant, async () => {
      const subscription = await this.subscriptions.find(tenant, filter.subscriptionId);
      if (!subscription) throw new ConnectorError('not_found', 'There is no such subscription.');
      return this.log.list(tenant, filter);
    });
  }

  /**
   * Sends a dead or waiting delivery now; one that was delivered stays as it is.
   * @throws ConnectorError `not_found`
   */
  async retry({ tenantId, subject }: Caller, id: string): Promise<LoggedDelivery> {
    const delivery = await this.database.transaction(tenantId, async () => {
      const found = await this.#get(tenantId, id);
      if (!(await this.log.retry(tenantId, id, this.settings.leaseSeconds))) return found;
      const { connectionId, subscriptionId } = found;
      const entry = { actor: subject, action: 'delivery.retried', connectionId };
      await this.audit.record(tenantId, { ...entry, detail: { deliveryId: id, subscriptionId } });
      await this.jobs.send(DELIVERIES_QUEUE, ...drainJob(tenantId, subscriptionId));
      return this.#get(tenantId, id);
    });
    this.jobs.wake(DELIVERIES_QUEUE);
    return delivery;
  }

  async #get(tenant: TenantId, id: string): Promise<LoggedDelivery> {
    const delivery = await this.log.find(tenant, id);
    if (!delivery) throw new ConnectorError('not_found', 'There is no such delivery. Deliveries are kept for 30 days.');
    return delivery;
  }
}
