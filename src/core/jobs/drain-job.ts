import type { SendOptions } from 'pg-boss';
import type { TenantId } from '../tenant-id.js';
import type { JobPayload } from './job-queue.service.js';

const BUCKET_SECONDS = 5;

/**
 * A job of DELIVERIES_QUEUE: deliver what is due of a subscription. One that waits is enough; one for later does not stand
 * in the way of one for now. The group bounds how many jobs of a tenant run at once.
 * @param afterSeconds not before
 */
export function drainJob(tenantId: TenantId, subscriptionId: string, afterSeconds = 0): [JobPayload, SendOptions] {
  const options: SendOptions = { singletonKey: subscriptionId, group: { id: tenantId } };
  if (afterSeconds > 0) {
    const due = Math.ceil((Date.now() / 1_000 + afterSeconds) / BUCKET_SECONDS);
    Object.assign(options, { startAfter: Math.ceil(afterSeconds), singletonKey: `${subscriptionId}@${due}` });
  }
  return [{ tenantId, subscriptionId }, options];
}
