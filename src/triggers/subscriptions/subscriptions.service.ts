import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/audit-trail.js';
import { ConnectionAccess } from '../../connections/connection-access.js';
import { TenantDatabase } from '../../core/database/tenant-transaction.js';
import { ConnectorError } from '../../core/errors.js';
import { newId } from '../../core/ids.js';
import { drainJob } from '../../core/jobs/drain-job.js';
import { JobQueue } from '../../core/jobs/job-queue.service.js';
import { DELIVERIES_QUEUE } from '../../core/jobs/queues.js';
import { idAfter } from '../../core/list-page.js';
import type { Caller } from '../../tenancy/caller.js';
import { resolve } from '../catalog/resolve.js';
import { firstSchedule } from '../schedules/first-schedule.js';
import { TriggerRegistry, type RegisteredTrigger } from '../trigger-registry.js';
import { DeliveryUrls } from './delivery-urls.js';
import { EventSources } from './event-sources.service.js';
import { assertMode, assertServable, storedMode } from './mechanism.js';
import { noSubscription } from './no-subscription.js';
import { Replays } from './replays.service.js';
import { SigningSecrets } from './signing-secrets.service.js';
import { startTime } from './start-time.js';
import { SubscriptionLocks } from './subscription-lock.repository.js';
import type { CreateSubscription, SubscriptionsQuery } from './subscription.schema.js';
import type { Subscription } from './subscription.js';
import { SubscriptionRepository } from './subscription.repository.js';

/** Each event of a connection is held against all of its subscriptions. */
const MAX_PER_CONNECTION = 100;

type NewSubscription = Parameters<SubscriptionRepository['insert']>[0];

/** Subscriptions are made, read and deleted. Every change is audited. */
@Injectable()
export class SubscriptionsService {
  constructor(
    private readonly registry: TriggerRegistry,
    private readonly database: TenantDatabase,
    private readonly connections: ConnectionAccess,
    private readonly subscriptions: SubscriptionRepository,
    private readonly locks: SubscriptionLocks,
    private readonly secrets: SigningSecrets,
    private readonly sources: EventSources,
    private readonly replays: Replays,
    private readonly urls: DeliveryUrls,
    private readonly audit: AuditTrail,
    private readonly jobs: JobQueue,
  ) {}

  /** @throws ConnectorError `not_found`, `connection_not_ready`, `insufficient_scope`, `invalid_input`, `url_not_allowed` */
  async create(
    caller: Caller,
    connectionId: string,
    input: CreateSubscription,
  ): Promise<{ subscription: Subscription; signingSecret: string }> {
    const rights = await this.connections.standing(caller.tenantId, connectionId);
    const trigger = this.registry.get(input.triggerId);
    const values = this.#newSubscription(caller, { connectionId, trigger, input });
    // Credentials that ended are renewed sooner or later; a connection that is disabled, or not set up, brings nothing.
    if (rights.obstacle?.code === 'connection_not_ready') throw rights.obstacle;
    assertServable(trigger, values.mode, rights);
    return this.database.transaction(caller.tenantId, () => this.#insert(values, input));
  }

  /** @throws ConnectorError `not_found` */
  async get({ tenantId }: Caller, id: string): Promise<Subscription> {
    const subscription = await this.database.transaction(tenantId, () => this.subscriptions.find(tenantId, id));
    if (!subscription) throw noSubscription();
    return subscription;
  }

  /** One more than `limit`. @throws ConnectorError `not_found` where there is no such connection */
  async list(
    { tenantId }: Caller,
    connectionId: string,
    { cursor, limit, ...filter }: SubscriptionsQuery,
  ): Promise<Subscription[]> {
    await this.connections.standing(tenantId, connectionId);
    const wanted = { ...filter, connectionId, after: idAfter(cursor), limit: limit + 1 };
    return this.database.transaction(tenantId, () => this.subscriptions.list(tenantId, wanted));
  }

  /** Its secrets are destroyed, and what was not delivered yet never is. @throws ConnectorError `not_found` */
  async delete(caller: Caller, id: string): Promise<void> {
    const { tenantId, subject: actor } = caller;
    const { connectionId, triggerId } = await this.get(caller, id);
    await this.database.transaction(tenantId, async () => {
      await this.locks.holdChanges(tenantId, connectionId);
      if (!(await this.subscriptions.delete(tenantId, id))) throw noSubscription();
      // Whoever delivers finds it gone, and ends what waits.
      await this.jobs.send(DELIVERIES_QUEUE, ...drainJob(tenantId, id));
      await this.sources.settle(tenantId, connectionId);
      const detail = { subscriptionId: id, triggerId };
      await this.audit.record(tenantId, { actor, action: 'subscription.deleted', connectionId, detail });
    });
  }

  #newSubscription(
    caller: Caller,
    { connectionId, trigger, input }: { connectionId: string; trigger: RegisteredTrigger; input: CreateSubscription },
  ): NewSubscription {
    const { id: triggerId, definition } = trigger;
    assertMode(trigger, input.mode);
    const params = trigger.parseParams(input.params);
    if (input.delivery.type === 'webhook') this.urls.assertAllowed(input.delivery.url);
    const startFrom = startTime(input.startFrom, new Date());
    return {
      tenantId: caller.tenantId,
      id: newId('sub'),
      connectionId,
      triggerId,
      mode: storedMode(definition, input.mode),
      status: 'active',
      statusReason: null,
      eventTypes: resolve(definition, params).eventTypes,
      params,
      deliveryType: input.delivery.type,
      deliveryUrl: input.delivery.type === 'webhook' ? input.delivery.url : null,
      startFrom,
      failingSince: null,
      lastEventAt: null,
      ...(definition.mechanism === 'schedule' ? firstSchedule(triggerId, params, startFrom) : NO_SCHEDULE),
      createdBy: caller.subject,
    };
  }

  async #insert(values: NewSubscription, { startFrom }: CreateSubscription) {
    const { tenantId, id, connectionId, triggerId, mode, deliveryType, createdBy: actor } = values;
    await this.locks.holdChanges(tenantId, connectionId);
    await this.#assertRoom(values);
    await this.locks.holdArrivals(tenantId, connectionId);
    await this.subscriptions.insert(values);
    const signingSecret = await this.secrets.create(values);
    const detail = { subscriptionId: id, triggerId, mode, deliveryType };
    await this.audit.record(tenantId, { actor, action: 'subscription.created', connectionId, detail });
    const subscription = await this.subscriptions.find(tenantId, id);
    if (!subscription) throw noSubscription();
    await this.sources.serve(subscription, subscription.startFrom);
    if (startFrom !== 'now') await this.replays.catchUp(subscription);
    return { subscription, signingSecret };
  }

  async #assertRoom({ tenantId, connectionId }: NewSubscription): Promise<void> {
    const present = await this.subscriptions.list(tenantId, { connectionId, limit: MAX_PER_CONNECTION });
    if (present.length < MAX_PER_CONNECTION) return;
    throw new ConnectorError(
      'invalid_input',
      `The connection has ${MAX_PER_CONNECTION} subscriptions, which is as many as it can have. Delete one that nobody needs.`,
    );
  }
}

const NO_SCHEDULE = { scheduleFrom: null, scheduleDueAt: null, scheduleState: null };
