import { randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { AuditRepository } from '../../../src/audit/audit.repository.js';
import { AuditTrail } from '../../../src/audit/audit-trail.js';
import { ConnectionEventRepository } from '../../../src/connections/events/connection-event.repository.js';
import { ConnectionEvents } from '../../../src/connections/events/connection-events.service.js';
import { idTime, newId } from '../../../src/core/ids.js';
import { Draining } from '../../../src/core/http/draining.js';
import { JobQueue } from '../../../src/core/jobs/job-queue.service.js';
import { Deliveries } from '../../../src/deliveries/deliveries.service.js';
import { DeliveryBatches } from '../../../src/deliveries/delivery-batches.service.js';
import { DeliveryLogRepository } from '../../../src/deliveries/delivery-log.repository.js';
import { DeliverySender } from '../../../src/deliveries/delivery-sender.service.js';
import { DEFAULT_DELIVERY_SETTINGS, type DeliverySettings } from '../../../src/deliveries/delivery-settings.js';
import { DeliveryUpkeep } from '../../../src/deliveries/delivery-upkeep.service.js';
import { DeliveryWorker } from '../../../src/deliveries/delivery-worker.service.js';
import { DueDeliveryRepository } from '../../../src/deliveries/due-delivery.repository.js';
import { Receivers } from '../../../src/deliveries/receivers.service.js';
import { SubscriptionHealth } from '../../../src/deliveries/subscription-health.service.js';
import { DeliveryOutbox } from '../../../src/triggers/events/delivery-outbox.repository.js';
import { EventRepository } from '../../../src/triggers/events/event.repository.js';
import type { LogEvent } from '../../../src/triggers/events/log-event.js';
import { webhookIdOf } from '../../../src/triggers/events/webhook-id.js';
import { SigningSecretRepository } from '../../../src/triggers/subscriptions/signing-secret.repository.js';
import { SigningSecrets } from '../../../src/triggers/subscriptions/signing-secrets.service.js';
import type { Subscription } from '../../../src/triggers/subscriptions/subscription.js';
import { SubscriptionRepository } from '../../../src/triggers/subscriptions/subscription.repository.js';
import { connectTestDatabase, tenantId, type ConnectedDatabase } from '../../support/database.js';
import { query } from '../../support/postgres.js';
import { buildSecrets, encryptionKey } from '../../support/secrets.js';
import { TENANT_ROWS } from '../../support/tenant-rows.js';
import { FaultServer, text, type Seen } from '../okta-client/fault-server.js';

export const acme = tenantId('acme');

export const accepts = text(204);

/** The headers that Standard Webhooks asks for. */
export const webhookHeaders = ({ headers }: Pick<Seen, 'headers'>) => ({
  'webhook-id': String(headers['webhook-id']),
  'webhook-timestamp': String(headers['webhook-timestamp']),
  'webhook-signature': String(headers['webhook-signature']),
});

export interface DeliveryRow {
  id: string;
  sequence: number;
  status: string;
  attempts: number;
  /** Seconds; null for one that is put aside. */
  wait: number | null;
}

/** One process's part of the delivery. */
export interface DeliveryProcess {
  worker: DeliveryWorker;
  upkeep: DeliveryUpkeep;
  batches: DeliveryBatches;
  deliveries: Deliveries;
  health: SubscriptionHealth;
  due: DueDeliveryRepository;
}

export type ProcessOptions = Partial<DeliverySettings> & { origins?: string[]; role?: 'api' | 'all' };

/** Subscriptions with deliveries on a database of its own, and a receiver that takes everything unless told otherwise. */
export class DeliveryScene {
  readonly #receivers: Receivers[] = [];
  receiver!: FaultServer;
  warn!: jest.SpiedFunction<Logger['warn']>;

  private constructor(
    readonly db: ConnectedDatabase,
    readonly jobs: JobQueue,
    readonly subscriptions: SubscriptionRepository,
    readonly secrets: SigningSecrets,
  ) {}

  static async set(): Promise<DeliveryScene> {
    const db = await connectTestDatabase();
    const jobs = new JobQueue({ role: 'api' }, db.dataSource, db.database, new Draining());
    await jobs.onApplicationBootstrap();
    const { tenantKeys, box } = buildSecrets(db, encryptionKey('k1'));
    const secrets = new SigningSecrets(db.database, new SigningSecretRepository(db.database, tenantKeys, box));
    return new DeliveryScene(db, jobs, new SubscriptionRepository(db.database), secrets);
  }

  async open(): Promise<void> {
    this.receiver = await FaultServer.start();
    this.receiver.plays(accepts);
    this.warn = jest.spyOn(Logger.prototype, 'warn').mockReturnValue(undefined);
  }

  /** Ends what `open` began; nothing of the tenants is left. */
  async close(): Promise<void> {
    for (const receivers of this.#receivers.splice(0)) await receivers.onApplicationShutdown();
    await this.receiver.stop();
    jest.restoreAllMocks();
    const tables = ['subscription', 'event', 'delivery', 'delivery_attempt', 'connection_event', 'audit_event'];
    for (const table of [...tables, 'connection', 'pgboss.job']) await query(this.db.adminUrl, `DELETE FROM ${table}`);
  }

  async strike(): Promise<void> {
    await this.jobs.onModuleDestroy();
    await this.db.drop();
  }

  process({ origins = ['http://127.0.0.1:*'], role = 'all', ...settings }: ProcessOptions = {}): DeliveryProcess {
    const all = { ...DEFAULT_DELIVERY_SETTINGS, ...settings };
    const { database, dataSource } = this.db;
    const receivers = new Receivers({ deliveryAllowedOrigins: origins }, all);
    this.#receivers.push(receivers);
    const audit = new AuditTrail(new AuditRepository(database));
    const outbox = new ConnectionEventRepository(dataSource, database);
    const events = new ConnectionEvents({ connectionEvents: { url: 'https://platform.example', secret: 'x' } }, outbox);
    const health = new SubscriptionHealth(database, this.subscriptions, audit, events);
    const due = new DueDeliveryRepository(dataSource, database);
    const batches = new DeliveryBatches(database, this.subscriptions, this.secrets, due, health, all);
    const sender = new DeliverySender(receivers, { of: async () => ({}) }, all);
    const worker = new DeliveryWorker(batches, sender, this.jobs, all);
    const log = new DeliveryLogRepository(database);
    const deliveries = new Deliveries(database, this.subscriptions, log, audit, this.jobs, all);
    return { worker, batches, deliveries, health, due, upkeep: new DeliveryUpkeep({ role }, due, worker, health) };
  }

  /** @returns the subscription's id and its secret */
  async subscribe(changes: Partial<Subscription> = {}): Promise<{ id: string; secret: string }> {
    const tenant = changes.tenantId ?? acme;
    const subscription = { ...newSubscription(`${this.receiver.origin}/in?recipe=42`), ...changes };
    return this.db.database.transaction(tenant, async () => {
      const [known] = await this.db.database.manager().query<unknown[]>('SELECT 1 FROM connection');
      if (!known) await this.db.database.manager().query(TENANT_ROWS['connection']!, [tenant]);
      await this.subscriptions.insert(subscription);
      return { id: subscription.id, secret: await this.secrets.create({ ...subscription, tenantId: tenant }) };
    });
  }

  /** Stores events and writes down a delivery of each. @returns the ids of the deliveries */
  async deliver(subscriptionId: string, events: readonly LogEvent[], tenant = acme): Promise<string[]> {
    const { database } = this.db;
    const outbox = new DeliveryOutbox(database);
    return database.transaction(tenant, async () => {
      await new EventRepository(database).insertNew(tenant, { connectionId: 'con_1', source: 'log', events });
      const taking = { subscriptionId, count: events.length, lastEventAt: new Date().toISOString() };
      const first = (await outbox.takeSequences(tenant, taking)) ?? 0;
      const deliveries = events.map((event, index) => {
        const id = newId('dlv');
        return {
          id,
          createdAt: idTime('dlv', id) ?? new Date(),
          subscriptionId,
          connectionId: 'con_1',
          webhookId: webhookIdOf(subscriptionId, event.uuid),
          sequence: first + index,
          eventPublished: event.published,
          eventUuid: event.uuid,
          body: null,
          status: 'pending' as const,
        };
      });
      await outbox.insert(tenant, deliveries);
      return deliveries.map(({ id }) => id);
    });
  }

  rows(): Promise<DeliveryRow[]> {
    return query<DeliveryRow & Record<string, unknown>>(
      this.db.adminUrl,
      `SELECT id, sequence::int, status, attempts,
         CASE WHEN due_at < 'infinity' THEN extract(epoch FROM due_at - now())::float END AS wait
       FROM delivery ORDER BY subscription_id, sequence`,
    );
  }

  async find(id: string, tenant = acme): Promise<Subscription | undefined> {
    return this.db.database.transaction(tenant, () => this.subscriptions.find(tenant, id));
  }

  /** Everything that waits is due now, leases included. */
  async timePasses(): Promise<void> {
    await query(this.db.adminUrl, `UPDATE delivery SET due_at = now() WHERE due_at < 'infinity'`);
  }

  /** The different webhook ids that the receiver has seen. */
  ids(): Set<string> {
    return new Set(this.receiver.seen.map((seen) => webhookHeaders(seen)['webhook-id']));
  }
}

function newSubscription(deliveryUrl: string) {
  return {
    tenantId: acme,
    id: newId('sub'),
    connectionId: 'con_1',
    triggerId: 'user-created',
    mode: 'hybrid' as const,
    status: 'active' as const,
    statusReason: null,
    eventTypes: null,
    params: {},
    deliveryType: 'webhook' as const,
    deliveryUrl,
    startFrom: new Date(0),
    failingSince: null,
    lastEventAt: null,
    scheduleFrom: null,
    scheduleDueAt: null,
    scheduleState: null,
    createdBy: 'tester',
  };
}

export const newEvents = (count: number, changes: Record<string, unknown> = {}): LogEvent[] =>
  Array.from({ length: count }, (_, index) => ({
    uuid: randomUUID(),
    published: new Date(Date.now() - 60_000 + index).toISOString(),
    eventType: 'user.lifecycle.create',
    ...changes,
  }));
