import type { IncomingMessage } from 'node:http';

const LIMIT_BYTES = 4 * 1024 * 1024;

/** A request as read from the wire, before any judgement. */
export interface Incoming {
  message: IncomingMessage;
  method: string;
  /** Path with single slashes, still percent-encoded. */
  path: string;
  /** Decoded path segments; an encoded slash splits, as on Okta's front servers. */
  segments: string[];
  query: URLSearchParams;
  headers: Record<string, string | undefined>;
  bodyText: string;
  ipAddress: string;
  /** Origin the caller used, e.g. http://127.0.0.1:9000. */
  origin: string;
  doubledSlash: boolean;
}

async function readBody(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LIMIT_BYTES) throw new Error('request body too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function singleHeaders(message: IncomingMessage): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(message.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );
}

/** Reads a request completely. */
export async function readIncoming(message: IncomingMessage, fallbackOrigin: string): Promise<Incoming> {
  const [rawPath = '/', rawQuery = ''] = (message.url ?? '/').split(/\?(.*)/s);
  const path = rawPath.replaceAll(/\/{2,}/g, '/');
  const host = message.headers.host;
  return {
    message,
    method: message.method ?? 'GET',
    path,
    segments: path.slice(1).replaceAll(/%2f/gi, '/').split('/').map(decode),
    query: new URLSearchParams(rawQuery),
    headers: singleHeaders(message),
    bodyText: await readBody(message),
    ipAddress: message.socket.remoteAddress?.replace('::ffff:', '') ?? '127.0.0.1',
    origin: host ? `http://${host}` : fallbackOrigin,
    doubledSlash: path !== rawPath,
  };
}
