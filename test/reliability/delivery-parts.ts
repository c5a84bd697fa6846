import { AuditRepository } from '../../src/audit/audit.repository.ts';
import { AuditTrail } from '../../src/audit/audit-trail.ts';
import { ConnectionEventRepository } from '../../src/connections/events/connection-event.repository.ts';
import { ConnectionEvents } from '../../src/connections/events/connection-events.service.ts';
import { createDataSource } from '../../src/core/database/data-source.ts';
import { TenantDatabase } from '../../src/core/database/tenant-transaction.ts';
import { Draining } from '../../src/core/http/draining.ts';
import { JobQueue } from '../../src/core/jobs/job-queue.service.ts';
import { DeliveryBatches } from '../../src/deliveries/delivery-batches.service.ts';
import { DeliverySender } from '../../src/deliveries/delivery-sender.service.ts';
import type { DeliverySettings } from '../../src/deliveries/delivery-settings.ts';
import { DeliveryWorker } from '../../src/deliveries/delivery-worker.service.ts';
import { DueDeliveryRepository } from '../../src/deliveries/due-delivery.repository.ts';
import { Receivers } from '../../src/deliveries/receivers.service.ts';
import { SubscriptionHealth } from '../../src/deliveries/subscription-health.service.ts';
import { DeliveryOutbox } from '../../src/triggers/events/delivery-outbox.repository.ts';
import { DeliveryWriter } from '../../src/triggers/events/delivery-writer.service.ts';
import { EventRepository } from '../../src/triggers/events/event.repository.ts';
import { SigningSecretRepository } from '../../src/triggers/subscriptions/signing-secret.repository.ts';
import { SigningSecrets } from '../../src/triggers/subscriptions/signing-secrets.service.ts';
import { SubscriptionRepository } from '../../src/triggers/subscriptions/subscription.repository.ts';
import { buildSecrets, encryptionKey } from '../support/secrets.ts';

/** One process of the service as far as deliveries go, working off the queue. */
export async function startDelivery(databaseUrl: string, settings: DeliverySettings) {
  const dataSource = await createDataSource({ url: databaseUrl, poolSize: 10, entities: [] }).initialize();
  const database = new TenantDatabase(dataSource);
  const connected = { dataSource, database, url: '', migrationUrl: '', adminUrl: '', drop: async () => {} };
  const { tenantKeys, box } = buildSecrets(connected, encryptionKey('k1'));
  const jobs = new JobQueue({ role: 'all' }, dataSource, database, new Draining());
  const subscriptions = new SubscriptionRepository(database);
  const secrets = new SigningSecrets(database, new SigningSecretRepository(database, tenantKeys, box));
  const events = new ConnectionEvents(
    { connectionEvents: undefined },
    new ConnectionEventRepository(dataSource, database),
  );
  const health = new SubscriptionHealth(database, subscriptions, new AuditTrail(new AuditRepository(database)), events);
  const due = new DueDeliveryRepository(dataSource, database);
  const batches = new DeliveryBatches(database, subscriptions, secrets, due, health, settings);
  const receivers = new Receivers({ deliveryAllowedOrigins: ['http://127.0.0.1:*'] }, settings);
  const sender = new DeliverySender(receivers, { of: async () => ({}) }, settings);
  const worker = new DeliveryWorker(batches, sender, jobs, settings);
  await jobs.onApplicationBootstrap();
  return {
    database,
    jobs,
    subscriptions,
    secrets,
    worker,
    events: new EventRepository(database),
    writer: new DeliveryWriter(new DeliveryOutbox(database), jobs),
    stop: async () => {
      await jobs.onModuleDestroy();
      await receivers.onApplicationShutdown();
      await dataSource.destroy();
    },
  };
}

export type DeliveryParts = Awaited<ReturnType<typeof startDelivery>>;
