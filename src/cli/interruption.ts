import { constants } from 'node:os';

type Signal = 'SIGINT' | 'SIGTERM';

/** A command was interrupted between two steps; `message` says how to go on. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';

  constructor(
    message: string,
    readonly signal: Signal,
  ) {
    super(message);
  }

  /** As shells count: 130 after Ctrl-C. */
  get exitCode(): number {
    return 128 + constants.signals[this.signal];
  }
}

/** Whether somebody wants the command to end. */
export class Interruption {
  #signal: Signal | undefined;

  /** `whatEnds`: what is brought to its end first. */
  constructor(private readonly whatEnds: string) {}

  /** Runs `work`, which is not ended by the first signal but told of it; a second one ends the process. */
  async within<T>(work: () => Promise<T>): Promise<T> {
    const hear = (signal: Signal) => {
      this.#signal = signal;
      console.error(`Stopping after ${this.whatEnds} …`);
    };
    process.once('SIGINT', hear).once('SIGTERM', hear);
    try {
      return await work();
    } finally {
      process.off('SIGINT', hear).off('SIGTERM', hear);
    }
  }

  /** @throws Interrupted with `howToGoOn` where somebody wants the end */
  check(howToGoOn: string): void {
    if (this.#signal) throw new Interrupted(howToGoOn, this.#signal);
  }
}
