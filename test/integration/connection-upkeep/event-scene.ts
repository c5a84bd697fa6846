import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { ConnectionEventRepository } from '../../../src/connections/events/connection-event.repository.js';
import { ConnectionEvents } from '../../../src/connections/events/connection-events.service.js';
import { EventDelivery } from '../../../src/connections/events/event-delivery.service.js';
import { EventReceiver, type EventReceiverOptions } from '../../../src/connections/events/event-receiver.js';
import { connectTestDatabase, tenantId, type ConnectedDatabase } from '../../support/database.js';
import { query } from '../../support/postgres.js';
import { FaultServer, text, type Seen } from '../okta-client/fault-server.js';

export const SECRET = 'whsec_c2VjcmV0IG9mIHRoZSBwbGF0Zm9ybSBmb3IgdGVzdHM=';

export const acme = tenantId('acme');

/** What the platform answers when it takes an event. */
export const accepts = text(204);

/** The headers that Standard Webhooks asks for. */
export const webhookHeaders = ({ headers }: Seen) => ({
  'webhook-id': String(headers['webhook-id']),
  'webhook-timestamp': String(headers['webhook-timestamp']),
  'webhook-signature': String(headers['webhook-signature']),
});

/** An outbox on a database of its own, and a platform that takes everything unless told otherwise. */
export class EventScene {
  readonly #deliveries: EventDelivery[] = [];
  platform!: FaultServer;
  warn!: jest.SpiedFunction<Logger['warn']>;
  error!: jest.SpiedFunction<Logger['error']>;

  private constructor(
    readonly db: ConnectedDatabase,
    readonly outbox: ConnectionEventRepository,
  ) {}

  static async set(): Promise<EventScene> {
    const db = await connectTestDatabase();
    return new EventScene(db, new ConnectionEventRepository(db.dataSource, db.database));
  }

  async open(): Promise<void> {
    this.platform = await FaultServer.start();
    this.platform.plays(accepts);
    this.warn = jest.spyOn(Logger.prototype, 'warn').mockReturnValue(undefined);
    this.error = jest.spyOn(Logger.prototype, 'error').mockReturnValue(undefined);
  }

  async close(): Promise<void> {
    for (const delivery of this.#deliveries.splice(0)) await delivery.onApplicationShutdown();
    await this.platform.stop();
    jest.restoreAllMocks();
    await query(this.db.adminUrl, 'DELETE FROM connection_event');
  }

  events(url: string | undefined): ConnectionEvents {
    return new ConnectionEvents(
      { connectionEvents: url === undefined ? undefined : { url, secret: SECRET } },
      this.outbox,
    );
  }

  async record(tenant = acme, events = this.events('https://platform.example')): Promise<void> {
    const connection = { id: 'con_1', name: 'Acme', status: 'active', statusReason: null } as const;
    await this.db.database.transaction(tenant, () => events.record(tenant, { type: 'connection.active', connection }));
  }

  worker(options: Partial<EventReceiverOptions> = {}, outbox = this.outbox): EventDelivery {
    const url = `${this.platform.origin}/hooks?for=okta`;
    const delivery = new EventDelivery(
      this.db.database,
      outbox,
      new EventReceiver({ url, secret: SECRET, ...options }),
    );
    this.#deliveries.push(delivery);
    return delivery;
  }

  async deliverDue(delivery: EventDelivery): Promise<void> {
    for (const due of await delivery.listDue(100)) await delivery.deliver(due);
  }

  rows(): Promise<{ attempts: number; wait: number }[]> {
    const sql = 'SELECT attempts, extract(epoch FROM due_at - now())::float AS wait FROM connection_event';
    return query(this.db.adminUrl, sql);
  }

  async timePasses(): Promise<void> {
    await query(this.db.adminUrl, 'UPDATE connection_event SET due_at = now()');
  }

  /** The different ids that the platform has seen. */
  ids(): Set<string> {
    return new Set(this.platform.seen.map((seen) => webhookHeaders(seen)['webhook-id']));
  }
}
