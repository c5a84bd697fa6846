import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '../../core/database/tenant-transaction.js';
import { Draining } from '../../core/http/draining.js';
import type { Caller } from '../../tenancy/caller.js';
import { Enrichment } from '../../triggers/enrichment/enrichment.service.js';
import { LogEvent } from '../../triggers/events/log-event.js';
import { noSubscription } from '../../triggers/subscriptions/no-subscription.js';
import type { Subscription } from '../../triggers/subscriptions/subscription.js';
import { SubscriptionRepository } from '../../triggers/subscriptions/subscription.repository.js';
import { deliveryBody, eventContent } from '../delivery-body.js';
import { PullCursor } from './pull-cursor.js';
import { PulledDeliveryRepository, type PulledDelivery } from './pulled-delivery.repository.js';

interface PullWish {
  cursor: string | undefined;
  limit: number;
  /** How long to wait for a first event. */
  waitMs: number;
}

const LOOK_EVERY_MS = 500;

/** Looked up at once, where objects are fetched with the events. */
const ENRICHED_AT_ONCE = 20;

/** Hands out what a subscription has heard, in the order of its sequence; also beside a webhook. */
@Injectable()
export class Pull {
  constructor(
    private readonly database: TenantDatabase,
    private readonly subscriptions: SubscriptionRepository,
    private readonly deliveries: PulledDeliveryRepository,
    private readonly cursors: PullCursor,
    private readonly enrichment: Enrichment,
    private readonly draining: Draining,
  ) {}

  /**
   * What comes after the cursor; without one, after what was acknowledged. A cursor acknowledges what lies before it.
   * @param signal ends the wait
   * @returns the JSON text of `{data, nextCursor}`
   * @throws ConnectorError `not_found`, `invalid_input`
   */
  async pull({ tenantId }: Caller, id: string, wish: PullWish, signal: AbortSignal): Promise<string> {
    const subscription = await this.database.transaction(tenantId, () => this.subscriptions.find(tenantId, id));
    if (!subscription) throw noSubscription();
    const from = await this.#acknowledge(subscription, wish.cursor);
    const found = await this.#await(subscription, { sequence: from, ...wish }, signal);
    const nextCursor = await this.cursors.seal(subscription, found.at(-1)?.sequence ?? from);
    const messages = await this.#messages(subscription, found);
    return `{"data":[${messages.join(',')}],"nextCursor":${JSON.stringify(nextCursor)}}`;
  }

  async #acknowledge(subscription: Subscription, cursor: string | undefined): Promise<number> {
    if (cursor === undefined) return subscription.acknowledgedSequence;
    const sequence = await this.cursors.open(subscription, cursor);
    const acknowledge = () => this.deliveries.acknowledge(subscription, sequence);
    if (!(await this.database.transaction(subscription.tenantId, acknowledge))) throw noSubscription();
    return sequence;
  }

  /** No connection to the database is held while it waits. */
  async #await(
    subscription: Subscription,
    { sequence, limit, waitMs }: { sequence: number; limit: number; waitMs: number },
    signal: AbortSignal,
  ): Promise<PulledDelivery[]> {
    const until = performance.now() + waitMs;
    const ended = AbortSignal.any([signal, this.draining.finishing]);
    const page = () => this.deliveries.after(subscription, { sequence, limit });
    for (;;) {
      const found = await this.database.transaction(subscription.tenantId, page);
      const left = until - performance.now();
      if (found.length > 0 || left <= 0 || ended.aborted) return found;
      await delay(Math.min(left, LOOK_EVERY_MS), undefined, { signal: ended }).catch(() => undefined);
    }
  }

  async #messages(subscription: Subscription, found: readonly PulledDelivery[]): Promise<string[]> {
    const messages: string[] = [];
    for (let from = 0; from < found.length; from += ENRICHED_AT_ONCE) {
      const some = found.slice(from, from + ENRICHED_AT_ONCE);
      messages.push(...(await Promise.all(some.map((delivery) => this.#message(subscription, delivery)))));
    }
    return messages;
  }

  /** The text that a webhook would send, with its id as a first member. */
  async #message(subscription: Subscription, delivery: PulledDelivery): Promise<string> {
    const { id: subscriptionId, tenantId, connectionId, triggerId } = subscription;
    const { sequence, published, webhookId } = delivery;
    const content = await this.#content(subscription, delivery);
    const body = deliveryBody({ triggerId, tenantId, subscriptionId, connectionId, sequence, published, content });
    return `{"webhookId":${JSON.stringify(webhookId)},${body.slice(1)}`;
  }

  async #content(subscription: Subscription, { content, event }: PulledDelivery): Promise<string[]> {
    if (event === null) return content === null ? [] : [content];
    if (subscription.params['enrich'] !== true) return [eventContent(event)];
    const enriched = await this.enrichment.of(subscription, LogEvent.parse(JSON.parse(event)));
    return [eventContent(event), JSON.stringify(enriched)];
  }
}
