import { getHeapStatistics } from 'node:v8';
import type { Lane } from './request-lanes.js';

/** Those that can be turned away. */
export type LimitedLane = Exclude<Lane, 'probe'>;

export interface LaneLimits {
  /** Requests answered at once in this process while all is well. */
  most: number;
  /** Under lasting pressure; never none, so that what is turned away cannot keep everything else from being done. */
  least: number;
  /** How late the event loop may be, milliseconds: the mean of a sample. */
  lateMs: number;
}

export interface OverloadLimits {
  /** How often pressure is measured, milliseconds. */
  sampleMs: number;
  /** Of the heap, and of the memory that the container has. */
  memoryShare: number;
  lanes: Record<LimitedLane, LaneLimits>;
}

/**
 * `npm run reliability -- G18` holds them against three times the capacity. A late event loop is the sign of overload: a
 * request that waits for Okta costs memory alone. Its utilisation is none: a process that is fully used and not late serves
 * everybody.
 */
export const OVERLOAD_LIMITS: OverloadLimits = {
  sampleMs: 250,
  memoryShare: 0.9,
  lanes: {
    ordinary: { most: 200, least: 50, lateMs: 75 },
    wait: { most: 500, least: 100, lateMs: 75 },
    page: { most: 200, least: 100, lateMs: 500 },
    hook: { most: 400, least: 100, lateMs: 500 },
  },
};

/** Bytes. Without a limit for the container only the heap's own counts. */
export function memoryLimits(share: number): { heapBytes: number; rssBytes: number } {
  const container = process.constrainedMemory();
  return {
    heapBytes: getHeapStatistics().heap_size_limit * share,
    rssBytes: container > 0 ? container * share : Infinity,
  };
}
