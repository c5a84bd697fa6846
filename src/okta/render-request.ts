import { ConnectorError } from '../core/errors.js';
import type { HttpMethod, OktaRequest, QueryValue, RequestParts, Route } from './okta-request.js';
import { encodeSegment, inputMistake } from './path-segment.js';
import { requestHeaders } from './request-headers.js';

export type RenderedRequest = Omit<OktaRequest, 'idempotent'>;

/**
 * The one place that makes a path of a route and its parameters. Pure.
 * Query arrays repeat their name, undefined values are left out; a body that is not undefined becomes JSON, a text
 * stays as it is.
 * @throws ConnectorError `invalid_input` for a parameter that is missing or would change the path;
 *   `internal_error` where the parts do not fit the route, which is a mistake in a definition
 */
export function renderRequest(route: Route, parts: RequestParts = {}): RenderedRequest {
  const [method, template] = splitRoute(route);
  const target = renderPath(template, parts.path ?? {}) + renderQuery(parts.query ?? {});
  return {
    method,
    target,
    ...(parts.body !== undefined && { body: JSON.stringify(parts.body) }),
    ...(parts.text !== undefined && { body: parts.text }),
    ...(parts.headers && { headers: requestHeaders(parts.headers) }),
  };
}

const METHODS: readonly string[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] satisfies HttpMethod[];

const isMethod = (text: string): text is HttpMethod => METHODS.includes(text);

function splitRoute(route: Route): [HttpMethod, string] {
  const space = route.indexOf(' ');
  const method = route.slice(0, space);
  if (!isMethod(method)) throw new ConnectorError('internal_error', `The route ${route} has no method.`);
  return [method, route.slice(space + 1)];
}

function renderPath(template: string, values: Record<string, string>): string {
  const used = new Set<string>();
  const path = template.replace(/\{([^{}]*)\}/g, (_, name: string) => {
    used.add(name);
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) throw inputMistake(`/input/${name}`, 'is required');
    return encodeSegment(name, value);
  });
  const unused = Object.keys(values).find((name) => !used.has(name));
  if (unused !== undefined) {
    throw new ConnectorError('internal_error', `The route ${template} has no path parameter ${unused}.`);
  }
  return path;
}

function renderQuery(query: Record<string, QueryValue>): string {
  const pairs: string[] = [];
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue;
    for (const item of typeof value === 'object' ? value : [value]) {
      pairs.push(`${encodeURIComponent(name)}=${encodeQueryValue(name, String(item))}`);
    }
  }
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

function encodeQueryValue(name: string, value: string): string {
  if (!value.isWellFormed()) throw inputMistake(`/input/${name}`, 'must not hold broken Unicode');
  return encodeURIComponent(value);
}
