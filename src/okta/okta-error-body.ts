/** What an answer outside 2xx says, as far as it may be shown: capped, without control characters. */
export interface OktaErrorBody {
  code?: string;
  summary?: string;
  causes?: string[];
}

const MAX_TEXT = 500;
const MAX_CAUSES = 20;
const MAX_BODY = 1_000_000;

/**
 * Reads Okta's error body, OAuth's (`error`, `error_description`) and the front server's (`message`). Anything else,
 * nothing and HTML among it, gives an empty object; it never throws.
 * Source: https://developer.okta.com/docs/reference/error-codes/
 */
export function readErrorBody(text: string): OktaErrorBody {
  const body = parseObject(text);
  if (!body) return {};
  const code = cleanText(body['errorCode'] ?? body['error']);
  const summary = cleanText(body['errorSummary'] ?? body['error_description'] ?? body['message']);
  const causes = readCauses(body['errorCauses']);
  return { ...(code && { code }), ...(summary && { summary }), ...(causes.length > 0 && { causes }) };
}

function parseObject(text: string): Record<string, unknown> | undefined {
  if (text.length > MAX_BODY || !text.trimStart().startsWith('{')) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Okta gives a list; some answers have a single object instead. */
function readCauses(value: unknown): string[] {
  const causes = Array.isArray(value) ? value.slice(0, MAX_CAUSES) : [value];
  return causes.map((cause) => cleanText(summaryOf(cause))).filter((cause) => cause !== undefined);
}

function summaryOf(cause: unknown): unknown {
  return typeof cause === 'object' && cause !== null ? Reflect.get(cause, 'errorSummary') : cause;
}

/** Text of another system, fit to be shown: no control characters, at most 500 characters. */
export function cleanText(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const text = value
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .toWellFormed();
  return text === '' ? undefined : text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT - 1)}…`.toWellFormed() : text;
}
