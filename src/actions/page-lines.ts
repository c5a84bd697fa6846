import type { Execution } from './action-executor.js';

/** A page as NDJSON, one item a line. Okta's own text is cut, not built again, where it is passed on as it came. */
export function pageLines({ page, text }: Pick<Execution, 'page' | 'text'>): Buffer | string {
  const items = page?.items ?? [];
  if (items.length === 0) return '';
  return text === undefined ? items.map((item) => `${JSON.stringify(item)}\n`).join('') : cutList(text);
}

const NEWLINE = 0x0a;
const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const BRACKET = 0x5b;
const CLOSING_BRACKET = 0x5d;
const BRACE = 0x7b;
const CLOSING_BRACE = 0x7d;

/**
 * The lines of a list whose text was read as JSON. Every byte stays where it is: the commas between items and the last
 * bracket become line ends, and line ends that laid the text out become spaces (in a JSON string there are none).
 */
function cutList(text: string): Buffer {
  const bytes = Buffer.from(text);
  const end = bytes.lastIndexOf(CLOSING_BRACKET);
  let depth = 0;
  for (let at = 0; at < end; at += 1) {
    const byte = bytes[at] ?? SPACE;
    if (byte === QUOTE) {
      for (at += 1; at < end && bytes[at] !== QUOTE; at += 1) if (bytes[at] === BACKSLASH) at += 1;
    } else if (byte === BRACE || byte === BRACKET) depth += 1;
    else if (byte === CLOSING_BRACE || byte === CLOSING_BRACKET) depth -= 1;
    else if (byte === COMMA && depth === 1) bytes[at] = NEWLINE;
    else if (byte < SPACE) bytes[at] = SPACE;
  }
  bytes[end] = NEWLINE;
  return bytes.subarray(bytes.indexOf(BRACKET) + 1, end + 1);
}
