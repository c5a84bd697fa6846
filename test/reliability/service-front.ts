import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** As the chart sets them. */
const PROBE_TIMEOUT_MS = 3_000;
const FAILURES = 2;

/**
 * Stands before the replicas as a Kubernetes Service does: spreads connections, not requests, over those that say they are
 * ready. A connection stays with its replica, also when that is taken out.
 */
export class ServiceFront {
  readonly url: string;
  readonly #probeEveryMs: number;
  readonly #close: () => Promise<void>;
  readonly #known = new Set<string>();
  #ready: string[] = [];
  #connections = 0;

  private constructor(options: { url: string; probeEveryMs: number; close: () => Promise<void> }) {
    this.url = options.url;
    this.#probeEveryMs = options.probeEveryMs;
    this.#close = options.close;
  }

  static async open(probeEveryMs: number): Promise<ServiceFront> {
    const sockets = new Set<Socket>();
    const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
      front.#lead(socket);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const close = async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    };
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const front = new ServiceFront({ url, probeEveryMs, close });
    return front;
  }

  /** Asks the replica from now on whether it is ready; resolves when it is. */
  async add(url: string): Promise<void> {
    this.#known.add(url);
    void this.#probe(url);
    while (!this.#ready.includes(url)) await wait(this.#probeEveryMs / 4);
  }

  /** Asks it no more. */
  forget(url: string): void {
    this.#known.delete(url);
    this.#ready = this.#ready.filter((one) => one !== url);
  }

  async close(): Promise<void> {
    this.#known.clear();
    await this.#close();
  }

  async #probe(url: string): Promise<void> {
    for (let failures = 0; this.#known.has(url);) {
      const status = await readiness(url);
      failures = status === 'ready' ? 0 : failures + 1;
      if (!this.#known.has(url)) return;
      const others = this.#ready.filter((one) => one !== url);
      if (failures === 0) this.#ready = [...others, url];
      // One that says so is out at once, as one that is being deleted is.
      else if (status === 'not ready' || failures >= FAILURES) this.#ready = others;
      await wait(this.#probeEveryMs);
    }
  }

  #lead(client: Socket): void {
    const target = this.#ready[(this.#connections += 1) % this.#ready.length];
    if (!target) return void client.destroy();
    const { hostname, port } = new URL(target);
    const replica = connect({ host: hostname, port: Number(port), allowHalfOpen: true, noDelay: true });
    const breakOff = () => {
      client.destroy();
      replica.destroy();
    };
    client.on('error', breakOff);
    replica.on('error', breakOff);
    client.pipe(replica);
    replica.pipe(client);
  }
}

async function readiness(url: string): Promise<'ready' | 'not ready' | 'silent'> {
  const init = { headers: { connection: 'close' }, signal: AbortSignal.timeout(PROBE_TIMEOUT_MS) };
  const answer = await fetch(`${url}/readyz`, init).catch(() => undefined);
  await answer?.body?.cancel();
  if (!answer) return 'silent';
  return answer.ok ? 'ready' : 'not ready';
}
