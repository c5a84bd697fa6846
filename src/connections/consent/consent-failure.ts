import type { ErrorCode } from '../../core/errors.js';
import type { TokenFailure } from '../../okta/oauth/oauth-client.js';

interface FailureText {
  title: string;
  detail: string;
  remedy: string;
}

const AGAIN = 'Then ask for a new link and try again.';

/** Every way in which a consent can fail once it is known whose it is, with what the person can do. */
const FAILURES = {
  access_denied: {
    title: 'Access was not allowed',
    detail: 'Okta says that access was declined, or that a policy of your organization does not permit it.',
    remedy:
      'Ask for a new link and choose Allow Access. If you did not decline, ask an Okta administrator to look at the sign-on policy of the app and at its assignments.',
  },
  user_not_assigned: {
    title: 'You are not assigned to the app',
    detail: 'Your Okta account may not use the app that this connection signs in to.',
    remedy: `Ask an Okta administrator to assign you in the Admin Console: Applications > Applications > the app > Assignments. ${AGAIN}`,
  },
  consent_required: {
    title: 'No scope is granted to the app',
    detail: 'The app in Okta is granted none of the scopes that this connection asks for.',
    remedy: `Ask an Okta super administrator to grant them in the Admin Console: Applications > Applications > the app > Okta API Scopes. ${AGAIN}`,
  },
  invalid_scope: {
    title: 'Okta does not know a requested scope',
    detail: 'One of the scopes that this connection asks for does not exist in your Okta org.',
    remedy: 'Correct the scopes of the connection, then ask for a new link and try again.',
  },
  invalid_credentials: {
    title: 'Okta does not accept the app',
    detail: 'Okta refused the client id or the client secret of this connection.',
    remedy: `Copy both from the Admin Console (Applications > Applications > the app > General) into the connection. ${AGAIN}`,
  },
  no_refresh_token: {
    title: 'The app may not stay connected',
    detail: 'Okta gave no refresh token, so the connection would end within the hour.',
    remedy: `Ask an Okta administrator to enable the Refresh Token grant type in the Admin Console: Applications > Applications > the app > General. ${AGAIN}`,
  },
  code_expired: {
    title: 'The sign-in took too long or was used before',
    detail: 'Okta does not accept the answer of this sign-in any more.',
    remedy: 'Ask for a new link and try again.',
  },
  wrong_org: {
    title: 'This is another Okta org',
    detail: 'The sign-in came from another Okta org than the one this connection belongs to. Nothing was changed.',
    remedy: 'Ask for a new link and sign in to the right org, or make a new connection for the other org.',
  },
  okta_rejected: {
    title: 'Okta did not accept the request',
    detail: 'The settings of the app in Okta do not fit this connection.',
    remedy: `Ask an Okta administrator to check in the Admin Console that it is a web app with the grant types Authorization Code and Refresh Token, and that its sign-in redirect URI is the callback URL of this connection. ${AGAIN}`,
  },
  okta_unavailable: {
    title: 'Okta could not be reached',
    detail: 'Okta did not answer as it should, so the connection could not be finished.',
    remedy: 'Wait a few minutes, then ask for a new link and try again.',
  },
  internal_error: {
    title: 'The connection could not be finished',
    detail: 'Something went wrong on our side.',
    remedy: 'Wait a few minutes, then ask for a new link and try again. If it happens again, tell the support.',
  },
} as const satisfies Record<string, FailureText>;

/** The `code` of a failed consent. */
export type FailureCode = keyof typeof FAILURES;

/** Whether `code` is one that a failed consent ends with. */
export const isFailureCode = (code: string): code is FailureCode => Object.hasOwn(FAILURES, code);

export const failureText = (code: FailureCode): FailureText => FAILURES[code];

/** Okta's errors at the callback (https://developer.okta.com/docs/reference/error-codes/), by our codes. */
const OKTA_ERRORS: Partial<Record<string, FailureCode>> = {
  access_denied: 'access_denied',
  user_canceled_request: 'access_denied',
  login_required: 'access_denied',
  consent_required: 'consent_required',
  invalid_scope: 'invalid_scope',
  invalid_client: 'invalid_credentials',
  server_error: 'okta_unavailable',
  temporarily_unavailable: 'okta_unavailable',
};

/** Okta tells an unassigned user from one who declined by the description alone. */
const NOT_ASSIGNED = /not assigned/i;

/** The code for an error that Okta sent to the callback. */
export function failureOfCallback(error: string, description: string): FailureCode {
  if (error === 'access_denied' && NOT_ASSIGNED.test(description)) return 'user_not_assigned';
  return (Object.hasOwn(OKTA_ERRORS, error) && OKTA_ERRORS[error]) || 'okta_rejected';
}

const OUR_ERRORS: Partial<Record<ErrorCode, FailureCode>> = {
  invalid_credentials: 'invalid_credentials',
  reauthorization_required: 'code_expired',
  invalid_scope: 'invalid_scope',
  consent_required: 'consent_required',
  domain_not_allowed: 'wrong_org',
  okta_unavailable: 'okta_unavailable',
  okta_timeout: 'okta_unavailable',
  okta_rate_limited: 'okta_unavailable',
  not_found: 'internal_error',
  internal_error: 'internal_error',
  overloaded: 'internal_error',
  shutting_down: 'internal_error',
};

/** The code for an error of this service. */
export const failureOfError = (code: ErrorCode): FailureCode => OUR_ERRORS[code] ?? 'okta_rejected';

/** The code for a token request that brought nothing. */
export function failureOfTokens(failure: TokenFailure, code: ErrorCode): FailureCode {
  if (failure === 'invalidGrant') return 'code_expired';
  return failure === 'refused' ? failureOfError(code) : 'okta_unavailable';
}
