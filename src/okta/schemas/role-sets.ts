import type { AdminRole } from '../admin-roles.js';

/**
 * Sets of standard admin roles for one kind of work, the least powerful first; any one role of a set suffices. Group
 * administrators, help desk and app administrators may be limited to some groups or apps by the org.
 * Source: https://help.okta.com/en-us/content/topics/security/administrators-admin-comparison.htm
 */
export const USER_READERS = [
  'READ_ONLY_ADMIN',
  'HELP_DESK_ADMIN',
  'GROUP_MEMBERSHIP_ADMIN',
  'APP_ADMIN',
  'USER_ADMIN',
  'ORG_ADMIN',
  'SUPER_ADMIN',
] as const satisfies readonly AdminRole[];

/** Passwords, unlocking, sessions. */
export const USER_HELPERS = [
  'HELP_DESK_ADMIN',
  'USER_ADMIN',
  'ORG_ADMIN',
  'SUPER_ADMIN',
] as const satisfies readonly AdminRole[];

/** Profiles, credentials and the user lifecycle. */
export const USER_MANAGERS = ['USER_ADMIN', 'ORG_ADMIN', 'SUPER_ADMIN'] as const satisfies readonly AdminRole[];

export const GROUP_READERS = [
  'READ_ONLY_ADMIN',
  'GROUP_MEMBERSHIP_ADMIN',
  'APP_ADMIN',
  'USER_ADMIN',
  'ORG_ADMIN',
  'SUPER_ADMIN',
] as const satisfies readonly AdminRole[];

export const MEMBERSHIP_MANAGERS = [
  'GROUP_MEMBERSHIP_ADMIN',
  'USER_ADMIN',
  'ORG_ADMIN',
  'SUPER_ADMIN',
] as const satisfies readonly AdminRole[];

export const APP_READERS = [
  'READ_ONLY_ADMIN',
  'APP_ADMIN',
  'ORG_ADMIN',
  'SUPER_ADMIN',
] as const satisfies readonly AdminRole[];

/** Applications, and who is assigned to them. */
export const APP_MANAGERS = ['APP_ADMIN', 'SUPER_ADMIN'] as const satisfies readonly AdminRole[];

export const LOG_READERS = [
  'REPORT_ADMIN',
  'READ_ONLY_ADMIN',
  'ORG_ADMIN',
  'SUPER_ADMIN',
] as const satisfies readonly AdminRole[];

export const ORG_READERS = ['READ_ONLY_ADMIN', 'ORG_ADMIN', 'SUPER_ADMIN'] as const satisfies readonly AdminRole[];

export const ORG_MANAGERS = ['ORG_ADMIN', 'SUPER_ADMIN'] as const satisfies readonly AdminRole[];

/** Admin roles and who holds them. */
export const ROLE_MANAGERS = ['SUPER_ADMIN'] as const satisfies readonly AdminRole[];

/** Without a custom role, event hooks and API tokens of others are for super admins alone. */
export const SUPER_ADMINS = ['SUPER_ADMIN'] as const satisfies readonly AdminRole[];

export const AUTH_SERVER_READERS = [
  'READ_ONLY_ADMIN',
  'API_ACCESS_MANAGEMENT_ADMIN',
  'SUPER_ADMIN',
] as const satisfies readonly AdminRole[];

export const AUTH_SERVER_MANAGERS = [
  'API_ACCESS_MANAGEMENT_ADMIN',
  'SUPER_ADMIN',
] as const satisfies readonly AdminRole[];

export const CERTIFICATION_MANAGERS = [
  'ACCESS_CERTIFICATIONS_ADMIN',
  'SUPER_ADMIN',
] as const satisfies readonly AdminRole[];
