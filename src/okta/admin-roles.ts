/**
 * Okta's standard admin roles by their `type`, from the most to the least powerful.
 * Source: https://help.okta.com/en-us/content/topics/security/administrators-admin-comparison.htm
 */
const ADMIN_ROLES = [
  'SUPER_ADMIN',
  'ORG_ADMIN',
  'APP_ADMIN',
  'USER_ADMIN',
  'GROUP_MEMBERSHIP_ADMIN',
  'HELP_DESK_ADMIN',
  'API_ACCESS_MANAGEMENT_ADMIN',
  'ACCESS_CERTIFICATIONS_ADMIN',
  'MOBILE_ADMIN',
  'REPORT_ADMIN',
  'READ_ONLY_ADMIN',
] as const;

export type AdminRole = (typeof ADMIN_ROLES)[number];
