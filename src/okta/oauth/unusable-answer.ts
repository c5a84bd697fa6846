import { AuthorizationResponseError } from 'openid-client';
import { ConnectorError } from '../../core/errors.js';
import { errorCode, type ExchangeAnswer } from '../exchange.js';
import { cleanText } from '../okta-error-body.js';
import { readJsonObject } from './json-object.js';
import { OAUTH_ERROR_RULES, REFUSED_REQUEST } from './oauth-error-rules.js';
import type { FailedTokenRequest } from './token-failure.js';

const refused = (error: ConnectorError): FailedTokenRequest => ({ kind: 'failure', failure: 'refused', error });

/** What went wrong before anything was sent: a callback that brings an error or does not fit, or a key that is none. */
export function classifyUnsent(error: unknown): FailedTokenRequest {
  if (error instanceof ConnectorError) return refused(error);
  if (error instanceof AuthorizationResponseError) return refused(authorizationError(error));
  if (errorCode(error) === 'OAUTH_INVALID_RESPONSE') {
    const detail = 'The callback does not belong to this authorization, or comes from another org.';
    const remedy = 'Start the authorization again.';
    return refused(new ConnectorError('reauthorization_required', detail, { remedy }));
  }
  return refused(new ConnectorError('internal_error', 'The token request could not be made.', { cause: error }));
}

/** Okta sent the browser back with an error (RFC 6749, section 4.1.2.1). */
function authorizationError({ error, error_description: description }: AuthorizationResponseError): ConnectorError {
  const { code, detail, remedy } = OAUTH_ERROR_RULES.get(error) ?? REFUSED_REQUEST;
  const [name, summary] = [cleanText(error), cleanText(description)];
  const upstream = {
    status: 302,
    ...(name !== undefined && { code: name }),
    ...(summary !== undefined && { summary }),
  };
  return new ConnectorError(code, detail, { remedy, upstream });
}

/** Tokens that came with an ID token that is not for this consent; they are dropped. */
export function classifyIdToken(answer: ExchangeAnswer): FailedTokenRequest | undefined {
  if (typeof readJsonObject(answer.text)?.['access_token'] !== 'string') return undefined;
  const detail = "Okta's ID token is missing, not Okta's, or not for this authorization. The tokens were dropped.";
  const remedy = "Start the authorization again. If it stays, compare this service's clock with the real time.";
  return refused(new ConnectorError('okta_unavailable', detail, { remedy, retryable: false }));
}

/** The connection insists on bound tokens, and the app gives others. */
export function unboundToken(): FailedTokenRequest {
  const detail = 'The app in Okta does not bind its tokens to a key, and the connection is set always to use DPoP.';
  const remedy =
    'In the Admin Console (Applications > Applications > the app) set General > Proof of possession, or set dpop to auto.';
  return refused(new ConnectorError('invalid_credentials', detail, { remedy }));
}
