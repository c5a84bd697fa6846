import type { Queue } from 'pg-boss';

/** A queue of jobs, and what becomes of a job that fails or whose process dies. */
export type JobQueueDefinition = Queue & { name: string };

/** Runs that callers do not wait for. A job whose process died is taken again; the run knows how far it came. */
export const RUNS_QUEUE = {
  name: 'runs',
  retryLimit: 5,
  retryDelay: 1,
  expireInSeconds: 120,
  heartbeatSeconds: 10,
  deleteAfterSeconds: 3_600,
} as const satisfies JobQueueDefinition;

/** Subscriptions that have something to be delivered; one waiting job a subscription is enough. The deliveries are rows. */
export const DELIVERIES_QUEUE = {
  name: 'deliveries',
  policy: 'short',
  retryLimit: 3,
  retryDelay: 1,
  expireInSeconds: 60,
  heartbeatSeconds: 10,
  deleteAfterSeconds: 600,
} as const satisfies JobQueueDefinition;

/** Connections whose event hooks at Okta are to be brought in step with their subscriptions. */
export const HOOKS_QUEUE = {
  name: 'hooks',
  policy: 'short',
  retryLimit: 10,
  retryDelay: 5,
  retryBackoff: true,
  retryDelayMax: 600,
  expireInSeconds: 120,
  heartbeatSeconds: 10,
  deleteAfterSeconds: 3_600,
} as const satisfies JobQueueDefinition;

/** Periods of a subscription that are delivered (again); one at a time for each key. Its deliveries are rows. */
export const REPLAYS_QUEUE = {
  name: 'replays',
  policy: 'exclusive',
  retryLimit: 5,
  retryDelay: 2,
  expireInSeconds: 900,
  heartbeatSeconds: 10,
  deleteAfterSeconds: 3_600,
} as const satisfies JobQueueDefinition;

/** Every queue; the migration step makes them. */
export const QUEUES: readonly JobQueueDefinition[] = [RUNS_QUEUE, DELIVERIES_QUEUE, HOOKS_QUEUE, REPLAYS_QUEUE];
