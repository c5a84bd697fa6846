import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail.js';
import { ConnectionEvents } from '../connections/events/connection-events.service.js';
import type { SubscriptionEventType } from '../connections/events/subscription-event.js';
import { TenantDatabase } from '../core/database/tenant-transaction.js';
import type { Subscription } from '../triggers/subscriptions/subscription.js';
import { SubscriptionRepository } from '../triggers/subscriptions/subscription.repository.js';

type Place = Pick<Subscription, 'tenantId' | 'id'>;
type Standing = Pick<Subscription, 'status' | 'statusReason' | 'failingSince'>;

/** Who acts, for the audit trail. */
const SUBJECT = 'okta-connector';

const GONE = 'The receiver answered 410 Gone: it wants nothing more.';
const FAILING = 'Nothing could be delivered for a day. Look at the deliveries for what the receiver answers.';
const GIVEN_UP = 'Nothing could be delivered for five days. Repair the receiver and resume the subscription.';

const DAY_MS = 86_400_000;
const FAILING_AFTER_MS = DAY_MS;
const DISABLED_AFTER_MS = 5 * DAY_MS;

/** Whether subscriptions can be delivered to: since when not, and what follows from that. The platform hears of it. */
@Injectable()
export class SubscriptionHealth {
  constructor(
    private readonly database: TenantDatabase,
    private readonly subscriptions: SubscriptionRepository,
    private readonly audit: AuditTrail,
    private readonly events: ConnectionEvents,
  ) {}

  /** Something was delivered. Within the tenant's open transaction, as the next two. */
  async noteDelivered({ tenantId, id, failingSince, status }: Subscription): Promise<void> {
    if (failingSince === null && status !== 'failing') return;
    const current = await this.subscriptions.lock(tenantId, id);
    if (!current) return;
    if (current.status !== 'failing') return this.subscriptions.update(tenantId, id, { failingSince: null });
    const standing: Standing = { status: 'active', statusReason: null, failingSince: null };
    await this.#change(current, standing, 'subscription.recovered');
  }

  /** Nothing of what was sent was taken. */
  async noteFailed({ tenantId, id, failingSince }: Subscription): Promise<void> {
    if (failingSince !== null) return;
    const current = await this.subscriptions.lock(tenantId, id);
    if (current?.failingSince === null) await this.subscriptions.update(tenantId, id, { failingSince: new Date() });
  }

  /** The receiver wants nothing more. */
  async end(place: Place): Promise<void> {
    const current = await this.subscriptions.lock(place.tenantId, place.id);
    if (!current || current.status === 'disabled') return;
    const { failingSince } = current;
    await this.#change(current, { status: 'disabled', statusReason: GONE, failingSince }, 'subscription.disabled');
  }

  /** Draws the consequence of a long failure: `failing` after a day, `disabled` after five. */
  async judge({ tenantId, id }: Place, now: Date): Promise<void> {
    await this.database.transaction(tenantId, async () => {
      const current = await this.subscriptions.lock(tenantId, id);
      if (!current?.failingSince) return;
      const { failingSince } = current;
      const forMs = now.getTime() - failingSince.getTime();
      if (current.status === 'active' && forMs >= FAILING_AFTER_MS) {
        await this.#change(current, { status: 'failing', statusReason: FAILING, failingSince }, 'subscription.failing');
      } else if (current.status === 'failing' && forMs >= DISABLED_AFTER_MS) {
        const standing: Standing = { status: 'disabled', statusReason: GIVEN_UP, failingSince };
        await this.#change(current, standing, 'subscription.disabled');
      }
    });
  }

  async #change(current: Subscription, standing: Standing, type: SubscriptionEventType): Promise<void> {
    const { tenantId, id, connectionId } = current;
    await this.subscriptions.update(tenantId, id, standing);
    const detail = { subscriptionId: id, reason: standing.statusReason };
    await this.audit.record(tenantId, { actor: SUBJECT, action: type, connectionId, detail });
    await this.events.recordSubscription(tenantId, { type, subscription: { ...current, ...standing } });
  }
}
