import { OktaError } from '../okta-error.ts';
import type { Incoming } from './incoming.ts';
import type { OperationFact } from './operation-index.ts';
import type { Reply } from './reply.ts';

const LENGTH_REQUIRED: Reply = {
  status: 411,
  raw: '<html><head><title>411 Length Required</title></head><body><h1>411 Length Required</h1></body></html>',
  headers: { 'Content-Type': 'text/html' },
};

/** 411 from Okta's front server: POST and PUT need a Content-Length, 0 without a body. */
export function refuseMissingLength(incoming: Incoming): Reply | undefined {
  const { headers } = incoming;
  if (!['POST', 'PUT'].includes(incoming.method)) return undefined;
  const known = headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
  return known ? undefined : LENGTH_REQUIRED;
}

/**
 * Checks Accept and Content-Type (developer.okta.com/docs/reference/core-okta-api: JSON only).
 * @throws OktaError E0000018, E0000019, E0000021
 */
export function checkMediaTypes(incoming: Incoming): void {
  const { accept, 'content-type': contentType } = incoming.headers;
  if (accept === undefined) throw new OktaError('E0000018');
  if (!/application\/json|application\/\*|\*\/\*/.test(accept)) throw new OktaError('E0000019');
  if (incoming.bodyText === '') return;
  if (contentType === undefined) throw new OktaError('E0000018');
  if (!contentType.startsWith('application/json')) throw new OktaError('E0000021');
}

/** A parsed body: an object (`body`), or for the few operations that take one a list. */
export interface ParsedBody {
  body: Record<string, unknown>;
  list: unknown[];
}

/**
 * Parses the body; {} when empty.
 * @throws OktaError E0000003
 */
export function parseBody(incoming: Incoming, { body: fact }: Pick<OperationFact, 'body'>): ParsedBody {
  if (incoming.bodyText === '') return { body: {}, list: [] };
  const parsed = parseJson(incoming.bodyText);
  const takesList = fact?.schema?.startsWith('array') ?? false;
  if (parsed === null || typeof parsed !== 'object' || Array.isArray(parsed) !== takesList) {
    throw new OktaError('E0000003');
  }
  return Array.isArray(parsed) ? { body: {}, list: parsed } : { body: parsed as Record<string, unknown>, list: [] };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new OktaError('E0000003');
  }
}
