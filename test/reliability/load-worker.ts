import { setTimeout as wait } from 'node:timers/promises';
import { LoadBook } from './load-book.ts';
import type { LoadPhase, LoadPlan, PhaseResult } from './load-protocol.ts';
import { bytesOf } from './load-socket.ts';
import { LoadSockets } from './load-sockets.ts';

// A process of its own (`fork`): takes a plan, sends what became of it, and ends with its parent.

const TICK_MS = 1;
/** Who is due in a phase and has no answer so long after it gets none. */
const PATIENCE_MS = 30_000;

class Load {
  readonly #requests: { kind: string; bytes: string }[];
  readonly #sockets: LoadSockets;
  #taken = 0;
  #book: LoadBook | undefined;

  private constructor(sockets: LoadSockets, requests: { kind: string; bytes: string }[]) {
    this.#sockets = sockets;
    this.#requests = requests;
  }

  static async prepare({ url, requests, sockets: count }: LoadPlan): Promise<Load> {
    const base = new URL(url);
    const sockets = await LoadSockets.open(base, count);
    return new Load(
      sockets,
      requests.map((one) => ({ kind: one.kind, bytes: bytesOf(one, base) })),
    );
  }

  async play(phase: LoadPhase): Promise<PhaseResult> {
    const book = new LoadBook(phase.seconds);
    this.#book = book;
    if ('perSecond' in phase) await this.#atRate(phase.perSecond, book);
    else await this.#oneAfterTheOther(phase.connections, book);
    return book.result();
  }

  /** The present phase is over. */
  end(): void {
    this.#book?.end();
  }

  /** Whether or not the service keeps up. */
  async #atRate(perSecond: number, book: LoadBook): Promise<void> {
    let at = book.began;
    while (at < book.endsAt) {
      for (const now = performance.now(); at <= now && at < book.endsAt; at += 1_000 / perSecond)
        void this.#send(at, book);
      await wait(TICK_MS);
    }
    book.end();
    while (book.open > 0 && performance.now() < book.endsAt + PATIENCE_MS) await wait(TICK_MS);
    if (book.open > 0) this.#sockets.drop();
    while (book.open > 0) await wait(TICK_MS);
  }

  async #oneAfterTheOther(connections: number, book: LoadBook): Promise<void> {
    const work = async () => {
      while (performance.now() < book.endsAt) await this.#send(performance.now(), book);
    };
    await Promise.all(Array.from({ length: connections }, work));
    book.end();
  }

  async #send(at: number, book: LoadBook): Promise<void> {
    const request = this.#requests[(this.#taken += 1) % this.#requests.length];
    if (!request) throw new Error('There is nothing to be sent');
    book.begin();
    book.note({ kind: request.kind, at }, await this.#sockets.send(request.bytes));
  }
}

process.once('message', (plan: LoadPlan) => {
  void (async () => {
    const load = await Load.prepare(plan);
    process.on('message', () => load.end());
    const results: PhaseResult[] = [];
    for (const phase of plan.phases) results.push(await load.play(phase));
    process.send?.(results, () => process.exit(0));
  })();
});
process.once('disconnect', () => process.exit(1));
