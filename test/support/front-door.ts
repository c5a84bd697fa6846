import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Passage {
  method: string;
  path: string;
  authorization: string | undefined;
  status: number | undefined;
}

/** A public address whose port is known before the service has one; what comes goes on to the service. */
export class FrontDoor {
  readonly passages: Passage[] = [];
  readonly #server: Server;
  #inside: string | undefined;

  private constructor() {
    this.#server = createServer((incoming, answer) => this.#pass(incoming, answer));
  }

  static async open(): Promise<FrontDoor> {
    const door = new FrontDoor();
    await new Promise<void>((resolve) => {
      door.#server.listen(0, '127.0.0.1', resolve);
    });
    return door;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Where callers get to; undefined: nobody is in. */
  leadTo(baseUrl: string | undefined): void {
    this.#inside = baseUrl;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => {
      this.#server.close(resolve);
    });
  }

  #pass(incoming: IncomingMessage, answer: ServerResponse): void {
    const { method = 'GET', url: path = '/', headers } = incoming;
    const passage: Passage = { method, path, authorization: headers.authorization, status: undefined };
    this.passages.push(passage);
    if (this.#inside === undefined) {
      passage.status = 502;
      answer.writeHead(502).end();
      return;
    }
    const inner = request(new URL(path, this.#inside), { method, headers }, (response) => {
      passage.status = response.statusCode;
      answer.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(answer);
    });
    inner.on('error', () => answer.destroy());
    incoming.pipe(inner);
  }
}
