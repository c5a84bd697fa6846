import { maskText } from './mask-text.js';

const MAX_CAUSES = 4;

interface LoggedError {
  type: string;
  message: string;
  code?: string;
  stack?: string;
  cause?: LoggedError;
}

/**
 * An error as it is logged: class, text, code, stack and causes. All other members are left out, because libraries keep
 * queries with their parameters, requests with their headers and the like on their errors.
 */
export function serializeError(error: unknown, causesLeft = MAX_CAUSES): LoggedError {
  if (typeof error !== 'object' || error === null) return { type: typeof error, message: maskText(String(error)) };
  const { code, stack, cause } = error as { code?: unknown; stack?: unknown; cause?: unknown };
  const logged: LoggedError = { type: error.constructor?.name ?? 'Object', message: messageOf(error) };
  if (typeof code === 'string' || typeof code === 'number') logged.code = String(code);
  if (typeof stack === 'string') logged.stack = maskText(stack);
  if (cause !== undefined && causesLeft > 0) logged.cause = serializeError(cause, causesLeft - 1);
  return logged;
}

function messageOf(error: object): string {
  return 'message' in error && typeof error.message === 'string' ? maskText(error.message) : 'not an Error';
}
