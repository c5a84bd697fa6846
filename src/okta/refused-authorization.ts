import { classifyAuthFailure, type AuthFailure } from './auth-challenge.js';
import type { ExchangeAnswer } from './exchange.js';
import { readErrorBody } from './okta-error-body.js';

/** Okta did not act because of the credentials of the attempt. */
export interface RefusedAuthorization {
  failure: AuthFailure;
  /** What must be new in another attempt. */
  part: 'token' | 'proof';
}

const PARTS: Record<AuthFailure, RefusedAuthorization['part'] | undefined> = {
  token_invalid: 'token',
  token_binding: 'token',
  dpop_nonce_required: 'proof',
  dpop_proof_invalid: 'proof',
  insufficient_scope: undefined,
};

/** Okta's code for a token that it does not know, should it come without a challenge. */
const INVALID_TOKEN = 'E0000011';

/** Whether an answer says that other credentials of the same connection may be accepted. Pure. */
export function refusedAuthorization(answer: ExchangeAnswer): RefusedAuthorization | undefined {
  if (answer.status < 400 || answer.status > 401) return undefined;
  const failure = classifyAuthFailure(answer) ?? unnamedFailure(answer);
  const part = failure && PARTS[failure];
  return part && { failure, part };
}

function unnamedFailure({ status, text }: ExchangeAnswer): AuthFailure | undefined {
  return status === 401 && readErrorBody(text).code === INVALID_TOKEN ? 'token_invalid' : undefined;
}
