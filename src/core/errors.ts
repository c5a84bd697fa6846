interface ErrorKind {
  status: number;
  title: string;
  retryable: boolean;
}

const kind = (status: number, title: string, retryable = false): ErrorKind => ({ status, title, retryable });

/** Every code that an answer outside 2xx can carry. The set is closed: callers switch on it. */
export const ERROR_KINDS = {
  malformed_request: kind(400, 'The request is not well-formed'),
  unauthenticated: kind(401, 'A valid bearer token is needed'),
  forbidden: kind(403, 'The token does not permit this'),
  insufficient_scope: kind(403, 'The connection lacks an Okta scope'),
  insufficient_role: kind(403, 'The connection lacks an Okta admin role'),
  read_only_connection: kind(403, 'The connection is read-only'),
  not_found: kind(404, 'Not found'),
  okta_not_found: kind(404, 'Okta does not know this object'),
  name_taken: kind(409, 'The name is taken'),
  okta_conflict: kind(409, "The object's state in Okta does not permit this"),
  connection_not_ready: kind(409, 'The connection is not ready'),
  idempotency_in_progress: kind(409, 'A run with this idempotency key is in progress', true),
  outcome_unknown: kind(409, 'It is not known whether Okta carried out the call'),
  payload_too_large: kind(413, 'The request body is too large'),
  unsupported_media_type: kind(415, 'The content type is not supported'),
  invalid_input: kind(422, 'The input is not valid'),
  invalid_credentials: kind(422, 'Okta refused the credentials'),
  invalid_scope: kind(422, 'Okta does not know a requested scope'),
  consent_required: kind(422, 'No requested scope is granted'),
  domain_not_allowed: kind(422, 'The domain is not an Okta domain'),
  url_not_allowed: kind(422, 'The URL is not allowed'),
  idempotency_key_reused: kind(422, 'The idempotency key belongs to another request'),
  okta_rejected: kind(422, 'Okta rejected the content'),
  reauthorization_required: kind(424, 'The connection must be authorized again'),
  okta_rate_limited: kind(429, "Okta's rate limit is reached", true),
  too_many_requests: kind(429, 'Too many requests', true),
  internal_error: kind(500, 'An error of this service'),
  feature_not_enabled: kind(501, 'The Okta org lacks this feature'),
  okta_unavailable: kind(502, 'Okta cannot be reached or does not answer properly', true),
  overloaded: kind(503, 'The service is overloaded', true),
  shutting_down: kind(503, 'The service is shutting down', true),
  okta_timeout: kind(504, 'Okta did not answer in time', true),
} as const satisfies Record<string, ErrorKind>;

export type ErrorCode = keyof typeof ERROR_KINDS;

/** What Okta said, as far as it may be shown. */
export interface UpstreamError {
  status: number;
  code?: string;
  summary?: string;
  causes?: string[];
  requestId?: string;
}

/** One mistake in the caller's input; `pointer` is a JSON pointer (RFC 6901) into the request body. */
export interface InputMistake {
  pointer: string;
  message: string;
}

export interface ErrorDetails {
  remedy?: string;
  retryAfterSeconds?: number;
  retryable?: boolean;
  errors?: InputMistake[];
  missingScopes?: string[];
  upstream?: UpstreamError;
  cause?: unknown;
}

/**
 * The one error of this service. `message` is the problem's `detail`: it says what to do next and never holds a secret.
 * Decisions are taken on `code`, never on text.
 */
export class ConnectorError extends Error {
  override readonly name = 'ConnectorError';

  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details: ErrorDetails = {},
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
  }

  get status(): number {
    return ERROR_KINDS[this.code].status;
  }

  get retryable(): boolean {
    return this.details.retryable ?? ERROR_KINDS[this.code].retryable;
  }
}
