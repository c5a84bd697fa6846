import { once } from 'node:events';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { styleText } from 'node:util';
import { Webhook } from 'standardwebhooks';

/** What a recipe gets; see docs/triggers.md. */
interface Message {
  type: string;
  data: { sequence: number; event: { eventType: string; target: { displayName: string }[] | null } };
}

/** One event that arrived and was signed as it must be. */
interface Arrival {
  webhookId: string;
  text: string;
  headers: Record<string, string>;
  message: Message;
}

/** A recipe's side of the triggers: takes webhooks on 127.0.0.1 and accepts those that are signed. */
export class WebhookReceiver {
  readonly #server: Server;
  readonly #verifiers = new Map<string, Webhook>();
  /** By trigger and webhook id: the same event may come more than once. */
  readonly #arrivals = new Map<string, Map<string, Arrival>>();
  refused = 0;

  private constructor() {
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  static async start(): Promise<WebhookReceiver> {
    const receiver = new WebhookReceiver();
    receiver.#server.listen(0, '127.0.0.1');
    await once(receiver.#server, 'listening');
    return receiver;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  urlFor(triggerId: string): string {
    return `${this.origin}/in/${triggerId}`;
  }

  /** From now on webhooks of the trigger are accepted that this secret has signed. */
  trust(triggerId: string, signingSecret: string): void {
    this.#verifiers.set(triggerId, new Webhook(signingSecret));
  }

  /** What arrived for the trigger, each event once. */
  arrivals(triggerId: string): Arrival[] {
    return [...(this.#arrivals.get(triggerId)?.values() ?? [])];
  }

  /** Waits for that many events, at most `seconds`; gives what is there then. */
  async waitFor(triggerId: string, count: number, seconds: number): Promise<Arrival[]> {
    for (let tenths = seconds * 10; tenths > 0 && this.arrivals(triggerId).length < count; tenths -= 1) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return this.arrivals(triggerId);
  }

  /** Whether the package's own verifier accepts the webhook; it also looks at how old the timestamp is. */
  accepts(triggerId: string, { text, headers }: Pick<Arrival, 'text' | 'headers'>): boolean {
    try {
      this.#verifiers.get(triggerId)?.verify(text, headers);
      return this.#verifiers.has(triggerId);
    } catch {
      return false;
    }
  }

  async stop(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, 'close');
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const triggerId = request.url?.split('/').at(-1) ?? '';
    const text = await textOf(request);
    const headers = webhookHeaders(request);
    const isAccepted = this.accepts(triggerId, { text, headers });
    if (isAccepted) this.#keep(triggerId, { text, headers });
    else this.refused += 1;
    response.writeHead(isAccepted ? 204 : 401).end();
  }

  #keep(triggerId: string, { text, headers }: Pick<Arrival, 'text' | 'headers'>): void {
    const webhookId = headers['webhook-id'] ?? '';
    const known = this.#arrivals.get(triggerId) ?? new Map<string, Arrival>();
    this.#arrivals.set(triggerId, known);
    if (known.has(webhookId)) return;
    const message = JSON.parse(text) as Message;
    known.set(webhookId, { webhookId, text, headers, message });
    console.log(styleText('magenta', `   ⇦ ${described(message)} (signature verified, ${webhookId})`));
  }
}

function described({ type, data: { sequence, event } }: Message): string {
  const targets = (event.target ?? []).map(({ displayName }) => displayName).join(', ');
  return `${type} #${sequence}: ${event.eventType}, ${targets}`;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function webhookHeaders({ headers }: IncomingMessage): Record<string, string> {
  const names = ['webhook-id', 'webhook-timestamp', 'webhook-signature'];
  return Object.fromEntries(names.map((name) => [name, String(headers[name] ?? '')]));
}
