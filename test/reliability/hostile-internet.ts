import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Server as TcpServer } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** Orgs that are what they say. */
const GOOD_ORG = /^good-\d+(?:-admin)?\.(?:okta|oktapreview|okta-emea)\.com$/;
const DOCUMENT = '/.well-known/okta-organization';

/** What strangers claim to be their org; `%` is the canary's port. */
const CLAIMS = [
  'http://127.0.0.1:%',
  'https://127.0.0.1',
  'https://[::1]',
  'https://169.254.169.254',
  'https://evilokta.com',
  'https://good-1.okta.com.attack.example',
  'https://good-1.okta.com@127.0.0.1:%',
  'https://good-1.okta.com:%',
  '//127.0.0.1:%',
  'file:///etc/passwd',
  'https://good-1.okta.com',
];
const REDIRECTS = [301, 302, 303, 307, 308];

const portOf = (server: Server | TcpServer) => (server.address() as AddressInfo).port;

/** Everything outside: good orgs, strangers who lie about theirs and redirect, and an inside that nobody may reach. */
export class HostileInternet {
  /** Connections to addresses that are not public. */
  canaryHits = 0;
  /** Strangers who were shown credentials. */
  readonly leaks: string[] = [];
  readonly #internet: Server;
  readonly #canary: TcpServer;
  #claims = 0;
  /** The local org plays every good one. */
  orgUrl = '';

  private constructor() {
    this.#internet = createServer((message, response) => void this.#serve(message, response));
    this.#canary = createTcpServer((socket) => {
      this.canaryHits += 1;
      socket.on('error', () => undefined).resume();
      socket.end(
        'HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-type: application/json\r\nconnection: close\r\n\r\n{}',
      );
    });
  }

  static async open(): Promise<HostileInternet> {
    const internet = new HostileInternet();
    for (const server of [internet.#internet, internet.#canary]) {
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
    }
    return internet;
  }

  get port(): number {
    return portOf(this.#internet);
  }

  get canaryPort(): number {
    return portOf(this.#canary);
  }

  async close(): Promise<void> {
    this.#internet.closeAllConnections();
    const closed = [this.#internet, this.#canary].map((server) => once(server, 'close'));
    this.#internet.close();
    this.#canary.close();
    await Promise.all(closed);
  }

  async #serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const host = (message.headers.host ?? '').split(':')[0] ?? '';
    if (GOOD_ORG.test(host)) return this.#forward(message, response);
    if (message.headers.authorization !== undefined) {
      this.leaks.push(`${host} was shown credentials at ${message.url}`);
      return this.#forward(message, response);
    }
    if (host.startsWith('redirect')) return this.#redirect(response);
    // A stranger who looks like Okta plays an org, to see what it is told.
    if (/okta[\w-]*\.com$/.test(host)) return this.#forward(message, response);
    if (message.url === DOCUMENT) return this.#lie(host, response);
    // Deliveries are tried again, and by then the name may lead elsewhere.
    response.writeHead(503).end();
  }

  #redirect(response: ServerResponse): void {
    const status = REDIRECTS[(this.#claims += 1) % REDIRECTS.length] ?? 302;
    response.writeHead(status, { location: `http://127.0.0.1:${this.canaryPort}/` }).end();
  }

  #lie(host: string, response: ServerResponse): void {
    const claim = CLAIMS[(this.#claims += 1) % CLAIMS.length] ?? '';
    const href = claim.replaceAll('%', `${this.canaryPort}`);
    const links = { organization: { href }, alternate: { href: `https://${host}` } };
    const text = JSON.stringify({ id: '00oattacker', pipeline: 'idx', _links: links });
    response.writeHead(200, { 'content-type': 'application/json' }).end(text);
  }

  async #forward(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method, headers, url = '/' } = message;
    const body = await buffer(message);
    const call = request(new URL(url, this.orgUrl), {
      method,
      headers: { ...headers, host: new URL(this.orgUrl).host },
    });
    call.on('error', () => response.destroy());
    call.on('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    call.end(body);
  }
}
