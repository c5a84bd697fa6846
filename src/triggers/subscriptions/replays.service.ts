import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/audit-trail.js';
import { TenantDatabase } from '../../core/database/tenant-transaction.js';
import { ConnectorError } from '../../core/errors.js';
import { JobQueue } from '../../core/jobs/job-queue.service.js';
import { REPLAYS_QUEUE } from '../../core/jobs/queues.js';
import type { Caller } from '../../tenancy/caller.js';
import { disabledSubscription } from './disabled-subscription.js';
import { noSubscription } from './no-subscription.js';
import { replayPeriod, type Period } from './start-time.js';
import type { ReplaySubscription } from './subscription.schema.js';
import type { Subscription } from './subscription.js';
import { SubscriptionRepository } from './subscription.repository.js';

const RETRY_AFTER_SECONDS = 30;

/** Asks for periods to be delivered (again); `ReplayWorker` does it in the background. */
@Injectable()
export class Replays {
  constructor(
    private readonly database: TenantDatabase,
    private readonly subscriptions: SubscriptionRepository,
    private readonly audit: AuditTrail,
    private readonly jobs: JobQueue,
  ) {}

  /** @throws ConnectorError `not_found`, `invalid_input`, `too_many_requests` while another replay is under way */
  async ask(caller: Caller, id: string, input: ReplaySubscription): Promise<Period> {
    const { tenantId, subject: actor } = caller;
    const period = replayPeriod(input, new Date());
    await this.database.transaction(tenantId, async () => {
      const subscription = await this.subscriptions.lock(tenantId, id);
      if (!subscription) throw noSubscription();
      if (subscription.status === 'disabled') throw disabledSubscription();
      if (!(await this.#send(subscription, period, `replay:${id}`))) throw replayUnderWay();
      const { connectionId } = subscription;
      const detail = { subscriptionId: id, since: period.since.toISOString(), until: period.until.toISOString() };
      await this.audit.record(tenantId, { actor, action: 'subscription.replayed', connectionId, detail });
    });
    this.jobs.wake(REPLAYS_QUEUE);
    return period;
  }

  /**
   * Delivers to a new subscription what its connection heard since the subscription's start. In the transaction that makes
   * it and holds arrivals, so that no event is left out.
   */
  async catchUp(subscription: Subscription): Promise<void> {
    const period = { since: subscription.startFrom, until: new Date() };
    await this.#send(subscription, period, `start:${subscription.id}`);
  }

  async #send({ tenantId, id, nextSequence }: Subscription, period: Period, singletonKey: string): Promise<boolean> {
    const payload = {
      tenantId,
      subscriptionId: id,
      since: period.since.toISOString(),
      until: period.until.toISOString(),
      // What has a number from here on was written since this was asked for, by this replay or as new.
      fromSequence: String(nextSequence),
    };
    return (await this.jobs.send(REPLAYS_QUEUE, payload, { singletonKey })) !== null;
  }
}

function replayUnderWay(): ConnectorError {
  return new ConnectorError(
    'too_many_requests',
    'A replay of this subscription is under way. Ask again when it is done.',
    {
      retryAfterSeconds: RETRY_AFTER_SECONDS,
    },
  );
}
