import type { HookDelivery } from '../event-contract.ts';

/** Okta's limits, and nothing goes wrong. How many events Okta puts into a call is not documented. */
export function defaultDelivery(): HookDelivery {
  return {
    batchSize: 100,
    batchMs: 20,
    parallel: 8,
    timeoutMs: 3_000,
    dailyLimit: 400_000,
    startDelayMs: 0,
    drop: 0,
    repeat: { share: 0, times: 2 },
    shuffle: false,
    delay: { share: 0, ms: 0 },
    seed: 1,
  };
}
