import { z } from 'zod';
import { EXAMPLE_IDS } from './ids.js';

const time = (description: string) => z.string().nullable().optional().describe(description);
const text = (description: string) => z.string().nullable().optional().describe(description);
const links = z.looseObject({}).optional().describe('Related resources');

/**
 * The roles that Okta brings along, and CUSTOM for one of the org's own.
 * Source: https://developer.okta.com/docs/api/openapi/okta-management/guides/roles/
 */
export const RoleType = z
  .enum([
    'SUPER_ADMIN',
    'ORG_ADMIN',
    'APP_ADMIN',
    'USER_ADMIN',
    'GROUP_MEMBERSHIP_ADMIN',
    'HELP_DESK_ADMIN',
    'API_ACCESS_MANAGEMENT_ADMIN',
    'REPORT_ADMIN',
    'READ_ONLY_ADMIN',
    'ACCESS_CERTIFICATIONS_ADMIN',
    'ACCESS_REQUESTS_ADMIN',
    'WORKFLOWS_ADMIN',
    'CUSTOM',
  ])
  .describe("The standard role, or CUSTOM for one of the org's own, with role and resource-set")
  .meta({ 'x-options': 'roles' });

/** A role that a user or group holds. */
export const RoleAssignment = z.looseObject({
  id: z.string().describe('The id of the assignment, which takes it away again'),
  type: z.string().describe('The standard role, or CUSTOM'),
  label: text('The name of the role'),
  status: text('ACTIVE or INACTIVE'),
  assignmentType: text('USER where it is given to the user, GROUP where a group has it, CLIENT for apps'),
  role: text('The id of the custom role'),
  'resource-set': text('The id of the resource set that the custom role works on'),
  created: time('When it was assigned'),
  lastUpdated: time('When it last changed'),
  _embedded: z.looseObject({}).optional().describe('The targets that expand asked for'),
  _links: links,
});

/** A user who holds an admin role. */
export const RoleAssignee = z.looseObject({
  id: z.string().describe('The id of the user'),
  orn: text("The user's Okta resource name"),
  _links: links,
});

/** A role of the org's own. */
export const CustomRole = z.looseObject({
  id: z.string().describe('The id of the role'),
  label: z.string().optional().describe('Its unique name'),
  description: text('What it is for'),
  created: time('When it was created'),
  lastUpdated: time('When it last changed'),
  _links: links,
});

export const RolePermissions = z.looseObject({
  permissions: z
    .array(
      z.looseObject({
        label: z.string().optional().describe('The permission, such as okta.users.read'),
        conditions: z.looseObject({}).nullable().optional().describe('What restricts it further'),
        created: time('When the role got it'),
        lastUpdated: time('When it last changed'),
        _links: links,
      }),
    )
    .optional()
    .describe('What the role permits'),
});

/** The resources that a custom role works on. */
export const ResourceSet = z.looseObject({
  id: z.string().describe('The id of the resource set'),
  label: text('Its unique name'),
  description: text('What it holds'),
  created: time('When it was created'),
  lastUpdated: time('When it last changed'),
  _links: links,
});

export const BindingChange = z.looseObject({ _links: links });

export const RoleLabel = z.string().min(1).max(255).describe('A unique name for the role');
export const RoleDescription = z.string().min(1).max(1000).describe('What the role is for');

export const PermissionNames = z
  .array(z.string().min(1).max(200))
  .min(1)
  .max(200)
  .describe('The permissions it gives, such as okta.users.read');

export const BindingMembers = z
  .array(z.string().min(1).max(1000))
  .min(1)
  .max(100)
  .describe(
    'Users and groups by address or Okta resource name, such as https://acme.okta.com/api/v1/users/00u1a2b3c4d5e6f7g8h9',
  );

export const exampleRoleAssignment: z.input<typeof RoleAssignment> = {
  id: 'JBCUYUC7IRCVGS27IFCE2SKO',
  label: 'Help Desk Administrator',
  type: 'HELP_DESK_ADMIN',
  status: 'ACTIVE',
  created: '2026-02-06T16:17:40.000Z',
  lastUpdated: '2026-02-06T16:17:40.000Z',
  assignmentType: 'USER',
  _links: { assignee: { href: `https://acme.okta.com/api/v1/users/${EXAMPLE_IDS.ada}` } },
};

export const exampleGroupRoleAssignment: z.input<typeof RoleAssignment> = {
  id: EXAMPLE_IDS.bindingMember,
  role: EXAMPLE_IDS.customRole,
  label: 'Profile editors',
  type: 'CUSTOM',
  status: 'ACTIVE',
  created: '2026-02-06T16:17:40.000Z',
  lastUpdated: '2026-02-06T16:17:40.000Z',
  assignmentType: 'GROUP',
  'resource-set': EXAMPLE_IDS.resourceSet,
  _links: { assignee: { href: `https://acme.okta.com/api/v1/groups/${EXAMPLE_IDS.engineers}` } },
};

export const exampleRoleAssignee: z.input<typeof RoleAssignee> = {
  id: EXAMPLE_IDS.ada,
  orn: `orn:okta:directory:00o1a2b3c4d5e6f7g8h9:users:${EXAMPLE_IDS.ada}`,
  _links: { roles: { href: `https://acme.okta.com/api/v1/users/${EXAMPLE_IDS.ada}/roles` } },
};

export const exampleCustomRole: z.input<typeof CustomRole> = {
  id: EXAMPLE_IDS.customRole,
  label: 'Profile editors',
  description: 'Edit the profiles of engineers',
  created: '2026-02-06T16:17:40.000Z',
  lastUpdated: '2026-02-06T16:17:40.000Z',
  _links: { permissions: { href: `https://acme.okta.com/api/v1/iam/roles/${EXAMPLE_IDS.customRole}/permissions` } },
};

export const exampleResourceSet: z.input<typeof ResourceSet> = {
  id: EXAMPLE_IDS.resourceSet,
  label: 'Engineering',
  description: 'Engineers and their groups',
  created: '2026-02-06T16:17:40.000Z',
  lastUpdated: '2026-02-06T16:17:40.000Z',
  _links: {
    bindings: { href: `https://acme.okta.com/api/v1/iam/resource-sets/${EXAMPLE_IDS.resourceSet}/bindings` },
  },
};

export const examplePermissions: z.input<typeof RolePermissions> = {
  permissions: [
    {
      label: 'okta.users.userprofile.manage',
      conditions: null,
      created: '2026-02-06T16:17:40.000Z',
      lastUpdated: '2026-02-06T16:17:40.000Z',
    },
  ],
};

export const exampleBindingChange: z.input<typeof BindingChange> = {
  _links: {
    self: {
      href: `https://acme.okta.com/api/v1/iam/resource-sets/${EXAMPLE_IDS.resourceSet}/bindings/${EXAMPLE_IDS.customRole}`,
    },
  },
};
