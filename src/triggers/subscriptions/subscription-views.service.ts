import { Injectable } from '@nestjs/common';
import { ConnectionAccess } from '../../connections/connection-access.js';
import { TenantDatabase } from '../../core/database/tenant-transaction.js';
import type { TenantId } from '../../core/tenant-id.js';
import { HookStandings } from '../hooks/hook-standings.service.js';
import { hookViewOf } from '../hooks/hook-view.js';
import { TriggerRegistry } from '../trigger-registry.js';
import { mechanismOf } from './mechanism.js';
import { subscriptionView, type SubscriptionView } from './subscription-view.js';
import type { Subscription } from './subscription.js';
import { WaitingDeliveryRepository } from './waiting-delivery.repository.js';

/** Subscriptions with what follows from their connection, its event hooks, and their deliveries. */
@Injectable()
export class SubscriptionViews {
  constructor(
    private readonly registry: TriggerRegistry,
    private readonly database: TenantDatabase,
    private readonly connections: ConnectionAccess,
    private readonly hooks: HookStandings,
    private readonly waiting: WaitingDeliveryRepository,
  ) {}

  async of(subscription: Subscription): Promise<SubscriptionView> {
    const { tenantId, connectionId } = subscription;
    const [view] = await this.ofAll(tenantId, connectionId, [subscription]);
    // One goes in and one comes out.
    return view!;
  }

  /** Subscriptions of one connection. @throws ConnectorError `not_found` where the connection is gone */
  async ofAll(
    tenant: TenantId,
    connectionId: string,
    subscriptions: readonly Subscription[],
  ): Promise<SubscriptionView[]> {
    return this.database.transaction(tenant, async () => {
      const rights = await this.connections.standing(tenant, connectionId);
      const standings = await this.hooks.of(tenant, connectionId);
      const oldest = await this.waiting.oldest(
        tenant,
        subscriptions.map(({ id }) => id),
      );
      const now = new Date();
      return subscriptions.map((subscription) => {
        const hook = hookViewOf(subscription, standings);
        const { definition } = this.registry.get(subscription.triggerId);
        const mechanism = mechanismOf({ definition, mode: subscription.mode }, { rights, hook });
        return subscriptionView(subscription, { mechanism, hook, waitingSince: oldest.get(subscription.id), now });
      });
    });
  }
}
