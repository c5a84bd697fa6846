import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { LoadRequest } from './load-protocol.ts';

export interface Answered {
  status: number;
  /** The whole answer. */
  text: string;
}

const HEAD_END = '\r\n\r\n';

/** A connection that carries one request after the other, with as little work as can be. */
export class LoadSocket {
  readonly #socket: Socket;
  #received = '';
  #answer: ((answered: Answered | undefined) => void) | undefined;
  closed = false;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setEncoding('latin1');
    socket.on('data', (text: string) => this.#hear(text));
    socket.on('error', () => undefined);
    socket.once('close', () => {
      this.closed = true;
      this.#settle(undefined);
    });
  }

  static async open({ hostname, port }: URL): Promise<LoadSocket> {
    const socket = connect({ host: hostname, port: Number(port), noDelay: true });
    await once(socket, 'connect');
    return new LoadSocket(socket);
  }

  /** @returns undefined when the connection ended before the answer did */
  send(bytes: string): Promise<Answered | undefined> {
    return new Promise((resolve) => {
      this.#answer = resolve;
      this.#socket.write(bytes, 'latin1');
    });
  }

  /** Whoever waits for an answer on it gets none. */
  end(): void {
    this.#socket.destroy();
  }

  #hear(text: string): void {
    this.#received += text;
    const end = this.#received.indexOf(HEAD_END);
    if (end < 0 || !isWhole(this.#received, end)) return;
    const answer = this.#received;
    this.#received = '';
    if (/\r\nconnection: close/i.test(answer.slice(0, end))) this.closed = true;
    this.#settle({ status: Number(answer.slice(9, 12)), text: answer });
  }

  #settle(answered: Answered | undefined): void {
    const answer = this.#answer;
    this.#answer = undefined;
    answer?.(answered);
  }
}

function isWhole(received: string, headEnd: number): boolean {
  const head = received.slice(0, headEnd);
  if (/\r\ntransfer-encoding: chunked/i.test(head)) return received.endsWith('\r\n0\r\n\r\n');
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
  return received.length >= headEnd + HEAD_END.length + Number(length ?? 0);
}

export function bytesOf({ method, path, headers, body = '' }: LoadRequest, { host }: URL): string {
  const lines = Object.entries({ host, ...headers, 'content-length': String(Buffer.byteLength(body)) });
  return `${method} ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}`).join('\r\n')}${HEAD_END}${body}`;
}
