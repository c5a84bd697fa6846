import type { QueryValue, RequestParts } from '../okta/okta-request.js';
import type { DirectAction } from './define-action.js';

const PARAMETER = /\{([^}]+)\}/g;

/** The names of a route's path parameters, in order. */
export function pathParameters(route: string): string[] {
  return [...route.matchAll(PARAMETER)].map((match) => match[1] ?? '');
}

/**
 * Says what of a flat input goes where: path parameters first, the rest to the query (GET, DELETE) or to the body
 * (POST, PUT), unless the definition names query inputs or has `parts` of its own. Pure.
 */
export function requestParts(action: DirectAction, input: Record<string, unknown>): RequestParts {
  const { cursor: _cursor, ...given } = input;
  const parts = action.parts?.(given as never);
  if (parts) return parts;
  const inPath = new Set(pathParameters(action.route));
  const inQuery = action.route.startsWith('GET ') || action.route.startsWith('DELETE ');
  const path: Record<string, string> = {};
  const query: Record<string, QueryValue> = {};
  const body: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) continue;
    if (inPath.has(name)) path[name] = String(value);
    else if (inQuery || action.query.includes(name)) query[name] = value as QueryValue;
    else body[name] = value;
  }
  return { path, query, ...(Object.keys(body).length > 0 && { body }) };
}
