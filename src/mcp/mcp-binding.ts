import { ConnectorError } from '../core/errors.js';
import type { Caller } from '../tenancy/caller.js';

/** For whom, and in which connection, every message of one exchange acts. */
export interface McpBinding {
  caller: Caller;
  connectionId: string;
}

/**
 * The connection that the address names, or else the one that the token is for. Pure.
 * @throws ConnectorError `forbidden` where neither names one
 */
export function bindConnection(caller: Caller, named: string | undefined): McpBinding {
  const connectionId = named ?? caller.connectionId;
  if (connectionId !== undefined) return { caller, connectionId };
  throw new ConnectorError('forbidden', 'Neither the address nor the token names a connection.', {
    remedy: 'Use the address /mcp/{connectionId}, or a token with the claim okta_connection_id.',
  });
}
