import { LoadSocket, type Answered } from './load-socket.ts';

const OPENED_AT_ONCE = 100;

/** The connections of a load. */
export class LoadSockets {
  readonly #url: URL;
  readonly #free: LoadSocket[] = [];
  readonly #used = new Set<LoadSocket>();
  #waiting: ((socket: LoadSocket | undefined) => void)[] = [];
  #served = 0;

  private constructor(url: URL) {
    this.#url = url;
  }

  static async open(url: URL, count: number): Promise<LoadSockets> {
    const sockets = new LoadSockets(url);
    while (sockets.#free.length < count) {
      const left = Math.min(OPENED_AT_ONCE, count - sockets.#free.length);
      const some = Array.from({ length: left }, () => LoadSocket.open(url));
      sockets.#free.push(...(await Promise.all(some)));
    }
    return sockets;
  }

  /** @returns undefined when there was no answer */
  async send(bytes: string): Promise<Answered | undefined> {
    const socket = this.#free.shift() ?? (await this.#next());
    if (!socket) return undefined;
    const used = socket.closed ? await LoadSocket.open(this.#url) : socket;
    this.#used.add(used);
    const answered = await used.send(bytes);
    this.#used.delete(used);
    this.#giveBack(used);
    return answered;
  }

  /** Whoever still waits, for a connection or on one, gets no answer. */
  drop(): void {
    const waiting = this.#waiting.slice(this.#served);
    [this.#waiting, this.#served] = [[], 0];
    for (const resolve of waiting) resolve(undefined);
    for (const socket of this.#used) socket.end();
  }

  #next(): Promise<LoadSocket | undefined> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Taking the first of a long array would cost more than a request. */
  #giveBack(socket: LoadSocket): void {
    const next = this.#waiting[this.#served];
    if (next) this.#served += 1;
    else [this.#waiting, this.#served] = [[], 0];
    if (next) next(socket);
    else this.#free.push(socket);
  }
}
