import { ConnectorError } from '../core/errors.js';
import { errorCode, type ExchangeAnswer, type ExchangeFailure, type ExchangeResult } from './exchange.js';
import { nextTarget } from './link-header.js';
import { mapOktaError, readRequestId } from './okta-error.js';
import { readErrorBody } from './okta-error-body.js';
import type { OktaAnswer, OktaOrg, OktaRequest } from './okta-request.js';
import { rateLimitWait, readRateLimit } from './rate-limit-headers.js';
import type { AttemptFailure } from './retry-policy.js';

export interface AttemptContext {
  org: OktaOrg;
  request: OktaRequest;
  attempt: number;
  /** Whether answers of 400 to 499 but 429 are the caller's to judge. */
  acceptClientErrors: boolean;
  /** Milliseconds since 1970. */
  now: number;
  /** In [0, 1). */
  random: number;
}

export interface AttemptVerdict {
  failure: AttemptFailure | undefined;
  /** What the caller gets unless another attempt is made. */
  outcome: OktaAnswer | ConnectorError;
}

/** What an attempt came to: the answer, or the error and whether sending again may help. Pure. */
export function judgeAttempt(result: ExchangeResult, context: AttemptContext): AttemptVerdict {
  if (result.kind === 'failure') return judgeFailure(result, context);
  if (result.status >= 200 && result.status < 300) return judgeSuccess(result, context);
  return judgeRefusal(result, context);
}

/** Codes of failures to connect that may be gone at the next attempt; a bad certificate will not be. */
const CONNECT_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_SOCKET',
]);

function judgeFailure(failed: ExchangeFailure, context: AttemptContext): AttemptVerdict {
  const { error } = failed;
  if (error instanceof ConnectorError) return { failure: { processed: 'final' }, outcome: error };
  const lost = failed.sent && !context.request.idempotent;
  const outcome = lost ? outcomeUnknown(context.request, { cause: error }) : transportError(failed);
  if (failed.reason === 'aborted' || failed.reason === 'tooLarge') return { failure: { processed: 'final' }, outcome };
  if (failed.sent) return { failure: { processed: 'unknown' }, outcome };
  const passing = failed.reason === 'timeout' || CONNECT_CODES.has(errorCode(error) ?? '');
  return { failure: { processed: passing ? 'no' : 'final' }, outcome };
}

function judgeSuccess(answer: ExchangeAnswer, context: AttemptContext): AttemptVerdict {
  const json = readJson(answer.text, context.request);
  if (json !== undefined) return { failure: undefined, outcome: oktaAnswer(answer, json, context) };
  const outcome = context.request.idempotent ? unreadable(answer) : outcomeUnknown(context.request, upstreamOf(answer));
  return { failure: { processed: 'final' }, outcome };
}

function judgeRefusal(answer: ExchangeAnswer, context: AttemptContext): AttemptVerdict {
  const { status } = answer;
  if (status === 429) return judgeRateLimit(answer, context);
  const error = mapOktaError(answer);
  if (error.code !== 'okta_unavailable' || status < 500) return judgeFinal(answer, error, context);
  if (readErrorBody(answer.text).code === READ_ONLY_MODE) return { failure: { processed: 'no' }, outcome: error };
  const outcome = context.request.idempotent ? error : outcomeUnknown(context.request, error.details);
  return { failure: { processed: 'unknown' }, outcome };
}

/** Okta's database is read-only for a while: what was asked has not been done. */
const READ_ONLY_MODE = 'E0000010';

function judgeRateLimit(answer: ExchangeAnswer, context: AttemptContext): AttemptVerdict {
  const wait = rateLimitWait({ ...context, headers: answer.headers, errorCode: readErrorBody(answer.text).code });
  const error = mapOktaError({ ...answer, retryAfterMs: wait.waitMs });
  return {
    failure: wait.automatic ? { processed: 'no', waitMs: wait.waitMs } : { processed: 'final' },
    outcome: error,
  };
}

function judgeFinal(answer: ExchangeAnswer, error: ConnectorError, context: AttemptContext): AttemptVerdict {
  const accepted = context.acceptClientErrors && answer.status >= 400 && answer.status < 500;
  const json = accepted ? (parseJson(answer.text) ?? null) : null;
  return { failure: { processed: 'final' }, outcome: accepted ? oktaAnswer(answer, json, context) : error };
}

function oktaAnswer(answer: ExchangeAnswer, json: unknown, { org, request, attempt }: AttemptContext): OktaAnswer {
  return {
    status: answer.status,
    headers: answer.headers,
    text: answer.text,
    json,
    requestId: readRequestId(answer.headers),
    rateLimit: readRateLimit(answer.headers),
    next: request.method === 'GET' ? nextTarget(answer.headers, org) : undefined,
    attempts: attempt,
  };
}

/** The parsed body; null where there is none, or where the request asked for another format; undefined: broken. */
function readJson(text: string, { headers }: OktaRequest): unknown {
  if (text === '') return null;
  const accept = headers?.['accept'];
  return parseJson(text) ?? (accept !== undefined && !accept.includes('json') ? null : undefined);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function transportError({ reason, error }: ExchangeFailure): ConnectorError {
  if (reason === 'tooLarge') {
    return new ConnectorError('okta_unavailable', 'The answer of Okta is too large.', {
      remedy: 'Ask for fewer items at once, with a smaller limit.',
      retryable: false,
      cause: error,
    });
  }
  if (reason === 'connection') {
    return new ConnectorError('okta_unavailable', 'The Okta org could not be reached, or broke off its answer.', {
      remedy: "Try again. If it stays, check the connection's domain and the network between the service and Okta.",
      cause: error,
    });
  }
  return new ConnectorError('okta_timeout', 'Okta did not answer in time.', { remedy: 'Try again.', cause: error });
}

const upstreamOf = ({ status, headers }: ExchangeAnswer) => {
  const requestId = readRequestId(headers);
  return { upstream: { status, ...(requestId !== undefined && { requestId }) } };
};

function unreadable(answer: ExchangeAnswer): ConnectorError {
  return new ConnectorError('okta_unavailable', 'Okta answered with something that is not JSON.', {
    remedy: "Try again. If it stays, check that the connection's domain is the org's own address.",
    ...upstreamOf(answer),
  });
}

function outcomeUnknown(
  { method, target }: OktaRequest,
  details: Pick<ConnectorError['details'], 'upstream' | 'cause'>,
) {
  const { upstream, cause } = details;
  const what = `${method} ${target.split('?', 1)[0] ?? ''}`;
  return new ConnectorError('outcome_unknown', `The answer to ${what} was lost: Okta may have carried it out or not.`, {
    remedy: 'Look in Okta whether it happened before you send it again.',
    ...(upstream && { upstream }),
    ...(cause !== undefined && { cause }),
  });
}
