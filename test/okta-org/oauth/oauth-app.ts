import type { OrgState } from '../state/org-state.ts';
import type { AppRecord } from '../state/records.ts';
import type { RegisteredClient } from './client-registry.ts';

/** How Okta shows the refresh tokens of a client (Okta: OpenIdConnectApplicationSettingsRefreshToken). */
function refreshTokenOf({ settings, metadata }: RegisteredClient): Record<string, unknown> {
  if (!metadata.grant_types?.includes('refresh_token')) return {};
  const { refreshRotation = 'STATIC', refreshLeewaySeconds = 30 } = settings;
  return { refresh_token: { rotation_type: refreshRotation, leeway: refreshLeewaySeconds } };
}

function givenOf(client: RegisteredClient): Record<string, unknown> {
  const { metadata, settings } = client;
  const web = settings.kind === 'web';
  return {
    credentials: {
      oauthClient: {
        autoKeyRotation: true,
        client_id: metadata.client_id,
        token_endpoint_auth_method: metadata.token_endpoint_auth_method,
        pkce_required: web,
      },
    },
    settings: {
      oauthClient: {
        client_uri: null,
        logo_uri: null,
        redirect_uris: metadata.redirect_uris,
        response_types: web ? ['code'] : ['token'],
        grant_types: metadata.grant_types,
        application_type: web ? 'web' : 'service',
        consent_method: 'REQUIRED',
        issuer_mode: 'DYNAMIC',
        dpop_bound_access_tokens: metadata.dpop_bound_access_tokens,
        ...refreshTokenOf(client),
        ...(settings.jwksUri !== undefined && { jwks_uri: settings.jwksUri }),
        ...(settings.jwks && { jwks: settings.jwks }),
      },
    },
  };
}

/** Shows an OAuth client among the org's apps (Okta: every client is an app, whose id is the client id). */
export function putOauthApp(org: OrgState, client: RegisteredClient): void {
  const { metadata, settings } = client;
  const now = org.isoNow();
  const known = org.apps.get(metadata.client_id);
  const userIds = (settings.assignedLogins ?? []).flatMap((login) => org.userByLogin(login)?.id ?? []);
  const app: AppRecord = {
    id: metadata.client_id,
    name: 'oidc_client',
    label: settings.clientName ?? metadata.client_id,
    status: known?.status ?? 'ACTIVE',
    signOnMode: 'OPENID_CONNECT',
    created: known?.created ?? now,
    lastUpdated: now,
    features: [],
    given: givenOf(client),
    userIds: new Set(userIds),
    groupIds: new Set(settings.assignedLogins || settings.kind !== 'web' ? [] : [org.everyoneGroupId]),
  };
  org.apps.put(app);
}
