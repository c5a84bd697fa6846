import type { Ends, PhaseResult } from './load-protocol.ts';
import type { Answered } from './load-socket.ts';
import { LoadTally } from './load-tally.ts';

/** What becomes of the requests of one phase. */
export class LoadBook {
  readonly began = performance.now();
  endsAt: number;
  readonly #all = new LoadTally();
  readonly #byKind = new Map<string, LoadTally>();
  readonly #bySecond: LoadTally[] = [];
  #waiting = 0;
  #lastAt = 0;
  /** Requests that are due and have no answer. */
  open = 0;

  constructor(seconds: number | 'untilTold') {
    this.endsAt = seconds === 'untilTold' ? Infinity : this.began + seconds * 1_000;
  }

  begin(): void {
    this.open += 1;
  }

  note({ kind, at }: { kind: string; at: number }, answered: Answered | undefined): void {
    this.open -= 1;
    this.#lastAt = performance.now();
    const ms = this.#lastAt - at;
    const byKind = this.#byKind.get(kind) ?? new LoadTally();
    this.#byKind.set(kind, byKind);
    const second = Math.floor((at - this.began) / 1_000);
    while (this.#bySecond.length <= second) this.#bySecond.push(new LoadTally());
    for (const tally of [this.#all, byKind, this.#bySecond[second]]) tally?.add(answered, ms);
  }

  /** Answers may still come. */
  end(): void {
    this.endsAt = Math.min(this.endsAt, performance.now());
    this.#waiting = this.open;
  }

  result(): PhaseResult {
    const byKind: Record<string, Ends> = {};
    for (const [kind, tally] of this.#byKind) byKind[kind] = tally.ends();
    const bySecond = this.#bySecond.map((tally) => tally.ends());
    return {
      seconds: (this.endsAt - this.began) / 1_000,
      byKind,
      bySecond,
      all: this.#all.ends(),
      waiting: this.#waiting,
      settledMs: Math.max(0, Math.round(this.#lastAt - this.endsAt)),
    };
  }
}
