import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';

interface Delivered {
  data: { event: { uuid: string } };
}

/** The platform: takes signed deliveries and remembers what came how often. */
export class EventReceiver {
  readonly url: string;
  readonly origin: string;
  /** What a platform would complain about. */
  readonly breaches: string[] = [];
  /** The `webhook-id` of each event. */
  readonly #ids = new Map<string, string>();
  /** When an event came first, by `performance.now()`. */
  readonly arrivals = new Map<string, number>();
  readonly #close: () => Promise<void>;
  readonly #held: (() => void)[] = [];
  #isHolding = false;
  #webhook: Webhook | undefined;
  /** With the doubles. */
  deliveries = 0;

  private constructor(origin: string, close: () => Promise<void>) {
    this.origin = origin;
    this.url = `${origin}/in`;
    this.#close = close;
  }

  static async open(): Promise<EventReceiver> {
    const server = createServer((message, response) => void receiver.#take(message, response));
    server.keepAliveTimeout = 60_000;
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const close = async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    };
    const receiver = new EventReceiver(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, close);
    return receiver;
  }

  /** From now on deliveries are signed with this. */
  expectSecret(signingSecret: string): void {
    this.#webhook = new Webhook(signingSecret);
  }

  /** From now on nobody gets an answer, until `release`. */
  hold(): void {
    this.#isHolding = true;
  }

  /** Those who wait get none any more. */
  release(): void {
    this.#isHolding = false;
    for (const end of this.#held.splice(0)) end();
  }

  /** Requests that wait for an answer. */
  get waiting(): number {
    return this.#held.length;
  }

  get events(): number {
    return this.#ids.size;
  }

  has(uuid: string): boolean {
    return this.#ids.has(uuid);
  }

  close(): Promise<void> {
    return this.#close();
  }

  async #take(message: IncomingMessage, response: ServerResponse): Promise<void> {
    // A sender that was killed does not end its request.
    const body = await text(message).catch(() => undefined);
    if (body === undefined) return;
    if (this.#isHolding) return void this.#held.push(() => response.destroy());
    const breach = this.#note(message, body);
    if (breach) this.breaches.push(breach);
    response.writeHead(breach ? 400 : 200).end();
  }

  #note({ headers }: IncomingMessage, body: string): string | undefined {
    const id = String(headers['webhook-id']);
    try {
      this.#webhook?.verify(body, headers as Record<string, string>);
    } catch {
      return `a delivery is not signed as it should be: ${id}`;
    }
    const { uuid } = (JSON.parse(body) as Delivered).data.event;
    const known = this.#ids.get(uuid);
    if (known !== undefined && known !== id) return `event ${uuid} came as ${known} and as ${id}`;
    if (known === undefined) this.arrivals.set(uuid, performance.now());
    this.#ids.set(uuid, id);
    this.deliveries += 1;
    return undefined;
  }
}
