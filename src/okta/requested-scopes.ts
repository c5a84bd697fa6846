import { OKTA_SCOPES, type OktaScope } from './okta-scopes.js';

/**
 * What a connection asks for where its creator chose no scopes: enough for every action and trigger of the catalogue,
 * but for those of Identity Governance: an org without that product may not know its scopes, and refuse them all.
 * Okta drops what the app is not granted; a contract test holds the set against the catalogue.
 */
export const DEFAULT_SCOPES: readonly OktaScope[] = [
  'okta.apiTokens.manage',
  'okta.apps.manage',
  'okta.authenticators.read',
  'okta.authorizationServers.manage',
  'okta.deviceAssurance.read',
  'okta.devices.manage',
  'okta.directories.groups.manage',
  'okta.eventHooks.manage',
  'okta.groups.manage',
  'okta.identitySources.manage',
  'okta.idps.read',
  'okta.logs.read',
  'okta.networkZones.manage',
  'okta.orgs.read',
  'okta.policies.manage',
  'okta.profileMappings.read',
  'okta.realms.manage',
  'okta.roles.manage',
  'okta.schemas.manage',
  'okta.universalLogout.manage',
  'okta.userRisk.manage',
  'okta.userTypes.read',
  'okta.users.manage',
];

/** Of the consent itself: the ID token, and a refresh token. */
const CONSENT_SCOPES = ['openid', 'offline_access'] as const;

/** Scopes of Okta's other APIs and of OpenID Connect (https://developer.okta.com/docs/api/oauth2/). */
const OTHER_SCOPES =
  /^(openid|profile|email|address|phone|groups|offline_access|device_sso|okta\.(myAccount|governance|accessRequests|clients|workflows\.invoke|users\.(read|manage)\.self|events|factors|riskProviders|certificateAuthorities|reports|directories)(\.[A-Za-z]+)*)$/;

const known: ReadonlySet<string> = new Set(OKTA_SCOPES);

/** Whether Okta has the scope, as far as it is documented. */
export const isKnownScope = (scope: string): boolean => known.has(scope) || OTHER_SCOPES.test(scope);

/** What is asked for at /authorize: the chosen scopes, and those that the consent itself needs. */
export const withConsentScopes = (scopes: readonly string[]): string[] => [...new Set([...CONSENT_SCOPES, ...scopes])];

/** Chosen scopes without those that belong to a consent only: client credentials may not ask for them. */
export function withoutConsentScopes(scopes: readonly string[]): string[] {
  const consent: readonly string[] = CONSENT_SCOPES;
  return [...new Set(scopes)].filter((scope) => !consent.includes(scope));
}
