import { Inject, Injectable, Logger } from '@nestjs/common';
import { Enrichment } from '../triggers/enrichment/enrichment.service.js';
import { LogEvent } from '../triggers/events/log-event.js';
import type { Subscription } from '../triggers/subscriptions/subscription.js';
import { deliveryBody, eventContent } from './delivery-body.js';
import { countDelivery, observeDelivery } from './delivery-metrics.js';
import type { DeliverySlice } from './delivery-slice.js';
import { DELIVERY_SETTINGS, type DeliverySettings } from './delivery-settings.js';
import type { Receipt } from './delivery-verdict.js';
import type { DueDelivery } from './due-delivery.js';
import { Receivers } from './receivers.service.js';
import { SendingPlaces } from './sending-places.js';
import type { SignDelivery } from './sign-delivery.js';

/** Deliveries of one subscription that were taken together. */
export interface DeliveryBatch {
  subscription: Subscription;
  sign: SignDelivery;
  deliveries: readonly DueDelivery[];
  /** By `performance.now()`. */
  takenAt: number;
}

/** What came of a delivery of a batch; without a receipt it was not tried. */
export interface SendOutcome {
  delivery: DueDelivery;
  receipt?: Receipt | undefined;
}

interface Sending {
  batch: DeliveryBatch;
  slice: DeliverySlice;
  signal: AbortSignal | undefined;
}

/** Payloads beyond this are sent whole, but receivers may not take them (Standard Webhooks). */
const LARGE_BYTES = 20_480;

/** The receiver wants nothing more: nothing is begun after it. */
const GONE = 410;

/** Sends the deliveries of a batch, several at once, begun in the order of their sequence. */
@Injectable()
export class DeliverySender {
  readonly #logger = new Logger(DeliverySender.name);
  readonly #places = new SendingPlaces();

  constructor(
    private readonly receivers: Receivers,
    @Inject(Enrichment) private readonly enrichment: Pick<Enrichment, 'of'>,
    @Inject(DELIVERY_SETTINGS) private readonly settings: DeliverySettings,
  ) {}

  /** Ends early when the slice does; what was not begun has no receipt. Never rejects. */
  async send(sending: Sending): Promise<SendOutcome[]> {
    const { deliveries } = sending.batch;
    const outcomes: SendOutcome[] = deliveries.map((delivery) => ({ delivery }));
    const waiting = outcomes.values();
    const lane = async () => {
      for (const outcome of waiting) outcome.receipt = await this.#attempt(outcome.delivery, sending);
    };
    const lanes = Math.min(this.settings.sendsPerSubscription, deliveries.length);
    await Promise.all(Array.from({ length: lanes }, lane));
    return outcomes;
  }

  async #attempt(delivery: DueDelivery, { batch, slice, signal }: Sending): Promise<Receipt | undefined> {
    if (signal?.aborted || !slice.begin()) return undefined;
    const url = URL.parse(batch.subscription.deliveryUrl ?? '');
    if (!url) {
      const receipt = { error: 'refused', durationMs: 0 } as const;
      countDelivery(delivery, receipt);
      return noted(slice, receipt);
    }
    const body = await this.#body(delivery, batch.subscription);
    const leave = await this.#places.take(this.#bounds(batch.subscription, url), slice.patience(batch.takenAt));
    if (!leave) return undefined;
    try {
      // A process that was stopped in between has lost its lease.
      if (slice.patience(batch.takenAt) <= 0) return undefined;
      const headers = batch.sign(delivery.webhookId, new Date(), body);
      const post = (more: Record<string, string>) =>
        this.receivers.post({ url, headers: { ...headers, ...more }, body }, signal);
      return noted(slice, await observeDelivery(delivery, { url, triggerId: batch.subscription.triggerId }, post));
    } finally {
      leave();
    }
  }

  #bounds({ tenantId }: Subscription, { origin }: URL) {
    const { sendsPerTenant, sendsPerOrigin } = this.settings;
    return [
      { name: `tenant ${tenantId}`, limit: sendsPerTenant },
      { name: origin, limit: sendsPerOrigin },
    ];
  }

  async #body(delivery: DueDelivery, subscription: Subscription): Promise<string> {
    const { id: subscriptionId, tenantId, triggerId } = subscription;
    const { sequence, published, connectionId } = delivery;
    const content = await this.#content(delivery, subscription);
    const body = deliveryBody({ triggerId, tenantId, subscriptionId, connectionId, sequence, published, content });
    const bytes = Buffer.byteLength(body);
    if (bytes > LARGE_BYTES)
      this.#logger.warn({ msg: 'A large delivery is sent whole', deliveryId: delivery.id, bytes });
    return body;
  }

  /** Only where more was asked for, the event is read. */
  async #content({ content, event }: DueDelivery, subscription: Subscription): Promise<string[]> {
    if (event === null) return [content ?? '{}'];
    if (subscription.params['enrich'] !== true) return [eventContent(event)];
    const enriched = await this.enrichment.of(subscription, LogEvent.parse(JSON.parse(event)));
    return [eventContent(event), JSON.stringify(enriched)];
  }
}

function noted(slice: DeliverySlice, receipt: Receipt): Receipt {
  const { status = 0, error, waitSeconds } = receipt;
  if (status >= 200 && status < 300) slice.noteDelivered();
  else if (error !== 'aborted') slice.noteFailed(status === GONE ? 0 : waitSeconds);
  return receipt;
}
