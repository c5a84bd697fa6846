import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** What can become of a link; `dns`: its name is no longer found, which is not the proxy's doing. */
export const NETWORK_FAULTS = [
  'refused',
  'reset',
  'black hole',
  'slow',
  'half-open',
  'truncated',
  'garbage',
  'dns',
] as const;

export type NetworkFault = (typeof NETWORK_FAULTS)[number];

const SLOW_MS = 400;
const SLOW_BYTES = 64;
/** Of an answer, what still comes through. */
const CUT_BYTES = 40;

interface Line {
  near: Socket;
  far: Socket;
  /** Nothing is passed on any more, in either direction, for ever: as when a firewall has forgotten it. */
  isDead: boolean;
}

/** A TCP link that can be made to fail, and mended. */
export class FaultProxy {
  readonly #target: number;
  readonly #lines = new Set<Line>();
  #server: Server;
  #port = 0;
  #fault: NetworkFault | undefined;

  private constructor(target: number) {
    this.#target = target;
    this.#server = createServer((socket) => this.#take(socket));
  }

  static async open(target: number): Promise<FaultProxy> {
    const proxy = new FaultProxy(target);
    await proxy.#listen();
    return proxy;
  }

  get port(): number {
    return this.#port;
  }

  /** From now on the link has this fault. */
  async break(fault: NetworkFault): Promise<void> {
    this.#fault = fault;
    if (fault === 'black hole' || fault === 'half-open') for (const line of this.#lines) line.isDead = true;
    if (fault === 'refused' || fault === 'reset') for (const { near } of this.#lines) near.resetAndDestroy();
    if (fault === 'refused') await this.#close();
  }

  /** New connections are well from now on; dead ones stay dead. */
  async mend(): Promise<void> {
    const { fault } = { fault: this.#fault };
    this.#fault = undefined;
    if (fault === 'refused') {
      this.#server = createServer((socket) => this.#take(socket));
      await this.#listen();
    }
  }

  async stop(): Promise<void> {
    for (const { near, far } of this.#lines) {
      near.destroy();
      far.destroy();
    }
    await this.#close();
  }

  async #listen(): Promise<void> {
    this.#server.listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  async #close(): Promise<void> {
    if (!this.#server.listening) return;
    const closed = once(this.#server, 'close');
    this.#server.close();
    await closed;
  }

  #take(near: Socket): void {
    const far = connect(this.#target, '127.0.0.1');
    const line: Line = { near, far, isDead: this.#fault === 'black hole' };
    this.#lines.add(line);
    const end = () => {
      this.#lines.delete(line);
      far.destroy();
    };
    near.on('error', () => undefined).on('close', end);
    far.on('error', () => (line.isDead ? undefined : near.destroy()));
    far.on('close', () => (line.isDead ? undefined : near.end()));
    near.on('data', (chunk: Buffer) => {
      if (!line.isDead) far.write(chunk);
    });
    far.on('data', (chunk: Buffer) => this.#answer(line, chunk));
  }

  #answer(line: Line, chunk: Buffer): void {
    const { near } = line;
    const fault = this.#fault;
    if (line.isDead || near.destroyed) return;
    if (fault === 'reset') {
      near.write(chunk.subarray(0, CUT_BYTES), () => near.resetAndDestroy());
    } else if (fault === 'truncated') near.end(chunk.subarray(0, CUT_BYTES));
    else if (fault === 'garbage') near.write(randomBytes(chunk.length));
    else if (fault === 'slow') void this.#drip(line, chunk);
    else near.write(chunk);
  }

  /** Piece by piece, in order. */
  async #drip(line: Line, chunk: Buffer): Promise<void> {
    line.far.pause();
    for (let from = 0; from < chunk.length && !line.near.destroyed; from += SLOW_BYTES) {
      await new Promise((resolve) => {
        setTimeout(resolve, this.#fault === 'slow' ? SLOW_MS : 0);
      });
      line.near.write(chunk.subarray(from, from + SLOW_BYTES));
    }
    line.far.resume();
  }
}
