import type { Violation } from '../control-contract.ts';
import type { Incoming } from './incoming.ts';
import type { OperationFact } from './operation-index.ts';

function unknownQuery(incoming: Incoming, operation: OperationFact): string[] {
  const known = new Set((operation.query ?? []).map((fact) => fact.name));
  return [...incoming.query.keys()].filter((name) => !known.has(name));
}

function unknownProperties(body: Record<string, unknown>, operation: OperationFact): string[] {
  const known = Object.keys(operation.body?.properties ?? {});
  return known.length === 0 ? [] : Object.keys(body).filter((name) => !known.includes(name));
}

/**
 * What a request does beyond Okta's API document: unknown query parameters, unknown top-level body properties, a body
 * where none belongs, a doubled slash.
 */
export function violationsOf(incoming: Incoming, operation: OperationFact, body: Record<string, unknown>): Violation[] {
  const at = { method: incoming.method, path: incoming.path };
  const found: Violation[] = [];
  for (const detail of unknownQuery(incoming, operation)) found.push({ kind: 'unknown-query', ...at, detail });
  for (const detail of unknownProperties(body, operation)) found.push({ kind: 'unknown-body-property', ...at, detail });
  if (!operation.body && Object.keys(body).length > 0) {
    found.push({ kind: 'unexpected-body', ...at, detail: Object.keys(body).join(', ') });
  }
  if (incoming.doubledSlash) found.push({ kind: 'doubled-slash', ...at, detail: incoming.message.url ?? '' });
  return found;
}
