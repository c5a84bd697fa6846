import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/audit-trail.js';
import { ConnectionAccess } from '../../connections/connection-access.js';
import { TenantDatabase } from '../../core/database/tenant-transaction.js';
import { drainJob } from '../../core/jobs/drain-job.js';
import { JobQueue } from '../../core/jobs/job-queue.service.js';
import { DELIVERIES_QUEUE } from '../../core/jobs/queues.js';
import type { Caller } from '../../tenancy/caller.js';
import { resolve } from '../catalog/resolve.js';
import { firstSchedule } from '../schedules/first-schedule.js';
import { TriggerRegistry } from '../trigger-registry.js';
import { DeliveryUrls } from './delivery-urls.js';
import { EventSources, isScheduled } from './event-sources.service.js';
import { assertMode, assertServable, storedMode } from './mechanism.js';
import { noSubscription } from './no-subscription.js';
import { SigningSecrets } from './signing-secrets.service.js';
import { SubscriptionLocks } from './subscription-lock.repository.js';
import type { DeliveryWish, PatchSubscription } from './subscription.schema.js';
import type { Subscription } from './subscription.js';
import { SubscriptionRepository } from './subscription.repository.js';
import { WaitingDeliveryRepository } from './waiting-delivery.repository.js';

type Changes = Partial<Subscription>;

/** What a caller does to a subscription, and what the audit trail says of it. */
interface Change {
  action: string;
  detail?: Record<string, unknown>;
  /** From the subscription as it stands under the lock; undefined: leave it as it is. */
  changes: (subscription: Subscription) => Changes | undefined;
  /** In the same transaction. */
  after?: (before: Subscription, after: Subscription) => Promise<void>;
}

/** An hour: Okta brings events out of order, and hooks bring them late. */
const OVERLAP_MS = 3_600_000;

/** With others a schedule forgets what it has found. */
const SEARCH_PARAMS = ['cron', 'timezone', 'filter', 'search', 'q'] as const;

/** Subscriptions are changed, paused and resumed. Every change is audited. */
@Injectable()
export class SubscriptionChanges {
  constructor(
    private readonly registry: TriggerRegistry,
    private readonly database: TenantDatabase,
    private readonly connections: ConnectionAccess,
    private readonly subscriptions: SubscriptionRepository,
    private readonly locks: SubscriptionLocks,
    private readonly waiting: WaitingDeliveryRepository,
    private readonly sources: EventSources,
    private readonly urls: DeliveryUrls,
    private readonly secrets: SigningSecrets,
    private readonly audit: AuditTrail,
    private readonly jobs: JobQueue,
  ) {}

  /** @throws ConnectorError `not_found`, `insufficient_scope`, `invalid_input`, `url_not_allowed` */
  async patch(caller: Caller, id: string, input: PatchSubscription): Promise<Subscription> {
    const { connectionId, triggerId } = await this.#get(caller, id);
    const rights = await this.connections.standing(caller.tenantId, connectionId);
    const trigger = this.registry.get(triggerId);
    const params = input.params && trigger.parseParams(input.params);
    if (input.delivery?.type === 'webhook') this.urls.assertAllowed(input.delivery.url);
    if (input.mode) {
      assertMode(trigger, input.mode);
      assertServable(trigger, storedMode(trigger.definition, input.mode), rights);
    }
    return this.#change(caller, id, {
      action: 'subscription.updated',
      detail: { changed: Object.keys(input) },
      changes: (subscription) => ({
        ...(input.mode && { mode: storedMode(trigger.definition, input.mode) }),
        ...(params && this.#newParams(subscription, params)),
        ...(input.delivery && newDelivery(input.delivery)),
      }),
      after: async (before, after) => {
        await this.#moveDeliveries(before, after);
        await this.sources.serve(after, hearsFrom(after));
      },
    });
  }

  /** Deliveries wait from now on, and nothing is lost. A disabled one stays disabled. @throws ConnectorError `not_found` */
  pause(caller: Caller, id: string): Promise<Subscription> {
    return this.#change(caller, id, {
      action: 'subscription.paused',
      changes: ({ status }) => (status === 'paused' || status === 'disabled' ? undefined : { status: 'paused' }),
    });
  }

  /**
   * Goes on where it was; also one that fails or was disabled, which then has failed for no time.
   * @throws ConnectorError `not_found`
   */
  async resume(caller: Caller, id: string): Promise<Subscription> {
    const subscription = await this.#change(caller, id, {
      action: 'subscription.resumed',
      changes: ({ status }) =>
        status === 'active' ? undefined : { status: 'active', statusReason: null, failingSince: null },
      after: async (before, after) => {
        if (before.status === 'disabled') await this.sources.serve(after, hearsFrom(after));
        await this.#drain(after);
      },
    });
    this.jobs.wake(DELIVERIES_QUEUE);
    return subscription;
  }

  /** The secret before signs too for a day. @throws ConnectorError `not_found` */
  async rotateSecret(caller: Caller, id: string): Promise<{ subscription: Subscription; signingSecret: string }> {
    let signingSecret = '';
    const subscription = await this.#change(caller, id, {
      action: 'subscription.secretRotated',
      changes: () => ({}),
      after: async (_, after) => void (signingSecret = await this.secrets.rotate(after)),
    });
    return { subscription, signingSecret };
  }

  async #change({ tenantId, subject: actor }: Caller, id: string, change: Change): Promise<Subscription> {
    return this.database.transaction(tenantId, async () => {
      const found = await this.subscriptions.find(tenantId, id);
      if (!found) throw noSubscription();
      const { connectionId } = found;
      await this.locks.holdChanges(tenantId, connectionId);
      const before = await this.subscriptions.lock(tenantId, id);
      if (!before) throw noSubscription();
      const changes = change.changes(before);
      if (changes === undefined) return before;
      await this.subscriptions.update(tenantId, id, changes);
      const after = await this.#get({ tenantId }, id);
      await change.after?.(before, after);
      const detail = { subscriptionId: id, ...change.detail };
      await this.audit.record(tenantId, { actor, action: change.action, connectionId, detail });
      return after;
    });
  }

  /** A schedule keeps its place: what is due next begins where the last window ended. */
  #newParams(subscription: Subscription, params: Record<string, unknown>): Changes {
    const { triggerId, scheduleFrom, scheduleState } = subscription;
    const { eventTypes } = resolve(this.registry.get(triggerId).definition, params);
    if (!scheduleFrom) return { params, eventTypes };
    const isSameSearch = SEARCH_PARAMS.every((name) => params[name] === subscription.params[name]);
    const schedule = firstSchedule(triggerId, params, scheduleFrom);
    return { params, eventTypes, ...schedule, ...(isSameSearch && { scheduleState }) };
  }

  /** What waits goes the new way. */
  async #moveDeliveries(before: Subscription, after: Subscription): Promise<void> {
    const { tenantId, id } = after;
    if (before.deliveryType === after.deliveryType) return this.#drain(after);
    if (after.deliveryType === 'webhook') {
      await this.waiting.release(tenantId, id);
      return this.#drain(after);
    }
    const first = await this.waiting.firstPending(tenantId, id);
    const acknowledgedSequence = Math.max(after.acknowledgedSequence, (first ?? after.nextSequence) - 1);
    await this.waiting.hold(tenantId, id);
    await this.subscriptions.update(tenantId, id, { acknowledgedSequence });
  }

  async #drain({ tenantId, id, deliveryType }: Subscription): Promise<void> {
    if (deliveryType === 'webhook') await this.jobs.send(DELIVERIES_QUEUE, ...drainJob(tenantId, id));
  }

  async #get({ tenantId }: Pick<Caller, 'tenantId'>, id: string): Promise<Subscription> {
    const subscription = await this.database.transaction(tenantId, () => this.subscriptions.find(tenantId, id));
    if (!subscription) throw noSubscription();
    return subscription;
  }
}

function newDelivery(delivery: DeliveryWish): Changes {
  return { deliveryType: delivery.type, deliveryUrl: delivery.type === 'webhook' ? delivery.url : null };
}

/** What came before was heard, if not for all that it hears of now. */
function hearsFrom(subscription: Subscription): Date {
  const { startFrom, lastEventAt } = subscription;
  if (isScheduled(subscription) || lastEventAt === null) return startFrom;
  return new Date(Math.max(startFrom.getTime(), lastEventAt.getTime() - OVERLAP_MS));
}
