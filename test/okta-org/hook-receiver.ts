import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

interface HookBody {
  eventId: string;
  data: { events: { uuid: string; eventType: string; published: string }[] };
}

interface HookCall {
  method: string;
  headers: IncomingHttpHeaders;
  body: HookBody;
}

export interface HookReceiver {
  url: string;
  /** The POSTs in order of arrival. */
  calls: HookCall[];
  /** Status of the answer to each POST in turn, then 204; null leaves it without an answer. */
  statuses: (number | null)[];
  uuids: () => string[];
  stop: () => Promise<void>;
}

async function textOf(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** Stands for the service behind an event hook: passes the verification and keeps what comes. */
export async function startHookReceiver(): Promise<HookReceiver> {
  const calls: HookCall[] = [];
  const statuses: (number | null)[] = [];
  async function answer(message: IncomingMessage, response: ServerResponse): Promise<void> {
    if (message.method === 'GET') {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ verification: message.headers['x-okta-verification-challenge'] }));
      return;
    }
    const body = JSON.parse(await textOf(message)) as HookBody;
    calls.push({ method: message.method ?? '', headers: message.headers, body });
    const status = statuses.length > 0 ? statuses.shift() : 204;
    if (status === null || status === undefined) return;
    response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end();
  }
  const server = createServer((message, response) => void answer(message, response));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    calls,
    statuses,
    uuids: () => calls.flatMap(({ body }) => body.data.events.map(({ uuid }) => uuid)),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
