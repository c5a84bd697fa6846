import { ConnectorError, type UpstreamError } from '../../core/errors.js';
import type { ExchangeAnswer, ExchangeFailure, ExchangeResult } from '../exchange.js';
import { readRequestId } from '../okta-error.js';
import { readErrorBody } from '../okta-error-body.js';
import { isConcurrencyLimit, rateLimitWait } from '../rate-limit-headers.js';
import { readJsonObject } from './json-object.js';
import type { TokenResult } from './oauth-client.js';
import {
  BROKEN_ANSWER,
  NOT_THE_ENDPOINT,
  OAUTH_ERROR_RULES,
  PROOF_FORBIDDEN,
  REFUSED_REQUEST,
  type OAuthErrorRule,
} from './oauth-error-rules.js';

export type FailedTokenRequest = Extract<TokenResult, { kind: 'failure' }>;

export interface FailureContext {
  /** Whether the connection may use DPoP. */
  dpop: 'allowed' | 'forbidden';
  /** Never shown, even where the answer repeats them. */
  secrets: readonly string[];
  /** Milliseconds since 1970. */
  now: number;
  /** In [0, 1). */
  random: number;
}

/**
 * What a token request that brought no tokens means. Decided on the status and the names of errors; Okta's own words
 * go to `upstream`. Pure.
 */
export function classifyTokenFailure(result: ExchangeResult, context: FailureContext): FailedTokenRequest {
  return result.kind === 'failure' ? classifyLostRequest(result) : classifyAnswer(result, context);
}

/** The `error` of an OAuth error answer. */
export function oauthErrorOf({ text }: ExchangeAnswer): string | undefined {
  const error = readJsonObject(text)?.['error'];
  return typeof error === 'string' ? error : undefined;
}

const failed = (failure: FailedTokenRequest['failure'], error: ConnectorError): FailedTokenRequest => ({
  kind: 'failure',
  failure,
  error,
});

/** Without a byte sent, nothing can have happened; otherwise Okta may have rotated the refresh token. */
function classifyLostRequest({ sent, reason, error }: ExchangeFailure): FailedTokenRequest {
  const failure = sent ? 'unknown' : 'notProcessed';
  if (error instanceof ConnectorError) return failed(failure, error);
  const details = { remedy: 'Try again.', cause: error };
  return failed(
    failure,
    reason === 'timeout'
      ? new ConnectorError('okta_timeout', 'Okta did not answer the token request in time.', details)
      : new ConnectorError('okta_unavailable', 'The Okta org could not be reached for a token.', details),
  );
}

function classifyAnswer(answer: ExchangeAnswer, context: FailureContext): FailedTokenRequest {
  if (answer.status === 429) return classifyRateLimit(answer, context);
  const { failure, code, detail, remedy } = ruleFor(answer, context);
  const upstream = upstreamOf(answer, context);
  return failed(failure, new ConnectorError(code, detail, { remedy, upstream }));
}

/** 429 means that nothing was done, also where the body speaks of `invalid_grant` (too many tokens for one user). */
function classifyRateLimit(answer: ExchangeAnswer, context: FailureContext): FailedTokenRequest {
  const { code: errorCode } = readErrorBody(answer.text);
  const { waitMs } = rateLimitWait({ headers: answer.headers, errorCode, attempt: 1, ...context });
  const detail = isConcurrencyLimit(answer.headers)
    ? 'Too many calls run at once in the Okta org.'
    : "Okta's rate limit for tokens is used up.";
  return failed(
    'notProcessed',
    new ConnectorError('okta_rate_limited', detail, {
      remedy: 'Try again after retryAfterSeconds.',
      retryAfterSeconds: Math.ceil(waitMs / 1_000),
      upstream: upstreamOf(answer, context),
    }),
  );
}

/** Okta's database is read-only for a while: nothing has been rotated. */
const READ_ONLY_MODE = 'E0000010';

function ruleFor(answer: ExchangeAnswer, { dpop }: FailureContext): OAuthErrorRule {
  const { status } = answer;
  if (readErrorBody(answer.text).code === READ_ONLY_MODE) return { ...BROKEN_ANSWER, failure: 'notProcessed' };
  if (status < 300 || status >= 500 || status === 408) return BROKEN_ANSWER;
  const name = oauthErrorOf(answer);
  if (name === 'invalid_dpop_proof' && dpop === 'forbidden') return PROOF_FORBIDDEN;
  if (name === undefined || status < 400) return NOT_THE_ENDPOINT;
  return OAUTH_ERROR_RULES.get(name) ?? REFUSED_REQUEST;
}

function upstreamOf({ status, headers, text }: ExchangeAnswer, { secrets }: FailureContext): UpstreamError {
  if (status < 300) return { status };
  const { code, summary } = readErrorBody(withoutSecrets(text, secrets));
  const requestId = readRequestId(headers);
  return {
    status,
    ...(code !== undefined && { code }),
    ...(summary !== undefined && { summary }),
    ...(requestId !== undefined && { requestId }),
  };
}

const withoutSecrets = (text: string, secrets: readonly string[]) =>
  secrets.reduce((kept, secret) => (secret === '' ? kept : kept.replaceAll(secret, '***')), text);
