import { ConnectorError } from '../core/errors.js';
import type { TokenClaims } from './token-claims.js';

/**
 * Keeps a token that is for one connection to the paths of that connection. Pure.
 * @throws ConnectorError `forbidden`
 */
export function assertForConnection({ connectionId }: Pick<TokenClaims, 'connectionId'>, parameters: unknown): void {
  if (connectionId === undefined || namedIn(parameters) === connectionId) return;
  throw new ConnectorError('forbidden', 'The token is for one connection alone, and this path is not of it.', {
    remedy: 'Use a token without the claim okta_connection_id.',
  });
}

function namedIn(parameters: unknown): unknown {
  return typeof parameters === 'object' && parameters !== null ? Reflect.get(parameters, 'connectionId') : undefined;
}
