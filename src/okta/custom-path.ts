import { inputMistake } from './path-segment.js';
import { isSafeTarget } from './safe-target.js';

/** Below which a caller's own request may go. */
export const CUSTOM_PREFIXES = ['/api/v1/', '/governance/api/', '/oauth2/v1/clients/'] as const;

/** The one list that has the name of its prefix. */
const CLIENTS = '/oauth2/v1/clients';

/** RFC 3986 path characters without `;`, which some servers cut off before they resolve dot segments. */
const PATH = /^\/[\w.~!$&'()*+,=:@%/-]*$/;

/**
 * Escapes that a server which decodes too often, or too early, takes for a separator, a dot, a query or another escape;
 * and control characters.
 */
const TELLING_ESCAPE = /%(?:[01][0-9a-f]|7f|2[35ef]|3[bf]|5c)/i;

const POINTER = '/input/path';

/**
 * Refuses a caller's path that is not plainly below one of the prefixes, however a server normalises it: another origin,
 * dot segments in any encoding, encoded slashes and dots, backslashes, empty segments, a query or a fragment.
 * @throws ConnectorError `invalid_input` that points to `/input/path`
 */
export function assertCustomPath(path: string): asserts path is `/${string}` {
  if (!PATH.test(path)) {
    throw inputMistake(POINTER, 'must be a path on the org, without origin, query, fragment, backslash or semicolon');
  }
  if (TELLING_ESCAPE.test(path)) {
    throw inputMistake(POINTER, 'must not hold encoded slashes, dots, percent signs or the like: name objects by id');
  }
  if (path !== CLIENTS && !isSafeTarget(path, CUSTOM_PREFIXES)) {
    throw inputMistake(POINTER, `must begin with /api/v1/, /governance/api/ or ${CLIENTS}, and stay below it`);
  }
}
