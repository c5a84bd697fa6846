import { isUtf8 } from 'node:buffer';
import type { FastifyInstance } from 'fastify';
import { ConnectorError } from '../errors.js';

const MAX_DEPTH = 100;
const [QUOTE, BACKSLASH] = [0x22, 0x5c];
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);

/** Whether JSON text opens more than `limit` arrays and objects inside each other. */
export function isDeeperThan(limit: number, json: Uint8Array): boolean {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < json.length; index += 1) {
    const byte = json[index] ?? 0;
    if (byte === QUOTE) inString = !inString;
    else if (inString) index += byte === BACKSLASH ? 1 : 0;
    else if (OPENING.has(byte)) depth += 1;
    else if (CLOSING.has(byte)) depth -= 1;
    if (depth > limit) return true;
  }
  return false;
}

/**
 * JSON is the only content type: UTF-8, at most 100 levels deep (so that nothing that walks it can run out of stack),
 * without `__proto__`. An empty body counts as none, because clients send the header with every POST.
 */
export function registerJsonBody(fastify: FastifyInstance): void {
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    if (body.length === 0) return done(null, undefined);
    if (!isUtf8(body)) return done(new ConnectorError('malformed_request', 'The body is not UTF-8 text.'));
    if (isDeeperThan(MAX_DEPTH, body)) {
      return done(new ConnectorError('malformed_request', `The body may be ${MAX_DEPTH} levels deep at most.`));
    }
    return parse(request, body.toString('utf8'), done);
  });
}
