import { ConnectorError } from '../core/errors.js';

/** The same for a connection that does not exist and for another tenant's. */
export function noConnection(): ConnectorError {
  return new ConnectorError('not_found', 'There is no such connection. GET /v1/connections lists them.');
}
