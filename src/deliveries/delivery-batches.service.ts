import { Inject, Injectable } from '@nestjs/common';
import { TenantDatabase } from '../core/database/tenant-transaction.js';
import type { TenantId } from '../core/tenant-id.js';
import { SigningSecrets } from '../triggers/subscriptions/signing-secrets.service.js';
import type { Subscription } from '../triggers/subscriptions/subscription.js';
import { SubscriptionRepository } from '../triggers/subscriptions/subscription.repository.js';
import type { DeliveryBatch, SendOutcome } from './delivery-sender.service.js';
import { DELIVERY_SETTINGS, type DeliverySettings } from './delivery-settings.js';
import type { DeliverySlice } from './delivery-slice.js';
import { verdictOf } from './delivery-verdict.js';
import { BITE, DueDeliveryRepository } from './due-delivery.repository.js';
import type { DueDelivery, Settlement } from './due-delivery.js';
import { signerOf } from './sign-delivery.js';
import { SubscriptionHealth } from './subscription-health.service.js';

export interface SubscriptionPlace {
  tenantId: TenantId;
  subscriptionId: string;
}

/** What was taken, and when to come back. */
export interface TakenBatch {
  batch: DeliveryBatch | undefined;
  /** Seconds until more is due; undefined: nothing waits. */
  nextSeconds: number | undefined;
}

const NOTHING: TakenBatch = { batch: undefined, nextSeconds: undefined };

/** Whether a batch of the subscription may be taken now. */
type Admit = (subscription: Subscription) => boolean;

/** Seconds until another look at a subscription that was not admitted. */
const TURNED_AWAY_SECONDS = 5;

/** Takes deliveries out of the table and writes down what came of them, many in one transaction. */
@Injectable()
export class DeliveryBatches {
  constructor(
    private readonly database: TenantDatabase,
    private readonly subscriptions: SubscriptionRepository,
    private readonly secrets: SigningSecrets,
    private readonly due: DueDeliveryRepository,
    private readonly health: SubscriptionHealth,
    @Inject(DELIVERY_SETTINGS) private readonly settings: DeliverySettings,
  ) {}

  /** Leases what is due, of a subscription that is delivered to; what waits for another one is put aside or ended. */
  async take(place: SubscriptionPlace, admit: Admit): Promise<TakenBatch> {
    const { tenantId, subscriptionId } = place;
    return this.database.transaction(tenantId, async () => {
      const subscription = await this.subscriptions.find(tenantId, subscriptionId);
      const aside = this.#aside(place, subscription);
      if (aside) return (await aside()) < BITE ? NOTHING : { batch: undefined, nextSeconds: 0 };
      if (!subscription || !admit(subscription)) return { batch: undefined, nextSeconds: TURNED_AWAY_SECONDS };
      return this.#lease(subscription);
    });
  }

  /**
   * Settles a batch; in the same transaction the subscription's standing follows.
   * @returns seconds until the first of it is due again, undefined: none
   */
  async settle({ subscription }: DeliveryBatch, outcomes: readonly SendOutcome[], slice: DeliverySlice) {
    const { tenantId } = subscription;
    const settlements = outcomes.map((outcome) => settlementOf(outcome, slice));
    const gone = outcomes.some(({ receipt }) => receipt?.status === 410);
    const delivered = settlements.some(({ status }) => status === 'delivered');
    const failed = outcomes.some(({ receipt }) => receipt && receipt.error !== 'aborted') && !delivered;
    await this.database.transaction(tenantId, async () => {
      // The subscription before its deliveries, as everybody locks them.
      if (gone) await this.health.end(subscription);
      else if (delivered) await this.health.noteDelivered(subscription);
      else if (failed) await this.health.noteFailed(subscription);
      await this.due.settle(tenantId, settlements);
    });
    const again = settlements.flatMap(({ status, seconds }) => (status === 'pending' ? [seconds] : []));
    return again.length === 0 ? undefined : Math.min(...again);
  }

  /** What happens to the deliveries of a subscription that none are sent to; undefined where they are sent. */
  #aside({ tenantId, subscriptionId }: SubscriptionPlace, subscription: Subscription | undefined) {
    if (!subscription || subscription.status === 'disabled')
      return () => this.due.dismiss(tenantId, subscriptionId, 'failed');
    if (subscription.deliveryType === 'pull') return () => this.due.dismiss(tenantId, subscriptionId, 'held');
    return subscription.status === 'paused' ? () => this.due.park(tenantId, subscriptionId) : undefined;
  }

  async #lease(subscription: Subscription): Promise<TakenBatch> {
    const { tenantId, id: subscriptionId, failingSince } = subscription;
    const { batch, sendsPerSubscription, leaseSeconds } = this.settings;
    const limit = failingSince === null ? batch : Math.min(batch, sendsPerSubscription);
    const taken = await this.due.take(tenantId, { subscriptionId, limit, leaseSeconds });
    if (taken.parked) await this.due.unpark(tenantId, subscriptionId);
    const nextSeconds = taken.parked ? 0 : taken.nextSeconds;
    const { deliveries } = taken;
    if (deliveries.length === 0) return { batch: undefined, nextSeconds };
    const sign = signerOf(await this.secrets.live(subscription));
    return { batch: { subscription, sign, deliveries, takenAt: performance.now() }, nextSeconds };
  }
}

function settlementOf({ delivery, receipt }: SendOutcome, slice: DeliverySlice): Settlement {
  if (!receipt) return { delivery, status: 'pending', seconds: slice.restSeconds, attempt: undefined };
  const { status = null, error = null, durationMs, answer = null } = receipt;
  return { delivery, ...standingAfter(delivery, receipt), attempt: { status, error, durationMs, answer } };
}

function standingAfter({ attempt }: DueDelivery, receipt: NonNullable<SendOutcome['receipt']>) {
  const verdict = verdictOf(receipt, attempt, Math.random());
  if (verdict.kind === 'later') return { status: 'pending' as const, seconds: verdict.seconds };
  return { status: verdict.kind === 'delivered' ? ('delivered' as const) : ('failed' as const), seconds: 0 };
}
