import type { HookCounts, HookStats } from '../event-contract.ts';

const KEPT_DURATIONS = 20_000;

export function noCounts(): HookCounts {
  return {
    events: 0,
    pending: 0,
    calls: 0,
    attempts: 0,
    retries: 0,
    delivered: 0,
    deliveredEvents: 0,
    failed: 0,
    failedEvents: 0,
    dropped: 0,
    discarded: 0,
    answers: {},
  };
}

/** Counts of all hooks together. */
export function sumOf(counts: Iterable<HookCounts>): HookCounts {
  const sum = noCounts();
  for (const { answers, ...numbers } of counts) {
    for (const [name, value] of Object.entries(numbers) as [keyof typeof numbers, number][]) {
      sum[name] += value;
    }
    for (const [answer, times] of Object.entries(answers)) sum.answers[answer] = (sum.answers[answer] ?? 0) + times;
  }
  return sum;
}

/** How long the last requests took. */
export class Durations {
  private readonly kept: number[] = [];
  private next = 0;

  add(milliseconds: number): void {
    this.kept[this.next] = milliseconds;
    this.next = (this.next + 1) % KEPT_DURATIONS;
  }

  summary(): HookStats['answerMs'] {
    const sorted = this.kept.toSorted((a, b) => a - b);
    const at = (share: number): number => Math.round(sorted[Math.ceil(sorted.length * share) - 1] ?? 0);
    return { p50: at(0.5), p99: at(0.99), max: at(1) };
  }
}
