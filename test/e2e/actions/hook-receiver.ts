import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

const CHALLENGE = 'x-okta-verification-challenge';

/** What the receiver answers to a challenge. */
export type HookAnswer = (challenge: string) => { status: number; body: string };

const echo: HookAnswer = (verification) => ({ status: 200, body: JSON.stringify({ verification }) });

/** Listens on this machine for what the local org sends to an event hook, and answers its challenge. */
export class HookReceiver {
  readonly requests: Pick<IncomingMessage, 'method' | 'url' | 'headers'>[] = [];
  readonly #server: Server;

  private constructor(answer: HookAnswer) {
    this.#server = createServer((request, response) => {
      const { method, url, headers } = request;
      this.requests.push({ method, url, headers });
      const { status, body } = answer(String(headers[CHALLENGE]));
      response.writeHead(status, { 'content-type': 'application/json' }).end(body);
    });
  }

  /** Opens one for as long as `use` takes. */
  static async during(use: (receiver: HookReceiver) => Promise<void>, answer: HookAnswer = echo): Promise<void> {
    const receiver = new HookReceiver(answer);
    await new Promise<void>((resolve) => {
      receiver.#server.listen(0, '127.0.0.1', resolve);
    });
    try {
      await use(receiver);
    } finally {
      receiver.#server.closeAllConnections();
      await new Promise((resolve) => {
        receiver.#server.close(resolve);
      });
    }
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/hooks/okta/42?region=eu`;
  }
}
