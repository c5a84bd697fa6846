import { z } from 'zod';
import { defineAction, defineList, type ActionDefinition } from '../define-action.js';
import { AppGroup, AppGroupPriority, AppProfile, exampleAppGroup } from '../../okta/schemas/app-assignment.js';
import { AppId, EXAMPLE_IDS, GroupId } from '../../okta/schemas/ids.js';
import { Nothing } from '../../okta/schemas/nothing.js';
import { APP_MANAGERS, APP_READERS } from '../../okta/schemas/role-sets.js';

const READ = { scopes: ['okta.apps.read'], roles: APP_READERS } as const;
const MANAGE = { scopes: ['okta.apps.manage'], roles: APP_MANAGERS } as const;

const expand = z
  .enum(['group', 'metadata'])
  .optional()
  .describe('group embeds the group, metadata what Okta knows about the assignment');

interface PatchOperation {
  op: 'replace' | 'remove';
  path: string;
  value?: unknown;
}

/** RFC 6901: `~` and `/` are escaped in JSON pointers. */
const pointer = (name: string) => name.replaceAll('~', '~0').replaceAll('/', '~1');

/** The changes as a JSON patch, of whose operations Okta knows replace and remove alone (PatchAction). */
function patchOf({ priority, profile = {} }: { priority?: number | undefined; profile?: object | undefined }) {
  const ofProfile = Object.entries(profile).map(([name, value]): PatchOperation => {
    const path = `/profile/${pointer(name)}`;
    return value === null ? { op: 'remove', path } : { op: 'replace', path, value };
  });
  const first: PatchOperation[] = priority === undefined ? [] : [{ op: 'replace', path: '/priority', value: priority }];
  return [...first, ...ofProfile];
}

export const appGroups = {
  'list-application-groups': defineList({
    ...READ,
    title: 'List application groups',
    description: 'Lists the groups that have an application. Okta gives pages of 20 to 200 here, never smaller ones.',
    route: 'GET /api/v1/apps/{appId}/groups',
    input: z.strictObject({
      appId: AppId,
      q: z.string().min(1).max(255).optional().describe("The beginning of the group's name"),
      expand,
    }),
    item: AppGroup,
    minLimit: 20,
    maxLimit: 200,
    example: { input: { appId: EXAMPLE_IDS.app }, response: [exampleAppGroup] },
  }),

  'get-application-group': defineAction({
    ...READ,
    title: 'Get application group',
    description: 'Reads the assignment of one group to an application: priority and profile.',
    route: 'GET /api/v1/apps/{appId}/groups/{groupId}',
    effect: 'read',
    input: z.strictObject({ appId: AppId, groupId: GroupId, expand }),
    output: AppGroup,
    example: { input: { appId: EXAMPLE_IDS.app, groupId: EXAMPLE_IDS.engineers }, response: exampleAppGroup },
  }),

  'assign-group-to-application': defineAction({
    ...MANAGE,
    title: 'Assign group to application',
    description:
      'Gives an application to all members of a group, those who join later too. Of a group that has it already, priority and profile are replaced whole. Reverse it with remove-group-from-application.',
    route: 'PUT /api/v1/apps/{appId}/groups/{groupId}',
    effect: 'write',
    input: z.strictObject({
      appId: AppId,
      groupId: GroupId,
      priority: AppGroupPriority.optional(),
      profile: AppProfile.optional(),
    }),
    output: AppGroup,
    example: {
      input: { appId: EXAMPLE_IDS.app, groupId: EXAMPLE_IDS.engineers, priority: 0 },
      response: exampleAppGroup,
    },
  }),

  'update-application-group': defineAction({
    ...MANAGE,
    title: 'Update application group',
    description:
      "Changes priority or single attributes of a group's assignment to an application and keeps the others; null takes an attribute out. Members get the change in the application, too.",
    route: 'PATCH /api/v1/apps/{appId}/groups/{groupId}',
    effect: 'write',
    input: z
      .strictObject({
        appId: AppId,
        groupId: GroupId,
        priority: AppGroupPriority.optional(),
        profile: AppProfile.optional(),
      })
      .refine((input) => patchOf(input).length > 0, {
        path: ['profile'],
        message: 'priority or profile must be given',
      }),
    parts: ({ appId, groupId, ...change }) => ({ path: { appId, groupId }, body: patchOf(change) }),
    output: AppGroup,
    example: {
      input: { appId: EXAMPLE_IDS.app, groupId: EXAMPLE_IDS.engineers, priority: 0 },
      response: exampleAppGroup,
    },
  }),

  'remove-group-from-application': defineAction({
    ...MANAGE,
    title: 'Remove group from application',
    description:
      'Takes an application away from a group; members who have it by nothing else lose it, with their profile in it for good. Reverse the rest with assign-group-to-application.',
    route: 'DELETE /api/v1/apps/{appId}/groups/{groupId}',
    effect: 'destructive',
    input: z.strictObject({ appId: AppId, groupId: GroupId }),
    output: Nothing,
    example: { input: { appId: EXAMPLE_IDS.app, groupId: EXAMPLE_IDS.engineers }, response: null },
  }),
} satisfies Record<string, ActionDefinition>;
