import { ClosedUntil } from './closed-until.js';
import { Demand } from './demand.js';
import type { Priority } from './fair-queue.js';
import { watchOf, type Watch } from './known-window.js';
import type { LimitCounters } from './limit-counters.js';
import type { LimitNotice } from './limit-notice.js';
import type { GrantedSlice, SliceReport } from './rate-budget.repository.js';
import { tooManyRequests } from './too-many-requests.js';
import { WaitingRoom, type Visit } from './waiting-room.js';
import { WindowLedger, type Spend, type Wish } from './window-ledger.js';

/** How a call that was let through ended: with headers, without, lost on the way, or not sent at all. */
export type SpendOutcome = LimitNotice | 'silent' | 'lost' | 'notSent';

export interface BudgetPorts {
  /** Rejects where the shared budget does not answer in time. */
  exchange: (report: SliceReport) => Promise<GrantedSlice>;
  replicas: () => number;
  /** In any time of this length the share holds. */
  windowMs: number;
  now: () => number;
  /** In [0, 1). */
  random: () => number;
  counters: LimitCounters;
}

/** Of the window: how long a slice may lie unused, and what was used untold. */
const TEND_PART = 1 / 60;
/** Of the window: when to ask again while others hold slices that they may give back. */
const RECHECK_PART = 1 / 200;

const TELL: Wish = { want: 0, giveBack: 'nothing' };
const GIVE_BACK: Wish = { want: 0, giveBack: 'all' };

/** What a process knows of a bucket's window. */
export interface WindowUsage {
  /** Calls that Okta allows in it, all clients of the principal together. */
  limit: number;
  remaining: number;
  /** Negative: it has ended so long ago, and nothing was asked since. */
  endsInMs: number;
}

/**
 * One connection's use of one bucket, in one process. Far from the limit calls just go; from half the connection's share
 * on, each needs its place in a slice of the budget that all replicas share. What Okta's headers say is the truth.
 */
export class BucketBudget {
  readonly #room: WaitingRoom<Spend>;
  readonly #ledger: WindowLedger;
  #freeInFlight = 0;
  #share = 1;
  #state: 'new' | 'asked' | 'unmetered' = 'new';
  #exchanging = false;
  readonly #closed = new ClosedUntil();
  readonly #demand = new Demand();
  #wake: NodeJS.Timeout | undefined;
  #tending: NodeJS.Timeout | undefined;

  constructor(private readonly ports: BudgetPorts) {
    this.#room = new WaitingRoom(ports.now);
    this.#ledger = new WindowLedger(ports.windowMs);
  }

  /** Undefined: Okta has not said anything yet. */
  get usage(): WindowUsage | undefined {
    const { window } = this.#ledger;
    return window && { limit: window.limit, remaining: window.remaining, endsInMs: window.endsAt - this.ports.now() };
  }

  /** @throws ConnectorError `too_many_requests` when the wait is in vain */
  admit(visit: Visit, share: number): Spend | Promise<Spend> {
    if (share !== this.#share) this.#changeShare(share);
    this.#demand.arrive();
    const spend = this.#room.isBefore(visit.priority) ? undefined : this.#take();
    if (spend) return spend;
    this.ports.counters.waited += 1;
    const waiting = this.#room.enter(visit, () => this.#inVain(visit.priority));
    this.#pump();
    return waiting;
  }

  /** Every admitted call must be settled. */
  settle(spend: Spend, outcome: SpendOutcome): void {
    if (spend === 'free') this.#freeInFlight -= 1;
    if (typeof outcome === 'object') this.#hear(spend, outcome);
    else this.#ledger.count(spend, outcome === 'silent' ? 'answered' : outcome);
    if (outcome === 'silent' && !this.#ledger.window) this.#state = 'unmetered';
    this.#tend();
    this.#pump();
  }

  /** Tells what was used and gives back what is left, at the end of the process. */
  async close(): Promise<void> {
    clearTimeout(this.#tending);
    clearTimeout(this.#wake);
    const { left, ended } = this.#ledger;
    if (left + ended.sliced > 0) await this.#exchange(GIVE_BACK);
  }

  #take(): Spend | undefined {
    if (this.#state === 'unmetered') return this.#free();
    const watch = this.#watch();
    if (watch === 'governed') return this.#takeFromSlice();
    // Nothing is known: one call at a time finds out.
    if (watch === 'unknown') return this.#state === 'asked' && this.#freeInFlight === 0 ? this.#free() : undefined;
    return this.#free();
  }

  /** What was granted or refused under the other share does not count any more. */
  #changeShare(share: number): void {
    this.#share = share;
    this.#closed.open();
    if (!this.#exchanging && this.#ledger.left > 0) void this.#exchange(GIVE_BACK);
  }

  #watch(): Watch {
    const now = this.ports.now();
    const recent = this.#ledger.recentAt(now);
    return watchOf(this.#ledger.window, { share: this.#share, inFlight: this.#freeInFlight, recent, now });
  }

  #free(): Spend {
    this.#freeInFlight += 1;
    this.ports.counters.free += 1;
    return 'free';
  }

  #takeFromSlice(): Spend | undefined {
    const spend = this.#ledger.take(this.ports.now());
    if (spend) this.ports.counters.sliced += 1;
    return spend;
  }

  #hear(spend: Spend, notice: LimitNotice): void {
    this.#state = 'asked';
    if (this.#ledger.hear(spend, notice, this.ports.now()) === 'new') this.#closed.open();
  }

  #pump(): void {
    for (let spend = this.#room.next && this.#take(); spend; spend = this.#room.next && this.#take()) {
      this.#room.serve(spend);
    }
    const { next } = this.#room;
    if (!next || this.#exchanging) return;
    const isProbing = this.#watch() === 'unknown' && this.#state !== 'new';
    if (isProbing) return;
    if (this.ports.now() < this.#closed.of(next)) this.#waitFor(next);
    else void this.#exchange(this.#state === 'new' ? TELL : this.#wish());
  }

  #wish(): Wish {
    return { want: this.#demand.ask(this.#room.size, this.ports.now()), giveBack: 'nothing' };
  }

  #waitFor(priority: Priority): void {
    const opens = this.#closed.of(priority);
    if (this.#closed.isCertain) this.#room.refuseBefore(opens, priority, () => this.#refusal(priority));
    clearTimeout(this.#wake);
    if (this.#room.next) this.#wake = setTimeout(() => this.#pump(), Math.max(1, opens - this.ports.now())).unref();
  }

  async #exchange(wish: Wish): Promise<void> {
    this.#exchanging = true;
    const priority = this.#room.next ?? 'single';
    this.ports.counters.exchanges += 1;
    const report = this.#ledger.report(wish, { ...this.#circumstances(), priority, unsliced: this.#unsliced() });
    try {
      const granted = await this.ports.exchange(report);
      this.#ledger.absorb(granted, this.ports.now());
      if (wish.want > 0 && granted.granted === 0) this.#close(priority, granted);
    } catch {
      this.ports.counters.failedExchanges += 1;
      this.#ledger.tellAgain(report);
      if (wish.want > 0) this.#goAlone(priority);
    }
    this.#exchanging = false;
    if (this.#state === 'new') this.#state = 'asked';
    this.#tend();
    this.#pump();
  }

  /** Calls under way without a slice; the one that will find out about an unknown bucket is told in advance. */
  #unsliced(): number {
    return this.#freeInFlight + (this.#state === 'new' ? 1 : 0);
  }

  #circumstances() {
    return { share: this.#share, replicas: this.ports.replicas(), now: this.ports.now() };
  }

  #close(priority: Priority, { opensInMs, endsInMs }: GrantedSlice): void {
    const recheckMs = this.ports.windowMs * RECHECK_PART * (1 + this.ports.random());
    const until = this.ports.now() + (opensInMs ?? Math.min(endsInMs, recheckMs));
    this.#closed.close(priority, { until, certain: opensInMs !== undefined });
  }

  /** Without the database each replica takes its part of what Okta says is left of the share. */
  #goAlone(priority: Priority): void {
    this.#ledger.goAlone(this.#circumstances());
    const { left, window } = this.#ledger;
    if (window && left === 0) this.#closed.close(priority, { until: window.endsAt, certain: true });
  }

  /** Now and then tells the shared budget what it does not know, and gives back what is not needed. */
  #tend(): void {
    const { ended, left, window } = this.#ledger;
    const worthTelling = ended.sliced > 0 || (ended.free > 0 && window && this.#watch() !== 'quiet');
    if (this.#tending || !(worthTelling || left > 0)) return;
    this.#demand.tend();
    this.#tending = setTimeout(() => {
      this.#tending = undefined;
      if (this.#exchanging) this.#tend();
      else void this.#exchange(this.#demand.tend() === 'idle' ? GIVE_BACK : TELL);
    }, this.ports.windowMs * TEND_PART).unref();
  }

  /** The wait was in vain: a bucket about which nothing could be found out does not hold calls up. */
  #inVain(priority: Priority): Spend {
    if (!this.#ledger.window) return this.#free();
    throw this.#refusal(priority);
  }

  #refusal(priority: Priority) {
    const now = this.ports.now();
    const opens = this.#closed.isCertain ? this.#closed.of(priority) : 0;
    const waitMs = (opens > now ? opens : (this.#ledger.window?.endsAt ?? 0)) - now;
    const detail = "This connection's share of Okta's rate limit is used up for the moment.";
    return tooManyRequests(detail, { waitMs, counters: this.ports.counters });
  }
}
