import type { IncomingMessage } from 'node:http';
import { ServerResponse } from 'node:http';
import type { Reply } from '../server/reply.ts';

function headersOf(response: ServerResponse): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(response.getHeaders())) {
    if (value === undefined || name === 'content-length') continue;
    headers[name] = Array.isArray(value) ? value : String(value);
  }
  return headers;
}

/** Runs a request through a Koa callback into memory, so that faults can strike after it took effect. */
export async function captureReply(
  listener: (message: IncomingMessage, response: ServerResponse) => unknown,
  message: IncomingMessage,
): Promise<Reply> {
  const response = new ServerResponse(message);
  return new Promise<Reply>((resolve, reject) => {
    const end = (chunk?: unknown): ServerResponse => {
      const raw = Buffer.isBuffer(chunk) || typeof chunk === 'string' ? chunk : '';
      resolve({ status: response.statusCode, raw, headers: headersOf(response) });
      return response;
    };
    Object.assign(response, { end });
    Promise.resolve(listener(message, response)).catch(reject);
  });
}
