import { oauthSettingsOf } from '../../connections/connection-auth.js';
import type { Connection } from '../../connections/connection.entity.js';
import { withoutConsentScopes } from '../../okta/requested-scopes.js';
import { SessionProgress, type Way } from './session-progress.js';

/** What is known before the person has done anything; of a connection that is connected again, all that is no secret. */
export function firstProgress(connection: Connection | undefined): SessionProgress {
  if (!connection) return SessionProgress.parse({ at: 'org' });
  const { domain, orgId, pipeline, customDomain, name } = connection;
  const oauth = connection.authType === 'apiToken' ? undefined : oauthSettingsOf(connection);
  const before = withoutConsentScopes(oauth?.scopesRequested ?? []);
  return SessionProgress.parse({
    at: 'credentials',
    org: { domain, orgId: orgId ?? '', pipeline, customDomain },
    way: wayOf(connection),
    choice: oauth ? { preset: 'before' } : null,
    before,
    entered: { name, clientId: oauth?.clientId ?? '', keyId: oauth?.keySource === 'given' ? (oauth.keyId ?? '') : '' },
  });
}

function wayOf(connection: Connection): Way {
  if (connection.authType === 'apiToken') return 'apiToken';
  if (connection.authType === 'authorizationCode') return 'consent';
  return oauthSettingsOf(connection).keySource === 'generated' ? 'keyless' : 'privateKey';
}
