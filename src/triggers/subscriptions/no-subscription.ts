import { ConnectorError } from '../../core/errors.js';

/** The same for a subscription that does not exist and for another tenant's. */
export function noSubscription(): ConnectorError {
  const detail = 'There is no such subscription. GET /v1/connections/{id}/subscriptions lists those of a connection.';
  return new ConnectorError('not_found', detail);
}
