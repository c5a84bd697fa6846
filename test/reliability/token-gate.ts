import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** How an answer is lost: the connection breaks, or nothing ever comes. */
export type Loss = 'reset' | 'hang';

interface ClientState {
  /** Resolves at the end of the stall. */
  stalled: Promise<void> | undefined;
  endStall: () => void;
  lose: { answers: number; how: Loss };
  inFlight: number;
  overlaps: number;
  requests: number;
}

/**
 * Stands before an org's authorization server and lets it stall or lose answers, client by client. A request that was
 * held is passed on at the end of the stall although its sender has gone, as a server does that works off its queue.
 */
export class TokenGate {
  readonly #clients = new Map<string, ClientState>();
  readonly #server: Server;
  readonly #org: string;

  private constructor(server: Server, org: string) {
    this.#server = server;
    this.#org = org;
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      this.#pass(request, response).catch(() => response.destroy());
    });
  }

  static async open(org: string): Promise<TokenGate> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new TokenGate(server, org);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** From now on this client's requests are held. */
  stall(clientId: string): void {
    const { promise, resolve } = Promise.withResolvers<void>();
    Object.assign(this.#of(clientId), { stalled: promise, endStall: resolve });
  }

  /** Passes on what was held; the next answers that somebody still waits for are lost. */
  recover(clientId: string, lose: ClientState['lose']): void {
    const client = this.#of(clientId);
    client.lose = { ...lose };
    client.stalled = undefined;
    client.endStall();
  }

  /** Requests of a client, and how many of them came while another one was not answered and not given up. */
  seen(clientId: string): Pick<ClientState, 'overlaps' | 'requests'> {
    return this.#of(clientId);
  }

  async close(): Promise<void> {
    for (const { endStall } of this.#clients.values()) endStall();
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const client = this.#of(clientIdOf(request));
    client.requests += 1;
    if (client.inFlight > 0) client.overlaps += 1;
    client.inFlight += 1;
    response.once('close', () => (client.inFlight -= 1));
    await client.stalled;
    const { authorization = '', 'content-type': contentType = '' } = request.headers;
    const headers = { accept: 'application/json', authorization, 'content-type': contentType };
    const answer = await fetch(this.#org + (request.url ?? ''), { method: request.method ?? 'POST', headers, body });
    const answered = await answer.text();
    if (response.destroyed) return;
    if (client.lose.answers > 0) {
      client.lose.answers -= 1;
      if (client.lose.how === 'reset') response.destroy();
      return;
    }
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answered);
  }

  #of(clientId: string): ClientState {
    const known = this.#clients.get(clientId);
    if (known) return known;
    const lose = { answers: 0, how: 'reset' } as const;
    const client = { stalled: undefined, endStall: () => {}, lose, inFlight: 0, overlaps: 0, requests: 0 };
    this.#clients.set(clientId, client);
    return client;
  }
}

function clientIdOf({ headers }: IncomingMessage): string {
  const credentials = Buffer.from((headers.authorization ?? '').replace('Basic ', ''), 'base64').toString();
  return decodeURIComponent(credentials.split(':', 1)[0] ?? '');
}
