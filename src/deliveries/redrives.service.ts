import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail.js';
import type { DueItem } from '../connections/upkeep/leased-rows.repository.js';
import { TenantDatabase } from '../core/database/tenant-transaction.js';
import { drainJob } from '../core/jobs/drain-job.js';
import { JobQueue } from '../core/jobs/job-queue.service.js';
import { DELIVERIES_QUEUE } from '../core/jobs/queues.js';
import type { Caller } from '../tenancy/caller.js';
import { SubscriptionRepository } from '../triggers/subscriptions/subscription.repository.js';
import {
  DeadDeliveryRepository,
  type DeadLetters,
  type DeadPlace,
  type SubscriptionsWanted,
} from './dead-delivery.repository.js';

/** What became of a batch. */
export interface Redriven {
  count: number;
  /** Where the next batch begins; undefined: there is none. */
  next: DeadPlace | undefined;
  /** Why nothing is sent for the subscription; undefined where it is. */
  obstacle: 'disabled' | 'pulled' | undefined;
}

const BATCH = 500;
const SUBSCRIPTIONS = 200;

/**
 * Sends dead letters again: each gets one attempt, as a retry of a single delivery does. By the batch, each in a
 * transaction of its own with its audit entry and its job, so that it can end after any of them and go on later: what was
 * taken up is dead no more.
 */
@Injectable()
export class Redrives {
  constructor(
    private readonly database: TenantDatabase,
    private readonly subscriptions: SubscriptionRepository,
    private readonly dead: DeadDeliveryRepository,
    private readonly audit: AuditTrail,
    private readonly jobs: JobQueue,
  ) {}

  /** Subscriptions of all tenants that may have dead letters. */
  async *candidates(wanted: SubscriptionsWanted): AsyncGenerator<DueItem> {
    for (let after: DueItem | undefined; ;) {
      const found = await this.dead.subscriptions(wanted, after, SUBSCRIPTIONS);
      yield* found;
      after = found.at(-1);
      if (after === undefined || found.length < SUBSCRIPTIONS) return;
    }
  }

  /** How many there are; changes nothing. */
  async count({ tenantId }: Pick<Caller, 'tenantId'>, letters: DeadLetters): Promise<Redriven> {
    return this.database.transaction(tenantId, async () => {
      const count = await this.dead.count(tenantId, letters);
      return { count, next: undefined, obstacle: await this.#obstacle({ tenantId }, letters) };
    });
  }

  /** Takes up the next ones after a place. A paused subscription's wait until it is resumed. */
  async batch(caller: Caller, letters: DeadLetters, after: DeadPlace | undefined): Promise<Redriven> {
    const { tenantId } = caller;
    const redriven = await this.database.transaction(tenantId, async () => {
      const obstacle = await this.#obstacle(caller, letters);
      if (obstacle) return { count: await this.dead.count(tenantId, letters), next: undefined, obstacle };
      const revived = await this.dead.revive(tenantId, letters, { after, limit: BATCH });
      if (revived.length > 0) await this.#send(caller, letters, revived.length);
      return { count: revived.length, next: revived.length === BATCH ? revived.at(-1) : undefined, obstacle };
    });
    this.jobs.wake(DELIVERIES_QUEUE);
    return redriven;
  }

  /** What would only make them dead again. */
  async #obstacle(
    { tenantId }: Pick<Caller, 'tenantId'>,
    { subscriptionId }: DeadLetters,
  ): Promise<Redriven['obstacle']> {
    const subscription = await this.subscriptions.find(tenantId, subscriptionId);
    if (!subscription || subscription.status === 'disabled') return 'disabled';
    return subscription.deliveryType === 'pull' ? 'pulled' : undefined;
  }

  async #send({ tenantId, subject: actor }: Caller, letters: DeadLetters, count: number): Promise<void> {
    const { subscriptionId, since, until } = letters;
    const connectionId = (await this.subscriptions.find(tenantId, subscriptionId))?.connectionId ?? null;
    const detail = { subscriptionId, count, since: since.toISOString(), until: until.toISOString() };
    await this.audit.record(tenantId, { actor, action: 'deliveries.redriven', connectionId, detail });
    await this.jobs.send(DELIVERIES_QUEUE, ...drainJob(tenantId, subscriptionId));
  }
}
