import type { QueryValue, RequestParts } from '../okta/okta-request.js';
import type { DirectAction } from './define-action.js';

const PARAMETER = /\{([^}]+)\}/g;

/** The names of a route's path parameters, in order. */
export function pathParameters(route: string): string[] {
  return [...route.matchAll(PARAMETER)].map((match) => match[1] ?? '');
}

const pathParametersOf = new WeakMap<DirectAction, ReadonlySet<string>>();

function inPathOf(action: DirectAction): ReadonlySet<string> {
  const known = pathParametersOf.get(action);
  if (known) return known;
  const names = new Set(pathParameters(action.route));
  pathParametersOf.set(action, names);
  return names;
}

/**
 * Says what of a flat input goes where: path parameters first, the rest to the query (GET, DELETE) or to the body
 * (POST, PUT), unless the definition names query inputs or has `parts` of its own. Pure.
 */
export function requestParts(action: DirectAction, input: Record<string, unknown>): RequestParts {
  const { cursor: _cursor, ...given } = input;
  const parts = action.parts?.(given);
  if (parts) return parts;
  const inPath = inPathOf(action);
  const inQuery = action.route.startsWith('GET ') || action.route.startsWith('DELETE ');
  const path: Record<string, string> = {};
  const query: Record<string, QueryValue> = {};
  const body: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) continue;
    if (inPath.has(name)) path[name] = textOf(value);
    else if (inQuery || action.query.includes(name)) query[name] = queryValue(value);
    else body[name] = value;
  }
  return { path, query, ...(Object.keys(body).length > 0 && { body }) };
}

type Scalar = string | number | boolean;

const isScalar = (value: unknown): value is Scalar => ['string', 'number', 'boolean'].includes(typeof value);

function textOf(value: unknown): string {
  if (isScalar(value)) return String(value);
  throw new TypeError('A path parameter must be text');
}

function queryValue(value: unknown): QueryValue {
  if (isScalar(value)) return value;
  if (Array.isArray(value) && value.every(isScalar)) return value;
  throw new TypeError('A query parameter must be text, a number, a boolean, or a list of them');
}
