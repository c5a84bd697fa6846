import { once } from 'node:events';
import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

interface Envelope {
  data: { events: { uuid: string }[] };
}

/**
 * Stands before the replicas as a load balancer does, at one address however often they come and go, and notes which
 * events Okta's calls brought that were answered with 204.
 */
export class EventFront {
  readonly url: string;
  /** How calls ended, by status. */
  readonly answers: Record<string, number> = {};
  readonly #targets: string[] = [];
  readonly #agent = new Agent({ keepAlive: true });
  readonly #close: () => Promise<void>;
  #acknowledged: string[] = [];
  #calls = 0;

  private constructor(url: string, close: () => Promise<void>) {
    this.url = url;
    this.#close = close;
  }

  static async open(): Promise<EventFront> {
    const server = createServer((message, response) => void front.#carry(message, response));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const close = async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    };
    const front = new EventFront(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, close);
    return front;
  }

  add(url: string): void {
    this.#targets.push(url);
  }

  remove(url: string): void {
    const place = this.#targets.indexOf(url);
    if (place >= 0) this.#targets.splice(place, 1);
  }

  /** The events that were acknowledged since this was asked last. */
  takeAcknowledged(): string[] {
    const taken = this.#acknowledged;
    this.#acknowledged = [];
    return taken;
  }

  async close(): Promise<void> {
    this.#agent.destroy();
    await this.#close();
  }

  async #carry(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(message);
    const { status, text } = await this.#pass(message, body).catch(() => ({ status: 503, text: '' }));
    this.answers[status] = (this.answers[status] ?? 0) + 1;
    // Okta has its answer from here on.
    if (message.method === 'POST' && status === 204) this.#acknowledged.push(...uuidsOf(body));
    response.writeHead(status, text ? { 'content-type': 'application/json' } : {}).end(text);
  }

  async #pass({ method, url, headers }: IncomingMessage, body: Buffer): Promise<{ status: number; text: string }> {
    const target = this.#targets[(this.#calls += 1) % this.#targets.length];
    if (!target) return { status: 503, text: '' };
    const call = request(new URL(url ?? '/', target), { agent: this.#agent, method, headers });
    call.end(body);
    const [answer] = (await once(call, 'response')) as [IncomingMessage];
    return { status: answer.statusCode ?? 502, text: (await buffer(answer)).toString() };
  }
}

const uuidsOf = (body: Buffer): string[] =>
  (JSON.parse(body.toString()) as Envelope).data.events.map(({ uuid }) => uuid);
