import { Injectable } from '@nestjs/common';
import { JobQueue } from '../../core/jobs/job-queue.service.js';
import { HOOKS_QUEUE } from '../../core/jobs/queues.js';
import type { TenantId } from '../../core/tenant-id.js';

const BUSY_SECONDS = 3;

/** Asks for the event hooks of a connection to be brought in step with its subscriptions. */
@Injectable()
export class HookRequests {
  constructor(private readonly jobs: JobQueue) {}

  /** In the transaction that changes what the connection's subscriptions hear, where there is one. */
  async ask(tenantId: TenantId, connectionId: string): Promise<void> {
    await this.jobs.send(HOOKS_QUEUE, { tenantId, connectionId }, { singletonKey: connectionId });
  }

  /** Somebody else is at it, with what was wanted when they began. */
  async askAgain(tenantId: TenantId, connectionId: string): Promise<void> {
    const options = { singletonKey: connectionId, startAfter: BUSY_SECONDS };
    await this.jobs.send(HOOKS_QUEUE, { tenantId, connectionId }, options);
  }
}
