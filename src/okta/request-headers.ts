import { inputMistake } from './path-segment.js';

/** What the client itself sets, and what decides where a request goes or who it is from. */
const OURS =
  /^(?:authorization|proxy-.*|cookie|host|dpop|connection|keep-alive|transfer-encoding|content-length|te|trailer|upgrade|expect|user-agent|forwarded|x-forwarded-.*|x-okta-retry-.*|x-http-method.*)$/;
const NAME = /^[a-z0-9!#$%&'*+.^_`|~-]{1,128}$/;
const VALUE = /^[\t\x20-\x7e]{0,4096}$/;

/**
 * Extra headers of a request, names in lower case.
 * @throws ConnectorError `invalid_input` for a header that is not the caller's to set, or is malformed
 */
export function requestHeaders(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => checked(name.toLowerCase(), value)));
}

function checked(name: string, value: string): [string, string] {
  if (!NAME.test(name)) throw inputMistake('/input/headers', 'holds a name that is no header name');
  if (OURS.test(name)) throw inputMistake(`/input/headers/${name}`, 'is set by the connector itself');
  if (!VALUE.test(value))
    throw inputMistake(`/input/headers/${name}`, 'must be printable ASCII of at most 4096 characters');
  return [name, value];
}
