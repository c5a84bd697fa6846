/** How a process shows that the runs it has begun are alive. */
export interface RunLease {
  /** A run whose process has not been heard of for so long was left behind by it. */
  seconds: number;
  /** Between two signs of life of runs that take longer. */
  renewEveryMs: number;
}

/** Provides a `RunLease`. */
export const RUN_LEASE = Symbol('RUN_LEASE');

/** Three signs of life may be lost. */
export const DEFAULT_RUN_LEASE: RunLease = { seconds: 60, renewEveryMs: 15_000 };
