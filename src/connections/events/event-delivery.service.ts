import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { TenantDatabase } from '../../core/database/tenant-transaction.js';
import type { TenantId } from '../../core/tenant-id.js';
import type { DueItem } from '../upkeep/leased-rows.repository.js';
import { EVENT_RETRIES, retryAfter } from '../upkeep/retry-schedule.js';
import { ConnectionEventRepository, type LeasedEvent } from './connection-event.repository.js';
import { EventReceiver, type Receipt } from './event-receiver.js';

/** Brings recorded events to the platform, each at least once and always with the same id. */
@Injectable()
export class EventDelivery implements OnApplicationShutdown {
  readonly #logger = new Logger(EventDelivery.name);

  constructor(
    private readonly database: TenantDatabase,
    private readonly outbox: ConnectionEventRepository,
    /** Undefined where no URL is configured. */
    private readonly receiver: EventReceiver | undefined,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await this.receiver?.close();
  }

  listDue(limit: number): Promise<DueItem[]> {
    return this.outbox.listDue(limit);
  }

  /** Makes one attempt, unless another worker is at it. A worker that dies between sending and marking causes another. */
  async deliver({ tenantId, id }: DueItem, signal?: AbortSignal): Promise<void> {
    if (!this.receiver) return;
    const event = await this.database.transaction(tenantId, () => this.outbox.lease(tenantId, id));
    if (!event) return;
    const receipt = await this.receiver.post(event, signal);
    await this.database.transaction(tenantId, () => this.#settle(tenantId, event, receipt));
  }

  async #settle(tenant: TenantId, event: LeasedEvent, receipt: Receipt): Promise<void> {
    if (receipt.kind === 'delivered') return this.outbox.remove(tenant, event.id);
    if (receipt.kind === 'aborted') return this.outbox.postpone(tenant, event, 0);
    const { body: _, ...told } = event;
    const seconds = retryAfter(EVENT_RETRIES, event.attempt, Math.random());
    if (seconds !== undefined) {
      this.#logger.warn({ msg: 'A connection event was not taken, it is sent again', ...told, reason: receipt.reason });
      return this.outbox.postpone(tenant, event, seconds);
    }
    this.#logger.error({ msg: 'A connection event is given up: nobody took it', ...told, reason: receipt.reason });
    return this.outbox.remove(tenant, event.id);
  }
}
