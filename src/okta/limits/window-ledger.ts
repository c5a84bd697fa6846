import type { Priority } from './fair-queue.js';
import { sliceAlone, withGranted, type HeldSlice } from './held-slice.js';
import { isSameWindow, learn, type KnownWindow, type Learned } from './known-window.js';
import type { LimitNotice } from './limit-notice.js';
import type { GrantedSlice, SliceReport } from './rate-budget.repository.js';
import { reportOf } from './slice-report.js';

/** What a call was let through on. */
export type Spend = 'free' | { seq: number | null };

/** What a process asks the shared budget for, and whether it keeps what it has. */
export interface Wish {
  want: number;
  giveBack: 'nothing' | 'all';
}

interface Circumstances {
  share: number;
  replicas: number;
  now: number;
}

/** What a process knows of a bucket's window, holds of its budget, and has not told the shared budget yet. No I/O. */
export class WindowLedger {
  #window: KnownWindow | undefined;
  #slice: HeldSlice | undefined;
  #untold = { spent: 0, free: 0 };

  get window(): KnownWindow | undefined {
    return this.#window;
  }

  /** Calls left in the slice. */
  get left(): number {
    return this.#slice?.left ?? 0;
  }

  get untold(): Readonly<{ spent: number; free: number }> {
    return this.#untold;
  }

  /** A call's place in the slice. */
  take(now: number): Spend | undefined {
    const slice = this.#slice;
    if (!slice || slice.left <= 0) return undefined;
    if (now >= slice.until) {
      slice.left = 0;
      return undefined;
    }
    slice.left -= 1;
    return { seq: slice.seq };
  }

  /** Takes in what the answer to a call said. */
  hear(spend: Spend, notice: LimitNotice, now: number): Learned['about'] {
    const { window, about } = learn(this.#window, notice, now);
    this.#window = window;
    if (about === 'past') return about;
    if (about === 'new') this.#beginWindow(notice.reset);
    if (this.#slice) this.#slice.left = Math.min(this.#slice.left, window.remaining);
    this.count(spend, 'answered');
    return about;
  }

  /** A lost answer of a slice is not told: its call counts as under way until the window ends. */
  count(spend: Spend, outcome: 'answered' | 'lost' | 'notSent'): void {
    const slice = this.#slice;
    const ofSlice = spend !== 'free' && spend.seq !== null && spend.seq === slice?.seq;
    if (outcome === 'notSent' && ofSlice && slice) slice.left += 1;
    if (outcome === 'notSent') return;
    if (!ofSlice) this.#untold.free += 1;
    else if (outcome === 'answered') this.#untold.spent += 1;
  }

  /** What the shared budget is told and asked; from here on it counts as told. */
  report({ want, giveBack }: Wish, at: Circumstances & { priority: Priority }): SliceReport {
    const slice = this.#slice;
    const untold = this.#untold;
    const returned = giveBack === 'all' && slice ? slice.left : 0;
    if (slice) slice.left -= returned;
    this.#untold = { spent: 0, free: 0 };
    return reportOf({ window: this.#window, slice, untold, returned, want, ...at });
  }

  /** Takes in what the shared budget knows and gives, unless Okta has begun another window meanwhile. */
  absorb(granted: GrantedSlice, now: number): void {
    const { limit, remaining, reset, past, endsInMs } = granted;
    if (limit === undefined) return;
    const known = this.#window;
    if (reset !== undefined) {
      const { window, about } = learn(known, { limit, remaining, reset, endsInMs }, now);
      this.#window = window;
      if (about === 'past') return;
    } else if (!known || (known.reset ?? 0) <= past + 1) {
      this.#window = { limit, remaining, reset, past, endsAt: now + endsInMs };
    }
    this.#slice = withGranted(this.#slice, granted, now);
  }

  /** Goes by Okta's count alone, while the shared budget is away. */
  goAlone(at: Circumstances): void {
    if (!this.#window) return;
    const { window, slice } = sliceAlone(this.#window, at);
    this.#window = window;
    this.#slice = slice;
  }

  #beginWindow(reset: number): void {
    const named = this.#slice?.reset;
    this.#untold.free = 0;
    if (named !== undefined && !isSameWindow(named, reset)) this.#slice = undefined;
    else if (this.#slice) this.#slice.reset = reset;
    if (!this.#slice) this.#untold.spent = 0;
  }
}
