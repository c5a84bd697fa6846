import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { DUE_AT } from './poll-protocol.ts';

/** How long answers take, as Okta's do. */
const ANSWER_MS = { least: 100, most: 400 };
/** Every fourth answer has an event. */
const EVENT_EVERY = 4;
const LIMIT = '120';

export interface Polls {
  /** Milliseconds between when each poll was due and when its request came. */
  lateMs: number[];
  /** Connections that were asked for again while a request of theirs was under way, once for each time. */
  overlaps: string[];
  byConnection: Map<string, number>;
}

/** The System Logs of many orgs, as little as a poller needs of them. */
export class LogEndpoint {
  readonly #servers: Server[] = [];
  readonly #inFlight = new Map<string, number>();
  #polls: Polls = { lateMs: [], overlaps: [], byConnection: new Map() };
  #answers = 0;

  static async start(orgs: number): Promise<LogEndpoint> {
    const endpoint = new LogEndpoint();
    for (let org = 0; org < orgs; org += 1) {
      const server = createServer((request, response) => void endpoint.#answer(request, response));
      endpoint.#servers.push(server.listen(0, '127.0.0.1'));
    }
    await Promise.all(endpoint.#servers.map((server) => once(server, 'listening')));
    return endpoint;
  }

  get origins(): string[] {
    return this.#servers.map((server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  }

  /** What came since the last time. */
  take(): Polls {
    const polls = this.#polls;
    this.#polls = { lateMs: [], overlaps: [], byConnection: new Map() };
    return polls;
  }

  async close(): Promise<void> {
    const closed = this.#servers.map((server) => once(server, 'close'));
    for (const server of this.#servers) {
      server.close();
      server.closeAllConnections();
    }
    await Promise.all(closed);
  }

  async #answer({ headers }: IncomingMessage, response: ServerResponse): Promise<void> {
    const connection = headers.authorization ?? '';
    this.#note(connection, Date.now() - Number(headers[DUE_AT]));
    const { least, most } = ANSWER_MS;
    await wait(least + Math.random() * (most - least));
    this.#inFlight.set(connection, (this.#inFlight.get(connection) ?? 1) - 1);
    this.#answers += 1;
    const origin = `http://${headers.host ?? ''}`;
    response.writeHead(200, {
      'content-type': 'application/json',
      link: `<${origin}/api/v1/logs?after=${this.#answers}&limit=1000&sortOrder=ASCENDING>; rel="next"`,
      'x-rate-limit-limit': LIMIT,
      'x-rate-limit-remaining': LIMIT,
      'x-rate-limit-reset': String(Math.ceil(Date.now() / 1_000) + 60),
    });
    response.end(JSON.stringify(this.#answers % EVENT_EVERY === 0 ? [event()] : []));
  }

  #note(connection: string, lateMs: number): void {
    const { lateMs: all, overlaps, byConnection } = this.#polls;
    const inFlight = this.#inFlight.get(connection) ?? 0;
    if (inFlight > 0) overlaps.push(connection);
    this.#inFlight.set(connection, inFlight + 1);
    byConnection.set(connection, (byConnection.get(connection) ?? 0) + 1);
    all.push(lateMs);
  }
}

const event = () => ({
  uuid: randomUUID(),
  published: new Date().toISOString(),
  eventType: 'user.session.start',
  actor: { id: 'user', type: 'User' },
  target: null,
  outcome: { result: 'SUCCESS' },
});
