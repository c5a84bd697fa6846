import { ConnectorError } from '../core/errors.js';

const MAX_LENGTH = 1_024;
const PLAIN = /^[\w-]+$/;
const CONTROL = /\p{Cc}/u;

/** `.` or `..`, with or without a path parameter (`..;x`), which some servers cut off before they resolve the path. */
const DOT_SEGMENT = /^\.{1,2}(?:;.*)?$/s;

/**
 * One path parameter, encoded as one segment. Everything but unreserved characters is encoded, `/` and `%` included.
 * Refused: nothing at all, dot segments in any number of encodings (a server that decodes once too often would climb
 * to another object), control characters, and more than 1,024 characters.
 * @throws ConnectorError `invalid_input` that points to `/input/<name>`
 */
export function encodeSegment(name: string, value: string): string {
  const mistake = mistakeIn(value);
  if (mistake) throw inputMistake(`/input/${name}`, mistake);
  return PLAIN.test(value) ? value : encodeURIComponent(value);
}

/** Whether the path holds `.` or `..` as a segment, however often it is percent-encoded. */
export function hasDotSegment(path: string): boolean {
  if (!path.includes('.') && !path.includes('%')) return false;
  const decoded = decodeRepeatedly(path);
  if (decoded === undefined) return true;
  return decoded.split(/[/\\]/).some((segment) => DOT_SEGMENT.test(segment));
}

export const inputMistake = (pointer: string, message: string) =>
  new ConnectorError('invalid_input', `The input ${pointer} ${message}.`, { errors: [{ pointer, message }] });

function mistakeIn(value: string): string | undefined {
  if (value === '') return 'must not be empty';
  if (value.length > MAX_LENGTH) return `must have at most ${MAX_LENGTH} characters`;
  if (PLAIN.test(value)) return undefined;
  if (!value.isWellFormed() || CONTROL.test(value)) return 'must not hold control characters or broken Unicode';
  return hasDotSegment(value) ? 'must not be . or .., nor hold them as a path segment' : undefined;
}

const MAX_ENCODINGS = 4;

/** Decodes only what is an escape, so that a lone `%` does not hide what stands beside it; undefined: nested too deep. */
function decodeRepeatedly(text: string, left = MAX_ENCODINGS): string | undefined {
  const decoded = text.replace(/%([0-7][0-9a-f])/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  if (decoded === text) return text;
  return left === 0 ? undefined : decodeRepeatedly(decoded, left - 1);
}
