import type { OktaSession } from '../connections/okta-session.js';
import { ConnectorError } from '../core/errors.js';
import { scopeCovered } from '../okta/okta-scopes.js';
import type { RegisteredAction } from './registry.js';

type Permissions = Pick<OktaSession, 'readOnly' | 'grantedScopes'>;

/**
 * Refuses, before anything is sent, what the connection may not or cannot do.
 * @throws ConnectorError `read_only_connection`, `insufficient_scope`
 */
export function assertPermitted(action: RegisteredAction, { readOnly, grantedScopes }: Permissions): void {
  if (readOnly && action.effect !== 'read') throw readOnlyConnection(action);
  if (!grantedScopes) {
    if (action.oauthOnly) throw oauthOnly(action);
    return;
  }
  const missingScopes = action.requiredScopes.filter((scope) => !scopeCovered(scope, grantedScopes));
  if (missingScopes.length > 0) throw insufficientScope(missingScopes);
}

function readOnlyConnection({ id, definition }: RegisteredAction): ConnectorError {
  return new ConnectorError('read_only_connection', `The connection is read-only, so ${id} was not run.`, {
    remedy: `Ask an Okta administrator to do this in the Admin Console ("${definition.title}"), or set readOnly to false on the connection.`,
  });
}

function oauthOnly({ id, requiredScopes }: RegisteredAction): ConnectorError {
  return new ConnectorError(
    'insufficient_scope',
    `Okta takes ${id} with an OAuth access token only, not with an API token.`,
    {
      missingScopes: requiredScopes,
      remedy: 'Connect the org by consent or by client credentials, with the scopes named in missingScopes.',
    },
  );
}

function insufficientScope(missingScopes: string[]): ConnectorError {
  return new ConnectorError('insufficient_scope', `The connection lacks ${missingScopes.join(', ')}.`, {
    missingScopes,
    remedy: 'Grant the scopes to the app in Okta (Okta API Scopes), then authorize the connection again.',
  });
}
