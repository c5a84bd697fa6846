import { ConnectorError, type ErrorCode } from '../../core/errors.js';

/** What a search that failed means for its subscription. */
export interface SearchFailure {
  /** To be shown as its status reason; undefined: nothing that somebody could do something about. */
  reason: string | undefined;
  /** Okta refuses the search: somebody must change something, else the subscription fails in the end. */
  refused: boolean;
  retryInSeconds: number;
}

/** They stay until somebody changes the connection's rights or the subscription's params. */
const REFUSALS: ReadonlySet<ErrorCode> = new Set([
  'insufficient_scope',
  'insufficient_role',
  'feature_not_enabled',
  'okta_rejected',
  'okta_not_found',
  'invalid_input',
]);

/** They go by, or are told of at the connection. */
const FIRST_RETRY = 15;
const LAST_RETRY = 900;
const SAID_FROM = 3;
const MAX_REASON = 500;

/** @param failures in a row, this one counted */
export function judgeFailure(error: unknown, failures: number): SearchFailure {
  const backOff = Math.min(FIRST_RETRY * 2 ** Math.min(failures - 1, 10), LAST_RETRY);
  if (!(error instanceof ConnectorError)) {
    return { reason: 'An error of this service; the search is tried again.', refused: false, retryInSeconds: backOff };
  }
  const { retryAfterSeconds = 0, remedy } = error.details;
  const refused = REFUSALS.has(error.code);
  const passing = error.retryable && failures < SAID_FROM;
  const words = remedy === undefined ? error.message : `${error.message} ${remedy}`;
  return {
    reason: passing ? undefined : words.slice(0, MAX_REASON),
    refused,
    retryInSeconds: Math.max(backOff, retryAfterSeconds),
  };
}
