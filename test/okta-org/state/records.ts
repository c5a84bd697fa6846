/** Okta's user statuses (developer.okta.com, Users API, "User status"). */
export type UserStatus =
  'STAGED' | 'PROVISIONED' | 'ACTIVE' | 'RECOVERY' | 'PASSWORD_EXPIRED' | 'LOCKED_OUT' | 'SUSPENDED' | 'DEPROVISIONED';

export type Profile = Record<string, unknown>;

/** Admin roles the fake knows: `super` may everything, `readonly` may not write, `none` has no admin role. */
export type AdminRole = 'super' | 'readonly' | 'none';

export interface UserSecrets {
  password?: string;
  question?: string;
  answer?: string;
  provider: { type: string; name: string };
}

export interface UserRecord {
  id: string;
  status: UserStatus;
  created: string;
  activated: string | null;
  statusChanged: string | null;
  lastLogin: string | null;
  lastUpdated: string;
  passwordChanged: string | null;
  type: { id: string };
  profile: Profile;
  secrets: UserSecrets;
  realmId?: string;
  classification: { type: 'STANDARD' | 'LITE'; lastUpdated: string };
  blocks: { type: 'DEVICE_BASED'; appliesTo: 'ANY_DEVICES' | 'UNKNOWN_DEVICES' }[];
}

export type GroupType = 'OKTA_GROUP' | 'APP_GROUP' | 'BUILT_IN';

export interface GroupOwnerRecord {
  id: string;
  type: 'USER' | 'GROUP';
  displayName: string;
  lastUpdated: string;
}

export interface GroupRecord {
  id: string;
  type: GroupType;
  created: string;
  lastUpdated: string;
  lastMembershipUpdated: string;
  objectClass: string[];
  profile: Profile;
  source?: { id: string };
  owners: GroupOwnerRecord[];
}

export interface AppRecord {
  id: string;
  name: string;
  label: string;
  status: 'ACTIVE' | 'INACTIVE';
  signOnMode: string;
  created: string;
  lastUpdated: string;
  features: string[];
  /** Properties that depend on the sign-on mode, as they were given: settings, credentials and the like. */
  given?: Record<string, unknown>;
  userIds: Set<string>;
  groupIds: Set<string>;
}

export interface SessionRecord {
  id: string;
  userId: string;
  login: string;
  createdAt: string;
  expiresAt: string;
}

export interface GrantRecord {
  id: string;
  userId: string;
  clientId: string;
  scopeId: string;
  created: string;
}

export interface RefreshTokenRecord {
  id: string;
  /** The consent it came from; undefined for seeded ones. */
  familyId?: string;
  userId: string;
  clientId: string;
  scopes: string[];
  created: string;
  expiresAt: string;
}

export interface LinkedObjectDefinition {
  primary: { name: string; title: string; description: string; type: 'USER' };
  associated: { name: string; title: string; description: string; type: 'USER' };
}

export interface ApiTokenRecord {
  token: string;
  id: string;
  name: string;
  userId: string;
  created: string;
  lastUsedAt: number;
}
