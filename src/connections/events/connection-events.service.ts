import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../../core/config.js';
import { CONFIG } from '../../core/config.token.js';
import { newId } from '../../core/ids.js';
import type { TenantId } from '../../core/tenant-id.js';
import { eventBody, type ConnectionEvent } from './connection-event.js';
import { subscriptionEventBody, type SubscriptionEvent } from './subscription-event.js';
import { ConnectionEventRepository } from './connection-event.repository.js';

/** Keeps what the platform shall hear of connections until it has heard it (`CONNECTION_EVENTS_URL`). */
@Injectable()
export class ConnectionEvents {
  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'connectionEvents'>,
    private readonly outbox: ConnectionEventRepository,
  ) {}

  /** Whether anybody listens. */
  get enabled(): boolean {
    return Boolean(this.config.connectionEvents);
  }

  /**
   * Records an event in the transaction that makes it true, so that both happen or none; the delivery follows in the
   * background. Does nothing where no URL is configured.
   * @throws ConnectorError `internal_error` outside `TenantDatabase.transaction`
   */
  async record(tenant: TenantId, event: ConnectionEvent): Promise<void> {
    if (!this.enabled) return;
    await this.outbox.insert(tenant, {
      id: newId('evt'),
      type: event.type,
      connectionId: event.connection.id,
      body: eventBody(tenant, event, new Date()),
    });
  }

  /** As `record`, for what happened to a subscription of a connection. */
  async recordSubscription(tenant: TenantId, event: SubscriptionEvent): Promise<void> {
    if (!this.enabled) return;
    await this.outbox.insert(tenant, {
      id: newId('evt'),
      type: event.type,
      connectionId: event.subscription.connectionId,
      body: subscriptionEventBody(tenant, event, new Date()),
    });
  }
}
