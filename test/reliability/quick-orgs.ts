import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Far more than any load. */
const LIMIT = '100000000';
const WINDOW_SECONDS = 60;

const SLOW_MS = 3_000;
const PAGES = 20;

/**
 * Okta orgs that answer every read in the same time, however many come: what waits is not them. Ids with `slow` take three
 * seconds, lists have twenty pages.
 */
export class QuickOrgs {
  readonly #servers: Server[] = [];
  /** Milliseconds until an answer. */
  answerMs: number;

  private constructor(answerMs: number) {
    this.answerMs = answerMs;
  }

  static async start(count: number, answerMs: number): Promise<QuickOrgs> {
    const orgs = new QuickOrgs(answerMs);
    for (let org = 0; org < count; org += 1) {
      const server = createServer((request, response) => orgs.#answer(request, response));
      orgs.#servers.push(server.listen(0, '127.0.0.1'));
    }
    await Promise.all(orgs.#servers.map((server) => once(server, 'listening')));
    return orgs;
  }

  get origins(): string[] {
    return this.#servers.map((server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  }

  async close(): Promise<void> {
    const closed = this.#servers.map((server) => once(server, 'close'));
    for (const server of this.#servers) {
      server.close();
      server.closeAllConnections();
    }
    await Promise.all(closed);
  }

  #answer({ url = '/', headers }: IncomingMessage, response: ServerResponse): void {
    const origin = `http://${headers.host ?? ''}`;
    const { body, link } = answerTo(new URL(url, origin));
    const ms = url.includes('slow') ? SLOW_MS : this.answerMs;
    const send = () =>
      response
        .writeHead(200, {
          'content-type': 'application/json',
          'x-rate-limit-limit': LIMIT,
          'x-rate-limit-remaining': LIMIT,
          'x-rate-limit-reset': String(Math.ceil(Date.now() / 1_000) + WINDOW_SECONDS),
          ...(link && { link }),
        })
        .end(body);
    if (ms > 0) setTimeout(send, ms);
    else send();
  }
}

function answerTo({ origin, pathname, searchParams }: URL): { body: string; link?: string } {
  if (pathname.startsWith('/.well-known/')) return { body: orgDocument(origin) };
  if (pathname !== '/api/v1/users') return { body: USER };
  const page = Number(searchParams.get('after') ?? 0) + 1;
  const body = `[${USER}]`;
  return page < PAGES ? { body, link: `<${origin}/api/v1/users?after=${page}&limit=200>; rel="next"` } : { body };
}

const orgDocument = (origin: string) =>
  JSON.stringify({ id: `00o${new URL(origin).port}`, pipeline: 'idx', _links: { organization: { href: origin } } });

/** As large as users are. */
const USER = JSON.stringify({
  id: '00u1load0000000000',
  status: 'ACTIVE',
  created: '2026-01-05T10:00:00.000Z',
  type: { id: 'oty1load0000000000' },
  profile: {
    firstName: 'Ada',
    lastName: 'Acme',
    login: 'ada@acme.example',
    email: 'ada@acme.example',
    aboutMe: 'x'.repeat(1_500),
  },
  credentials: { provider: { type: 'OKTA', name: 'OKTA' } },
});
