import type { OktaAnswer } from '../okta/okta-request.js';

/** An answer of Okta as it is. */
export interface WholeAnswer {
  status: number;
  headers: Record<string, string>;
  /** The parsed JSON; the text where it is none; null where there is none. */
  body: unknown;
}

/** What callers may see; cookies and proofs stay here. */
const HEADERS = new Set([
  'content-type',
  'etag',
  'last-modified',
  'link',
  'location',
  'preference-applied',
  'retry-after',
  'www-authenticate',
  'x-okta-request-id',
  'x-rate-limit-limit',
  'x-rate-limit-remaining',
  'x-rate-limit-reset',
]);

/** Status, useful headers and body of an answer. Pure. */
export function wholeAnswer({ status, headers, json, text }: OktaAnswer): WholeAnswer {
  const shown = Object.entries(headers).flatMap(([name, value]): [string, string][] => {
    if (value === undefined || !HEADERS.has(name)) return [];
    return [[name, typeof value === 'string' ? value : value.join(', ')]];
  });
  return { status, headers: Object.fromEntries(shown), body: json ?? (text === '' || text === 'null' ? null : text) };
}
