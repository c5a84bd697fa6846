import type { ErrorCode } from '../../core/errors.js';
import type { TokenFailure } from './oauth-client.js';

/** What an `error` of Okta's token endpoint means here. */
export interface OAuthErrorRule {
  failure: TokenFailure;
  code: ErrorCode;
  /** The problem's `detail`. */
  detail: string;
  remedy: string;
}

const APP = 'In the Admin Console (Applications > Applications > the app)';

const grantType: OAuthErrorRule = {
  failure: 'refused',
  code: 'invalid_credentials',
  detail: 'The app in Okta may not use this grant type.',
  remedy: `${APP} edit General Settings: allow Authorization Code and Refresh Token for a consent; take an app of type API Services for client credentials.`,
};
const signInAgain: OAuthErrorRule = {
  failure: 'invalidGrant',
  code: 'reauthorization_required',
  detail: 'Okta wants the person to sign in again.',
  remedy: 'Authorize the connection again.',
};
const passing: OAuthErrorRule = {
  failure: 'unknown',
  code: 'okta_unavailable',
  detail: "Okta's authorization server does not work properly at the moment.",
  remedy: 'Try again.',
};

/**
 * Errors of the token endpoint by name.
 * Source: https://developer.okta.com/docs/reference/error-codes/#oauth-2-0-error-codes
 */
export const OAUTH_ERROR_RULES: ReadonlyMap<string, OAuthErrorRule> = new Map([
  [
    'invalid_client',
    {
      failure: 'refused',
      code: 'invalid_credentials',
      detail: "Okta does not accept the app's credentials.",
      remedy: `${APP} compare General > Client Credentials: the client id, and the client secret or the public key, which must be active there under the same key id. Otherwise compare this service's clock with the real time.`,
    },
  ],
  ['unauthorized_client', grantType],
  ['unsupported_grant_type', grantType],
  [
    'invalid_scope',
    {
      failure: 'refused',
      code: 'invalid_scope',
      detail: 'Okta does not know a requested scope, or does not give it for this grant type.',
      remedy: `Compare the scopes with those that the app can be granted. ${APP} they are under Okta API Scopes.`,
    },
  ],
  [
    'consent_required',
    {
      failure: 'refused',
      code: 'consent_required',
      detail: 'None of the requested scopes is granted to the app.',
      remedy: `${APP} a super admin grants the scopes under Okta API Scopes.`,
    },
  ],
  [
    'access_denied',
    {
      failure: 'refused',
      code: 'consent_required',
      detail: 'Okta denied the app access.',
      remedy: `${APP} assign the person under Assignments, and see whether the sign-on policy, the network zone of the app or a scope that is no longer granted stands against it.`,
    },
  ],
  [
    'invalid_grant',
    {
      failure: 'invalidGrant',
      code: 'reauthorization_required',
      detail: 'Okta does not accept the authorization any more: it has expired, was revoked or was used before.',
      remedy: 'Authorize the connection again.',
    },
  ],
  ['login_required', signInAgain],
  ['interaction_required', signInAgain],
  [
    'invalid_dpop_proof',
    {
      failure: 'refused',
      code: 'invalid_credentials',
      detail: 'Okta refused the proof of possession (DPoP) of the token request.',
      remedy: "Compare this service's clock with the real time. If it is right, authorize the connection again.",
    },
  ],
  ['use_dpop_nonce', { ...passing, failure: 'notProcessed', detail: 'Okta refused the nonce that it gave itself.' }],
  ['temporarily_unavailable', passing],
  ['server_error', passing],
]);

/** The app insists on DPoP, and the connection is set not to use it. */
export const PROOF_FORBIDDEN: OAuthErrorRule = {
  failure: 'refused',
  code: 'invalid_credentials',
  detail: 'The app in Okta requires DPoP, and the connection is set never to use it.',
  remedy: `Set dpop to auto. ${APP} the requirement is under General > Proof of possession.`,
};

/** Some other error in OAuth's form. */
export const REFUSED_REQUEST: OAuthErrorRule = {
  failure: 'refused',
  code: 'okta_rejected',
  detail: 'Okta rejected the token request.',
  remedy: "See Okta's words in upstream, and check tokenEndpoint and tokenParams where they are set.",
};

/** An answer below 500 that is not the token endpoint's. */
export const NOT_THE_ENDPOINT: OAuthErrorRule = {
  failure: 'notProcessed',
  code: 'okta_unavailable',
  detail: 'The answer is not one of the token endpoint of an Okta org.',
  remedy: "Check the connection's domain, and whether a network zone of the org keeps this service out.",
};

/** Any answer of 500 and above, and a 200 without usable tokens. */
export const BROKEN_ANSWER: OAuthErrorRule = passing;
