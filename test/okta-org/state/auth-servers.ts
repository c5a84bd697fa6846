import type { OrgState } from './org-state.ts';

export interface AuthScopeRecord {
  id: string;
  name: string;
  displayName: string | null;
  description: string | null;
  system: boolean;
  default: boolean;
  optional: boolean;
  consent: string;
  metadataPublish: string;
}

export interface AuthClaimRecord {
  id: string;
  name: string;
  status: 'ACTIVE' | 'INACTIVE';
  claimType: string;
  valueType: string;
  value?: string;
  scopes: string[];
  system: boolean;
  alwaysIncludeInToken: boolean;
}

export interface AuthServerRecord {
  id: string;
  name: string;
  description: string | null;
  audiences: string[];
  status: 'ACTIVE' | 'INACTIVE';
  created: string;
  lastUpdated: string;
  scopes: AuthScopeRecord[];
  claims: AuthClaimRecord[];
}

const SYSTEM_SCOPES: Record<string, string> = {
  openid: 'Signals that a request is an OpenID request.',
  profile: 'The exact data varies based on what profile information you have provided, such as name and time zone.',
  email: 'This allows the app to view your email address.',
  address: 'This allows the app to view your address.',
  phone: 'This allows the app to view your phone number.',
  offline_access: 'This keeps you signed in to the app, even when you are not using it.',
  device_sso: 'This allows the app to use a device secret.',
};

const SYSTEM_CLAIMS: Record<string, string[]> = {
  address: ['address'],
  birthdate: ['profile'],
  email: ['email'],
  email_verified: ['email'],
  name: ['profile'],
  phone_number: ['phone'],
  preferred_username: ['profile'],
  zoneinfo: ['profile'],
};

function systemScopes(org: OrgState): AuthScopeRecord[] {
  return Object.entries(SYSTEM_SCOPES).map(([name, description]) => ({
    id: org.ids.take('scp'),
    name,
    displayName: null,
    description,
    system: true,
    default: false,
    optional: false,
    consent: 'IMPLICIT',
    metadataPublish: 'ALL_CLIENTS',
  }));
}

function systemClaims(org: OrgState): AuthClaimRecord[] {
  const made = { status: 'ACTIVE', system: true } as const;
  const sub: AuthClaimRecord = {
    ...made,
    id: org.ids.take('ocl'),
    name: 'sub',
    claimType: 'RESOURCE',
    valueType: 'EXPRESSION',
    value: '(appuser != null) ? appuser.userName : app.clientId',
    scopes: [],
    alwaysIncludeInToken: true,
  };
  const identity = Object.entries(SYSTEM_CLAIMS).map(([name, scopes]) => ({
    ...made,
    id: org.ids.take('ocl'),
    name,
    claimType: 'IDENTITY',
    valueType: 'SYSTEM',
    scopes,
    alwaysIncludeInToken: false,
  }));
  return [sub, ...identity];
}

/** Adds an authorization server with the scopes and claims that Okta gives to each; `default` is one, too. */
export function seedAuthServer(
  org: OrgState,
  given: { name: string; audiences: string[]; description?: string },
): AuthServerRecord {
  const now = org.isoNow();
  const server: AuthServerRecord = {
    id: org.ids.take('aus'),
    name: given.name,
    description: given.description ?? null,
    audiences: given.audiences,
    status: 'ACTIVE',
    created: now,
    lastUpdated: now,
    scopes: systemScopes(org),
    claims: systemClaims(org),
  };
  org.authServers.put(server);
  return server;
}
