import type { OktaSession } from '../../connections/okta-session.js';
import { ConnectorError } from '../../core/errors.js';
import { scopeCovered } from '../../okta/okta-scopes.js';
import { HOOK_SCOPE } from '../event-scopes.js';

/** What can be known without asking Okta. @throws ConnectorError `read_only_connection`, `insufficient_scope`, `url_not_allowed` */
export function assertHooksPossible(
  { readOnly, grantedScopes, org }: Pick<OktaSession, 'readOnly' | 'grantedScopes' | 'org'>,
  publicUrl: string,
): void {
  // An org without TLS is one of development, on this machine.
  if (!publicUrl.startsWith('https:') && org.origin.startsWith('https:')) {
    throw new ConnectorError('url_not_allowed', 'Okta sends events to https addresses alone, and PUBLIC_URL is none.');
  }
  if (readOnly)
    throw new ConnectorError('read_only_connection', 'The connection is read-only: event hooks are set up by hand.');
  if (grantedScopes === undefined || scopeCovered(HOOK_SCOPE, grantedScopes)) return;
  throw new ConnectorError('insufficient_scope', `The connection's token lacks the scope ${HOOK_SCOPE}.`, {
    missingScopes: [HOOK_SCOPE],
  });
}
