import { ConnectorError } from '../../core/errors.js';

/** For what a disabled subscription cannot do. */
export function disabledSubscription(): ConnectorError {
  const detail = 'The subscription is disabled. Resume it first, with POST /v1/subscriptions/{id}/resume.';
  return new ConnectorError('invalid_input', detail);
}
