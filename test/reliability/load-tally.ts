import { quantile } from './hook-load.ts';
import type { Ends } from './load-protocol.ts';
import type { Answered } from './load-socket.ts';

/** Counts how requests end. */
export class LoadTally {
  readonly #takenMs: number[] = [];
  readonly #refusedMs: number[] = [];
  readonly #failed: Record<string, number> = {};

  add(answered: Answered | undefined, ms: number): void {
    const end = endOf(answered);
    if (end === 'taken') this.#takenMs.push(ms);
    else if (end === 'refused') this.#refusedMs.push(ms);
    else this.#failed[end] = (this.#failed[end] ?? 0) + 1;
  }

  ends(): Ends {
    const [p50, p99, longest] = [0.5, 0.99, 1].map((share) => Math.round(quantile(this.#takenMs, share)));
    return {
      taken: this.#takenMs.length,
      refused: this.#refusedMs.length,
      failed: this.#failed,
      takenMs: { p50: p50 ?? 0, p99: p99 ?? 0, longest: longest ?? 0 },
      refusedMs: { p99: Math.round(quantile(this.#refusedMs, 0.99)) },
    };
  }
}

/** A refusal must say what callers go by. */
function endOf(answered: Answered | undefined): string {
  if (!answered) return 'no answer';
  const { status, text } = answered;
  if (status >= 200 && status < 300) return 'taken';
  if (status !== 503) return `${status} ${/"code":"(\w+)"/.exec(text)?.[1] ?? ''}`;
  const isWhole = /\r\nretry-after: \d+/i.test(text) && text.includes('application/problem+json');
  return isWhole && text.includes('"code":"overloaded"') ? 'refused' : '503 of another kind';
}
