import { z } from 'zod';
import { compose, defineAction, defineList, type ActionDefinition } from '../define-action.js';
import {
  BindingChange,
  BindingMembers,
  CustomRole,
  exampleBindingChange,
  exampleCustomRole,
  exampleGroupRoleAssignment,
  examplePermissions,
  exampleResourceSet,
  exampleRoleAssignee,
  exampleRoleAssignment,
  PermissionNames,
  ResourceSet,
  RoleAssignee,
  RoleAssignment,
  RoleDescription,
  RoleLabel,
  RolePermissions,
  RoleType,
} from '../../okta/schemas/admin-role.js';
import {
  BindingMemberId,
  EXAMPLE_IDS,
  GroupId,
  isUserId,
  ResourceSetIdOrLabel,
  RoleAssignmentId,
  RoleIdOrLabel,
  UserId,
} from '../../okta/schemas/ids.js';
import { Nothing } from '../../okta/schemas/nothing.js';
import { ROLE_MANAGERS } from '../../okta/schemas/role-sets.js';
import { users } from './users.js';

const READ = { scopes: ['okta.roles.read'], roles: ROLE_MANAGERS, effect: 'read' } as const;
const WRITE = { scopes: ['okta.roles.manage'], roles: ROLE_MANAGERS, effect: 'write' } as const;
const DESTROY = { ...WRITE, effect: 'destructive' } as const;

/** Okta documents these routes for user ids alone; a login is looked up. */
const USER_BY_LOGIN = [{ input: 'userId', by: users['get-user'], isId: isUserId }];

const expand = z
  .enum(['targets/groups', 'targets/catalog/apps'])
  .optional()
  .describe('Embeds the groups or apps that a standard role is limited to');

const assignmentInputs = {
  type: RoleType,
  role: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .describe('The id of the custom role; with CUSTOM only')
    .meta({ 'x-options': 'roles' }),
  'resource-set': z
    .string()
    .min(1)
    .max(100)
    .optional()
    .describe('The id of the resource set that the custom role works on; with CUSTOM only'),
  disableNotifications: z
    .boolean()
    .optional()
    .describe('True makes them a third-party admin, who gets no e-mails that Okta sends to admins; default false'),
};

interface NewAssignment {
  type: string;
  role?: string | undefined;
  'resource-set'?: string | undefined;
}

/** Okta wants role and resource set for custom roles, and knows neither for standard ones. */
function checkAssignment(assignment: NewAssignment, context: z.core.$RefinementCtx): void {
  const custom = assignment.type === 'CUSTOM';
  for (const name of ['role', 'resource-set'] as const) {
    if ((assignment[name] !== undefined) === custom) continue;
    const message = custom ? 'is required with CUSTOM' : 'goes with CUSTOM only';
    context.addIssue({ code: 'custom', path: [name], message });
  }
}

const ASSIGNING =
  'Okta refuses a role that they have already (okta_conflict). Only a super admin, or an app with that role, may do it.';

const getCustomRole = defineAction({
  ...READ,
  title: 'Get custom role',
  description: 'Reads one custom role by its id or label.',
  route: 'GET /api/v1/iam/roles/{roleIdOrLabel}',
  input: z.strictObject({ roleIdOrLabel: RoleIdOrLabel }),
  output: CustomRole,
  example: { input: { roleIdOrLabel: EXAMPLE_IDS.customRole }, response: exampleCustomRole },
});

const replaceCustomRole = defineAction({
  ...WRITE,
  title: 'Replace custom role',
  description: 'Sets label and description of a custom role; Okta wants both. Permissions stay.',
  route: 'PUT /api/v1/iam/roles/{roleIdOrLabel}',
  input: z.strictObject({
    roleIdOrLabel: RoleIdOrLabel,
    label: z.string().describe('The whole label'),
    description: z.string().describe('The whole description'),
  }),
  output: CustomRole,
  example: {
    input: { roleIdOrLabel: EXAMPLE_IDS.customRole, label: 'Profile editors', description: 'Edit profiles' },
    response: exampleCustomRole,
  },
});

const CustomRoleChange = z
  .strictObject({
    roleIdOrLabel: RoleIdOrLabel,
    label: RoleLabel.optional(),
    description: RoleDescription.optional(),
  })
  .refine(({ label, description }) => label !== undefined || description !== undefined, {
    path: ['label'],
    message: 'label or description must be given',
  });

export const roles = {
  'list-user-roles': defineAction({
    ...READ,
    lookUps: USER_BY_LOGIN,
    title: "List a user's admin roles",
    description: 'Lists the admin roles of a user, those of their groups too: assignmentType says which.',
    route: 'GET /api/v1/users/{userId}/roles',
    input: z.strictObject({ userId: UserId, expand }),
    output: z.array(RoleAssignment),
    example: { input: { userId: EXAMPLE_IDS.ada }, response: [exampleRoleAssignment] },
  }),

  'assign-role-to-user': defineAction({
    ...WRITE,
    lookUps: USER_BY_LOGIN,
    title: 'Assign admin role to user',
    description: `Makes the user an administrator, at once. ${ASSIGNING} Reverse it with remove-role-from-user.`,
    route: 'POST /api/v1/users/{userId}/roles',
    query: ['disableNotifications'],
    input: z.strictObject({ userId: UserId, ...assignmentInputs }).superRefine(checkAssignment),
    output: RoleAssignment,
    example: { input: { userId: EXAMPLE_IDS.ada, type: 'HELP_DESK_ADMIN' }, response: exampleRoleAssignment },
  }),

  'remove-role-from-user': defineAction({
    ...DESTROY,
    lookUps: USER_BY_LOGIN,
    title: 'Remove admin role from user',
    description:
      'Takes an admin role away from a user, with its targets. A role that comes from a group stays: remove it from the group. Reverse it with assign-role-to-user.',
    route: 'DELETE /api/v1/users/{userId}/roles/{roleAssignmentId}',
    input: z.strictObject({ userId: UserId, roleAssignmentId: RoleAssignmentId }),
    output: Nothing,
    example: {
      input: { userId: EXAMPLE_IDS.ada, roleAssignmentId: exampleRoleAssignment.id },
      response: null,
    },
  }),

  'list-group-roles': defineAction({
    ...READ,
    title: "List a group's admin roles",
    description: 'Lists the admin roles that a group gives to its members.',
    route: 'GET /api/v1/groups/{groupId}/roles',
    input: z.strictObject({ groupId: GroupId, expand }),
    output: z.array(RoleAssignment),
    example: { input: { groupId: EXAMPLE_IDS.engineers }, response: [exampleGroupRoleAssignment] },
  }),

  'assign-role-to-group': defineAction({
    ...WRITE,
    title: 'Assign admin role to group',
    description: `Makes every member of the group an administrator, later members too. ${ASSIGNING} Reverse it with remove-role-from-group.`,
    route: 'POST /api/v1/groups/{groupId}/roles',
    query: ['disableNotifications'],
    input: z.strictObject({ groupId: GroupId, ...assignmentInputs }).superRefine(checkAssignment),
    output: RoleAssignment,
    example: {
      input: {
        groupId: EXAMPLE_IDS.engineers,
        type: 'CUSTOM',
        role: EXAMPLE_IDS.customRole,
        'resource-set': EXAMPLE_IDS.resourceSet,
      },
      response: exampleGroupRoleAssignment,
    },
  }),

  'remove-role-from-group': defineAction({
    ...DESTROY,
    title: 'Remove admin role from group',
    description:
      'Takes an admin role away from a group, and so from all its members. Reverse it with assign-role-to-group.',
    route: 'DELETE /api/v1/groups/{groupId}/roles/{roleAssignmentId}',
    input: z.strictObject({ groupId: GroupId, roleAssignmentId: RoleAssignmentId }),
    output: Nothing,
    example: {
      input: { groupId: EXAMPLE_IDS.engineers, roleAssignmentId: exampleGroupRoleAssignment.id },
      response: null,
    },
  }),

  'list-users-with-roles': defineList({
    scopes: READ.scopes,
    roles: READ.roles,
    title: 'List users with role assignments',
    description: 'Lists everybody who holds an admin role, by id. list-user-roles says which roles these are.',
    route: 'GET /api/v1/iam/assignees/users',
    input: z.strictObject({}),
    item: RoleAssignee,
    itemsIn: 'value',
    maxLimit: 100,
    example: { input: {}, response: [exampleRoleAssignee] },
  }),

  'list-custom-roles': defineList({
    scopes: READ.scopes,
    roles: READ.roles,
    title: 'List custom roles',
    description: "Lists the org's own admin roles; the standard ones are not in it.",
    route: 'GET /api/v1/iam/roles',
    input: z.strictObject({}),
    item: CustomRole,
    itemsIn: 'roles',
    example: { input: {}, response: [exampleCustomRole] },
  }),

  'create-custom-role': defineAction({
    ...WRITE,
    title: 'Create custom role',
    description:
      'Creates an admin role with permissions of your choice. Nobody has it yet: assign it together with a resource set. Reverse it with delete-custom-role.',
    route: 'POST /api/v1/iam/roles',
    input: z.strictObject({ label: RoleLabel, description: RoleDescription, permissions: PermissionNames }),
    output: CustomRole,
    example: {
      input: {
        label: 'Profile editors',
        description: 'Edit the profiles of engineers',
        permissions: ['okta.users.userprofile.manage'],
      },
      response: exampleCustomRole,
    },
  }),

  'update-custom-role': compose({
    title: 'Update custom role',
    description:
      'Sets label or description of a custom role and keeps the other one: reads it first, since Okta wants both. Permissions and assignments stay.',
    uses: [getCustomRole, replaceCustomRole],
    input: CustomRoleChange,
    output: CustomRole,
    run: async ({ roleIdOrLabel, ...change }, call) => {
      const present = await call(getCustomRole, { roleIdOrLabel });
      return call(replaceCustomRole, {
        roleIdOrLabel,
        label: change.label ?? present.label ?? '',
        description: change.description ?? present.description ?? '',
      });
    },
    example: {
      input: { roleIdOrLabel: EXAMPLE_IDS.customRole, description: 'Edit the profiles of engineers' },
      response: exampleCustomRole,
    },
  }),

  'delete-custom-role': defineAction({
    ...DESTROY,
    title: 'Delete custom role',
    description:
      'Deletes a custom role for good, with its permissions; whoever has it loses what it permits. It cannot be undone.',
    route: 'DELETE /api/v1/iam/roles/{roleIdOrLabel}',
    input: z.strictObject({ roleIdOrLabel: RoleIdOrLabel }),
    output: Nothing,
    example: { input: { roleIdOrLabel: EXAMPLE_IDS.customRole }, response: null },
  }),

  'list-role-permissions': defineAction({
    ...READ,
    title: 'List custom role permissions',
    description: 'Lists what a custom role permits, with the conditions that restrict it.',
    route: 'GET /api/v1/iam/roles/{roleIdOrLabel}/permissions',
    input: z.strictObject({ roleIdOrLabel: RoleIdOrLabel }),
    output: RolePermissions,
    example: { input: { roleIdOrLabel: EXAMPLE_IDS.customRole }, response: examplePermissions },
  }),

  'list-resource-sets': defineList({
    scopes: READ.scopes,
    roles: READ.roles,
    title: 'List resource sets',
    description: 'Lists the sets of users, groups and apps that custom roles can be limited to.',
    route: 'GET /api/v1/iam/resource-sets',
    input: z.strictObject({}),
    item: ResourceSet,
    itemsIn: 'resource-sets',
    example: { input: {}, response: [exampleResourceSet] },
  }),

  'add-members-to-role-binding': defineAction({
    ...WRITE,
    title: 'Add members to a resource-set binding',
    description:
      'Gives a custom role on a resource set to more users and groups; who has it already keeps it. The binding must exist. Reverse it with remove-member-from-role-binding.',
    route: 'PATCH /api/v1/iam/resource-sets/{resourceSetIdOrLabel}/bindings/{roleIdOrLabel}/members',
    input: z.strictObject({
      resourceSetIdOrLabel: ResourceSetIdOrLabel,
      roleIdOrLabel: RoleIdOrLabel,
      additions: BindingMembers,
    }),
    output: BindingChange,
    example: {
      input: {
        resourceSetIdOrLabel: EXAMPLE_IDS.resourceSet,
        roleIdOrLabel: EXAMPLE_IDS.customRole,
        additions: [`https://acme.okta.com/api/v1/users/${EXAMPLE_IDS.ada}`],
      },
      response: exampleBindingChange,
    },
  }),

  'remove-member-from-role-binding': defineAction({
    ...DESTROY,
    title: 'Remove member from a resource-set binding',
    description:
      "Takes a custom role on a resource set away from a user or group, named by the member's id in the binding. Reverse it with add-members-to-role-binding.",
    route: 'DELETE /api/v1/iam/resource-sets/{resourceSetIdOrLabel}/bindings/{roleIdOrLabel}/members/{memberId}',
    input: z.strictObject({
      resourceSetIdOrLabel: ResourceSetIdOrLabel,
      roleIdOrLabel: RoleIdOrLabel,
      memberId: BindingMemberId,
    }),
    output: Nothing,
    example: {
      input: {
        resourceSetIdOrLabel: EXAMPLE_IDS.resourceSet,
        roleIdOrLabel: EXAMPLE_IDS.customRole,
        memberId: EXAMPLE_IDS.bindingMember,
      },
      response: null,
    },
  }),
} satisfies Record<string, ActionDefinition>;
