import { setTimeout as wait } from 'node:timers/promises';
import { DEFAULT_TIMING, type RefreshTiming } from '../../src/tokens/oauth/refresh-timing.ts';

/** How fast a run goes: at 1 every time is the service's own, at less than 1 all of them are shorter by the same factor. */
export interface Pace {
  factor: number;
  timing: RefreshTiming;
  /** A time of the figure, at this pace. */
  ms(full: number): number;
  wait(full: number): Promise<void>;
}

export function paceOf(factor: number): Pace {
  const ms = (full: number) => full * factor;
  const span = ({ first, last }: { first: number; last: number }) => ({ first: ms(first), last: ms(last) });
  const { leaseMs, requestMs, waitMs, quickRetryMs, lostMs, notProcessedMs, refusedMs, confirmMs } = DEFAULT_TIMING;
  const timing = {
    ...DEFAULT_TIMING,
    leaseMs: ms(leaseMs),
    requestMs: ms(requestMs),
    waitMs: ms(waitMs),
    quickRetryMs: ms(quickRetryMs),
    lostMs: span(lostMs),
    notProcessedMs: span(notProcessedMs),
    refusedMs: ms(refusedMs),
    confirmMs: ms(confirmMs),
  };
  return { factor, timing, ms, wait: (full) => wait(ms(full)) };
}
