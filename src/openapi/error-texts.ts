import type { ErrorCode } from '../core/errors.js';

interface ErrorText {
  /** What brings it about. */
  cause: string;
  /** What a caller, or a person, does about it. */
  todo: string;
}

/** What the page of error codes says of each, beside its title. */
export const ERROR_TEXTS: Readonly<Record<ErrorCode, ErrorText>> = {
  malformed_request: {
    cause: 'The request cannot be read: the body is no JSON in UTF-8, is nested too deep, or a header is missing.',
    todo: 'Mend the request. Sending it again as it is fails again.',
  },
  unauthenticated: {
    cause: "The bearer token is missing, expired, not signed by the platform's issuer, or meant for another audience.",
    todo: 'Get a new token and send the request again.',
  },
  forbidden: {
    cause: 'The token is good, but lacks the scope that this route needs, or names another tenant than the request.',
    todo: 'Ask for a token with the scope in detail. With tenants:any, send X-Tenant-Id.',
  },
  insufficient_scope: {
    cause: "The connection's grant at Okta lacks the scopes in missingScopes.",
    todo: 'Grant them to the app in Okta (Okta API Scopes), then authorize the connection again; a connection with a key needs no more than the grant. GET /v1/connections/{connectionId}/actions says beforehand what would work.',
  },
  insufficient_role: {
    cause: 'The scope is granted, but the app, or the owner of the API token, has no admin role that permits this.',
    todo: "Assign one of the action's requiredRoles in Okta (Admin roles). The connection's test says which are there.",
  },
  read_only_connection: {
    cause: 'The connection is read-only, and the action changes something.',
    todo: 'Let a person do in Okta what remedy says, or switch readOnly off for the connection.',
  },
  not_found: {
    cause: 'No such path, connection, subscription, run or delivery for this tenant. Those of others look the same.',
    todo: 'Check the id and the tenant of the token.',
  },
  okta_not_found: {
    cause: 'Okta does not know the object that the input names, or the credentials may not see it.',
    todo: 'Check the id or login in the input; upstream has the words of Okta.',
  },
  name_taken: {
    cause: 'Another connection of the tenant has this name.',
    todo: 'Choose another name, or use the connection that has it.',
  },
  okta_conflict: {
    cause: 'The object is in a state in which Okta does not do this: an active application cannot be deleted.',
    todo: 'Bring the object into the state that upstream names, then try again.',
  },
  connection_not_ready: {
    cause: 'The connection is pending or disabled.',
    todo: 'Finish the consent or the registration of its key, or enable it.',
  },
  idempotency_in_progress: {
    cause: 'A run with the same Idempotency-Key has not ended.',
    todo: 'Send the same request again a little later: it is answered as the first one was.',
  },
  outcome_unknown: {
    cause: 'The answer of Okta was lost, and sending the call again could do twice what should be done once.',
    todo: 'Look in Okta, or by an action that reads, whether it was done. Send it again only if it was not, with a new Idempotency-Key.',
  },
  payload_too_large: {
    cause: 'The body is larger than 1 MB.',
    todo: 'Send less at once: a batch takes up to 100 runs.',
  },
  unsupported_media_type: {
    cause: 'The body is not declared as JSON.',
    todo: 'Send Content-Type: application/json.',
  },
  invalid_input: {
    cause:
      'A field is missing, unknown, or not what the schema says. errors has each with a JSON pointer into the body.',
    todo: 'Mend the fields; GET /v1/actions/{actionId} and /v1/triggers/{triggerId} have the schemas.',
  },
  invalid_credentials: {
    cause: 'Okta does not accept the API token, client id, secret or key. Nothing was stored.',
    todo: 'Compare them with the app in Okta; upstream has the words of Okta.',
  },
  invalid_scope: {
    cause: 'One of the scopes does not exist at Okta or is not for this kind of app.',
    todo: 'Take scopes of GET /v1/scopes.',
  },
  consent_required: {
    cause: 'None of the scopes that were asked for is granted to the app.',
    todo: 'Grant them in Okta (the app, Okta API Scopes), then try again.',
  },
  domain_not_allowed: {
    cause: "The domain is no address of an Okta org, or not among those that the service's configuration permits.",
    todo: 'Give the address of the org, such as acme.okta.com. Custom domains are a matter of OKTA_DOMAIN_SUFFIXES.',
  },
  url_not_allowed: {
    cause: 'A URL leads where this service does not go: not https, a private address, or an origin that is not listed.',
    todo: 'Take a public https address, or have the operators list the origin (RETURN_URL_ALLOWLIST, DELIVERY_ALLOWED_ORIGINS).',
  },
  idempotency_key_reused: {
    cause: 'The Idempotency-Key was used within 24 hours for a request with another body.',
    todo: 'Take a key of its own for each thing to be done.',
  },
  okta_rejected: {
    cause:
      'Okta does not accept the content: a password against the policy, an attribute that the profile does not have.',
    todo: 'Read upstream.causes and mend the input. POST …/actions/{actionId}/schema has the attributes of the org.',
  },
  reauthorization_required: {
    cause: "The connection's grant has ended: revoked, expired after a long rest, or the credentials were withdrawn.",
    todo: 'An administrator connects again: POST /v1/connections/{connectionId}/authorize, or PATCH with new credentials. The connection and its subscriptions stay.',
  },
  okta_rate_limited: {
    cause: "The org's rate limit at Okta is used up, or the share of it that the connection may use.",
    todo: 'Wait for Retry-After seconds. A larger rateLimitShare leaves less to the tenant.',
  },
  too_many_requests: {
    cause: 'More requests of this kind at once, or in a short time, than one tenant is given.',
    todo: 'Wait for Retry-After seconds, and send fewer at once.',
  },
  internal_error: {
    cause: 'A mistake of this service.',
    todo: 'Report it with the requestId. Whether a run was carried out is in GET /v1/runs.',
  },
  feature_not_enabled: {
    cause: "The org has no licence for what this needs, or it is switched off (Okta's E0000015).",
    todo: 'Ask Okta to enable it. requiredProduct of the action names it.',
  },
  okta_unavailable: {
    cause: 'Okta cannot be reached, or answers with an error of its own.',
    todo: 'Try again later. With an Idempotency-Key that is safe for everything.',
  },
  overloaded: {
    cause: 'This service, or its database, has no room at present. Nothing was done.',
    todo: 'Wait for Retry-After seconds and send the request again.',
  },
  shutting_down: {
    cause: 'This replica takes no new requests because it is being replaced. Nothing was done.',
    todo: 'Send the request again: another replica takes it.',
  },
  okta_timeout: {
    cause: 'Okta did not answer in time. A call that may be repeated was not carried out, or does no harm twice.',
    todo: 'Try again later; a smaller limit makes lists answer sooner.',
  },
};
