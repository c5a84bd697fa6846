import { z } from 'zod';
import { ORG_READS } from '../org-reads/org-operation.js';
import { orgList, type Option, type OptionSource } from './option-source.js';

/** The standard roles that can be assigned. Source: https://developer.okta.com/docs/api/openapi/okta-management/guides/roles/ */
const STANDARD_ROLES: Readonly<Record<string, string>> = {
  SUPER_ADMIN: 'Super Administrator',
  ORG_ADMIN: 'Organizational Administrator',
  APP_ADMIN: 'Application Administrator',
  USER_ADMIN: 'Group Administrator',
  GROUP_MEMBERSHIP_ADMIN: 'Group Membership Administrator',
  HELP_DESK_ADMIN: 'Help Desk Administrator',
  READ_ONLY_ADMIN: 'Read-Only Administrator',
  REPORT_ADMIN: 'Report Administrator',
  API_ACCESS_MANAGEMENT_ADMIN: 'API Access Management Administrator',
  WORKFLOWS_ADMIN: 'Workflows Administrator',
  ACCESS_CERTIFICATIONS_ADMIN: 'Access Certifications Administrator',
  ACCESS_REQUESTS_ADMIN: 'Access Requests Administrator',
};

const standardOptions: readonly Option[] = Object.entries(STANDARD_ROLES).map(([value, label]) => ({
  value,
  label,
  description: 'Standard role',
}));

const CustomRole = z.looseObject({ id: z.string(), label: z.string(), description: z.string().nullish() });

/** Standard roles by their type, then the org's custom roles by their id. */
export const roleOptions: OptionSource = {
  parameters: [],
  lists: () => [
    { kind: 'fixed', options: standardOptions },
    orgList({
      operation: ORG_READS.customRoles,
      input: {},
      searchedBy: 'us',
      item: CustomRole,
      option: ({ id, label, description }) => ({
        value: id,
        label,
        description: `Custom role: ${description || label}`,
      }),
    }),
  ],
};
