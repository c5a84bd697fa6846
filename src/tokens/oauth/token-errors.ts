import { ConnectorError, ERROR_KINDS, type ErrorCode } from '../../core/errors.js';
import type { ReauthorizationReason } from './access-token.js';

const RECONNECT = 'Authorize the connection again with POST /v1/connections/{id}/authorize; its id stays.';

const REASONS: Record<ReauthorizationReason, string> = {
  rotation_lost: 'the answer with its next refresh token was lost on the way from Okta',
  revoked: 'Okta does not accept its refresh token any more',
};

/** 424: only a person can bring the connection back. */
export function reauthorizationRequired(reason: ReauthorizationReason): ConnectorError {
  const detail = `The connection must be authorized again: ${REASONS[reason]} (${reason}).`;
  return new ConnectorError('reauthorization_required', detail, { remedy: RECONNECT });
}

/** 409: the consent has not been given yet. */
export function noTokensYet(): ConnectorError {
  const detail = 'The connection has no tokens yet: its consent is not finished.';
  return new ConnectorError('connection_not_ready', detail, { remedy: RECONNECT });
}

/** 503: another call or process asks Okta for the token. */
export function tokenNotInTime(retryAfterMs: number): ConnectorError {
  const detail = 'The access token of the connection is being renewed. Try again after retryAfterSeconds.';
  return new ConnectorError('overloaded', detail, { retryAfterSeconds: seconds(retryAfterMs) });
}

/** 503: a refusal of the refresh token is not believed before it is confirmed. */
export function refusalNotConfirmed(retryAfterMs: number): ConnectorError {
  const detail = 'Okta refused the refresh token once; it is asked again. Try again after retryAfterSeconds.';
  return new ConnectorError('overloaded', detail, { retryAfterSeconds: seconds(retryAfterMs) });
}

/** The failure of another call's attempt, while nobody may try again. */
export function stillFailing(failureCode: string | undefined, retryAfterMs: number): ConnectorError {
  const code = isErrorCode(failureCode) ? failureCode : 'overloaded';
  const detail = 'The last request for an access token failed, the next one is not made before retryAfterSeconds.';
  return new ConnectorError(code, detail, { retryAfterSeconds: seconds(retryAfterMs) });
}

const seconds = (ms: number) => Math.max(1, Math.ceil(ms / 1_000));

const isErrorCode = (code: string | undefined): code is ErrorCode => code !== undefined && code in ERROR_KINDS;
