import type { Priority } from './fair-queue.js';
import { sliceAlone, withGranted, type HeldSlice } from './held-slice.js';
import { isSameWindow, learn, NOTED_PART, type KnownWindow, type Learned } from './known-window.js';
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

/** How long a slice may be used after the shared budget was last told of it: it must know of calls before Okta does. */
const FRESH_MS = 5_000;

/** Calls without a slice that are remembered into the next window: as many, or what a quiet bucket may leave untold. */
const REMEMBERED_CALLS = 10;

/** What a process knows of a bucket's window, holds of its budget, and has not told the shared budget yet. No I/O. */
export class WindowLedger {
  #window: KnownWindow | undefined;
  #slice: HeldSlice | undefined;
  /** Against Okta's window: answered calls. */
  #untold = { spent: 0, free: 0 };
  /** Against the sliding one: calls that came to an end, of slices and without. */
  #ended = { sliced: 0, free: 0 };
  #inFlight = 0;
  #asked = 0;
  #heard = 0;
  #recent = { calls: 0, until: 0 };

  /** `windowMs`: in any time of this length the share holds. */
  constructor(private readonly windowMs: number) {}

  get window(): KnownWindow | undefined {
    return this.#window;
  }

  /** Calls left in the slice. */
  get left(): number {
    return this.#slice?.left ?? 0;
  }

  /** Calls that ended and were not told: of slices, and without one. */
  get ended(): Readonly<{ sliced: number; free: number }> {
    return this.#ended;
  }

  /** Calls of the connection, by all replicas, that count against its share, as far as was heard. */
  recentAt(now: number): number {
    return now < this.#recent.until ? this.#recent.calls : 0;
  }

  /** A call's place in the slice. */
  take(now: number): Spend | undefined {
    const slice = this.#slice;
    if (!slice || slice.left <= 0) return undefined;
    if (now >= slice.until) {
      slice.left = 0;
      return undefined;
    }
    if (slice.seq !== null && now >= this.#heard + FRESH_MS) return undefined;
    slice.left -= 1;
    this.#inFlight += 1;
    return { seq: slice.seq };
  }

  /** Takes in what the answer to a call said. */
  hear(spend: Spend, notice: LimitNotice, now: number): Learned['about'] {
    const { window, about } = learn(this.#window, notice, now);
    this.#window = window;
    if (about === 'new') this.#beginWindow(notice.reset);
    this.#end(spend);
    if (about === 'past') return about;
    if (this.#slice) this.#slice.left = Math.min(this.#slice.left, window.remaining);
    this.#tally(spend, 'answered');
    return about;
  }

  /** Takes in the end of a call that said nothing of its bucket. */
  count(spend: Spend, outcome: 'answered' | 'lost' | 'notSent'): void {
    if (outcome !== 'notSent') {
      this.#end(spend);
      return this.#tally(spend, outcome);
    }
    if (spend !== 'free') this.#inFlight -= 1;
    if (this.#slice && this.#isOfSlice(spend)) this.#slice.left += 1;
  }

  /** What the shared budget is told and asked; from here on it counts as told. `unsliced`: calls under way without a slice. */
  report({ want, giveBack }: Wish, at: Circumstances & { priority: Priority; unsliced: number }): SliceReport {
    const { unsliced, ...circumstances } = at;
    const slice = this.#slice;
    const untold = this.#untold;
    const returned = giveBack === 'all' && slice ? slice.left : 0;
    if (slice) slice.left -= returned;
    const holds = this.left + this.#inFlight + unsliced;
    const ended = this.#ended.sliced + this.#ended.free;
    this.#untold = { spent: 0, free: 0 };
    this.#ended = { sliced: 0, free: 0 };
    this.#asked = at.now;
    const { windowMs } = this;
    return reportOf({ window: this.#window, slice, untold, returned, holds, ended, want, windowMs, ...circumstances });
  }

  /** The report may not have been heard: better told twice than never. */
  tellAgain({ ended }: SliceReport): void {
    this.#ended.sliced += ended;
  }

  /** Takes in what the shared budget knows and gives, unless Okta has begun another window meanwhile. */
  absorb(granted: GrantedSlice, now: number): void {
    const { limit, remaining, reset, past, endsInMs, recent } = granted;
    this.#heard = this.#asked;
    this.#recent = { calls: recent, until: now + this.windowMs };
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

  #end(spend: Spend): void {
    if (spend === 'free') {
      this.#ended.free += 1;
      return;
    }
    this.#inFlight -= 1;
    this.#ended.sliced += 1;
  }

  /** In Okta's window a lost answer of a slice is not told: its call counts as under way until the window ends. */
  #tally(spend: Spend, outcome: 'answered' | 'lost'): void {
    if (!this.#isOfSlice(spend)) this.#untold.free += 1;
    else if (outcome === 'answered') this.#untold.spent += 1;
  }

  #isOfSlice(spend: Spend): boolean {
    return spend !== 'free' && spend.seq !== null && spend.seq === this.#slice?.seq;
  }

  #beginWindow(reset: number): void {
    const named = this.#slice?.reset;
    this.#untold.free = 0;
    const remembered = Math.max(REMEMBERED_CALLS, (this.#window?.limit ?? 0) * NOTED_PART);
    this.#ended.free = Math.min(this.#ended.free, Math.ceil(remembered));
    if (named !== undefined && !isSameWindow(named, reset)) this.#slice = undefined;
    else if (this.#slice) this.#slice.reset = reset;
    if (!this.#slice) this.#untold.spent = 0;
  }
}
