import { ConnectorError, type UpstreamError } from '../core/errors.js';
import { classifyAuthFailure, readAuthChallenge, type AuthFailure } from './auth-challenge.js';
import { cleanText, readErrorBody, type OktaErrorBody } from './okta-error-body.js';
import {
  CREDENTIAL_RULE,
  PROOF_RULE,
  RULES_BY_CODE,
  ruleForStatus,
  SCOPE_RULE,
  type ErrorRule,
} from './okta-error-rules.js';

type Headers = Record<string, string | string[] | undefined>;

const AUTH_RULES: Record<AuthFailure, ErrorRule> = {
  insufficient_scope: SCOPE_RULE,
  dpop_nonce_required: PROOF_RULE,
  dpop_proof_invalid: PROOF_RULE,
  token_binding: CREDENTIAL_RULE,
  token_invalid: CREDENTIAL_RULE,
};

/**
 * The error for an answer of Okta outside 2xx. Okta's own words go to `upstream`, capped and cleaned; the decision is
 * taken on the code, the challenge header and the status, never on text. Pure.
 */
export function mapOktaError(answer: {
  status: number;
  headers: Headers;
  text: string;
  /** How long a 429 asks to wait. */
  retryAfterMs?: number | undefined;
}): ConnectorError {
  const body = readErrorBody(answer.text);
  const rule = chooseRule(answer, body);
  const missingScopes = rule === SCOPE_RULE ? (readAuthChallenge(answer.headers)?.scopes ?? []) : [];
  const names = missingScopes.length > 0 ? `: ${missingScopes.join(', ')}` : '';
  return new ConnectorError(
    rule.code,
    rule.detail.replace(/\.$/, () => `${names}.`),
    {
      upstream: upstreamError(answer, body),
      ...(rule.remedy !== undefined && { remedy: rule.remedy }),
      ...(rule.retryable !== undefined && { retryable: rule.retryable }),
      ...(answer.retryAfterMs !== undefined && { retryAfterSeconds: Math.ceil(answer.retryAfterMs / 1_000) }),
      ...(missingScopes.length > 0 && { missingScopes }),
    },
  );
}

/** `X-Okta-Request-Id`, which Okta's support asks for. */
export function readRequestId(headers: Headers): string | undefined {
  const id = headers['x-okta-request-id'];
  return typeof id === 'string' && /^[\x21-\x7e]{1,128}$/.test(id) ? id : undefined;
}

function chooseRule(answer: { status: number; headers: Headers }, body: OktaErrorBody): ErrorRule {
  const { status } = answer;
  const byCode = body.code === undefined ? undefined : RULES_BY_CODE.get(body.code);
  if (status === 429 || status >= 500) return byCode?.code === 'feature_not_enabled' ? byCode : ruleForStatus(status);
  const failure = classifyAuthFailure(answer);
  return byCode ?? (failure ? AUTH_RULES[failure] : ruleForStatus(status));
}

function upstreamError(answer: { status: number; headers: Headers }, body: OktaErrorBody): UpstreamError {
  const challenge = readAuthChallenge(answer.headers);
  const requestId = readRequestId(answer.headers);
  const code = body.code ?? cleanText(challenge?.error);
  const summary = body.summary ?? cleanText(challenge?.description);
  return {
    status: answer.status,
    ...(code !== undefined && { code }),
    ...(summary !== undefined && { summary }),
    ...(body.causes && { causes: body.causes }),
    ...(requestId !== undefined && { requestId }),
  };
}
