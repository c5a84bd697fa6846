import { ConnectorError } from '../core/errors.js';

/** The 401 for a token that is there but does not count; `reason` is shown to the caller. */
export function unauthenticated(reason: string, cause?: unknown): ConnectorError {
  return new ConnectorError('unauthenticated', reason, {
    remedy: "Get a token from the platform's issuer, for this service's audience, and send it as a bearer token.",
    ...(cause !== undefined && { cause }),
  });
}
