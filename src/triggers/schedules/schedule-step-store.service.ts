import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '../../core/database/tenant-transaction.js';
import { JobQueue } from '../../core/jobs/job-queue.service.js';
import { DELIVERIES_QUEUE } from '../../core/jobs/queues.js';
import { DeliveryWriter, type Deliverable } from '../events/delivery-writer.service.js';
import { webhookIdOf } from '../events/webhook-id.js';
import type { Subscription } from '../subscriptions/subscription.js';
import { countEvents } from '../trigger-metrics.js';
import {
  ScheduleRepository,
  type ScheduleChange,
  type ScheduleHealth,
  type ScheduleHold,
} from './schedule.repository.js';
import type { SearchStep } from './search.js';

/** A step, and what becomes of the subscription with it. */
export interface KeptStep extends Pick<SearchStep, 'findings' | 'toldSince'> {
  change: ScheduleChange;
  health: ScheduleHealth | undefined;
}

/** Keeps the steps of scheduled searches: what was found and how far the search is become visible together, or not at all. */
@Injectable()
export class ScheduleStepStore {
  constructor(
    private readonly database: TenantDatabase,
    private readonly schedules: ScheduleRepository,
    private readonly deliveries: DeliveryWriter,
    private readonly jobs: JobQueue,
  ) {}

  /** @returns false where another process was faster: nothing was written then */
  async keep(subscription: Subscription, hold: ScheduleHold, step: KeptStep): Promise<boolean> {
    let told = 0;
    const kept = await this.database.transaction(hold.tenantId, async () => {
      // First, since it locks the row: another worker waits here, and then finds that it was moved.
      if (!(await this.schedules.move(hold, step.change))) return false;
      const untold = await this.#untold(hold, step);
      told = untold.length;
      if (untold.length > 0) await this.deliveries.write(subscription, untold, null);
      if (step.health) await this.schedules.setHealth(hold, step.health);
      return true;
    });
    if (kept) countEvents('schedule', told);
    if (kept && step.findings.length > 0) this.jobs.wake(DELIVERIES_QUEUE);
    return kept;
  }

  async #untold(hold: ScheduleHold, { findings, toldSince }: KeptStep): Promise<Deliverable[]> {
    const found = findings.map(({ key, body }): Deliverable => {
      return { webhookId: webhookIdOf(hold.id, key), eventPublished: null, eventUuid: null, body };
    });
    if (found.length === 0 || !toldSince) return found;
    const webhookIds = found.map(({ webhookId }) => webhookId);
    const told = await this.schedules.findTold(hold, webhookIds, toldSince);
    // The same may be found twice on one page.
    const once = new Map(found.map((deliverable) => [deliverable.webhookId, deliverable]));
    return [...once.values()].filter(({ webhookId }) => !told.has(webhookId));
  }
}
