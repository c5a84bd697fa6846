import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { OktaOrg } from '../../../src/okta/okta-request.js';

/** Answers one request, well or badly. */
export type Respond = (response: ServerResponse, request: IncomingMessage) => void;

export interface Seen {
  method: string | undefined;
  url: string | undefined;
  headers: IncomingMessage['headers'];
  body: string;
}

/** Answers each request with the next step of the script, the last one for ever after. */
export class FaultServer {
  readonly seen: Seen[] = [];
  private script: Respond[] = [];
  private constructor(private readonly server: Server) {}

  static async start(): Promise<FaultServer> {
    const server = createServer();
    const faults = new FaultServer(server);
    server.on('request', (request, response) => void faults.handle(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return faults;
  }

  get origin(): string {
    const address = this.server.address();
    if (typeof address !== 'object' || !address) throw new Error('The fault server does not listen');
    return `http://127.0.0.1:${address.port}`;
  }

  get org(): OktaOrg {
    return { origin: this.origin, linkHosts: [new URL(this.origin).host] };
  }

  plays(...script: Respond[]): void {
    this.script = script;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    const { method, url, headers } = request;
    const respond = this.script[Math.min(this.seen.length, this.script.length - 1)];
    this.seen.push({ method, url, headers, body });
    respond?.(response, request);
  }
}

export const json =
  (status: number, body: unknown, headers: Record<string, string | string[]> = {}): Respond =>
  (response) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
export const text =
  (status: number, body = '', headers: Record<string, string> = {}): Respond =>
  (response) =>
    response.writeHead(status, headers).end(body);
export const ok = json(200, { id: '00u1' }, { 'x-okta-request-id': 'req-ok' });
export const error = (status: number, errorCode: string, headers = {}) =>
  json(status, { errorCode, errorSummary: errorCode }, headers);
export const resetConnection: Respond = (response) => response.socket?.resetAndDestroy();
export const hang: Respond = () => undefined;
export const truncate: Respond = (response) => {
  response.writeHead(200, { 'content-length': '100' }).write('{"id":');
  setImmediate(() => response.socket?.destroy());
};
/** A byte every few milliseconds, for ever: no timeout between bytes would ever fire. */
export const drip: Respond = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' }).write('"');
  const timer = setInterval(() => response.write('x'), 5);
  response.on('close', () => clearInterval(timer));
};
