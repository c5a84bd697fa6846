import { z } from 'zod';
import { compose, defineAction, defineList, type Call, type Refusal, refusalOf } from '../define-action.js';
import { Application, exampleApplication } from '../../okta/schemas/app.js';
import {
  exampleGroup,
  exampleGroupOwner,
  Group,
  GroupOwner,
  GroupProfileChange,
  NewGroupProfile,
} from '../../okta/schemas/group.js';
import { DirectoryId, EXAMPLE_IDS, GroupId, GroupOwnerId, UserId, isUserId } from '../../okta/schemas/ids.js';
import { Nothing } from '../../okta/schemas/nothing.js';
import { expression, SortBy, SortOrder } from '../../okta/schemas/query.js';
import { GROUP_READERS, MEMBERSHIP_MANAGERS, ORG_MANAGERS, USER_MANAGERS } from '../../okta/schemas/role-sets.js';
import { scimEquals } from '../../okta/schemas/scim.js';
import { exampleUser, User } from '../../okta/schemas/user.js';
import { keepsProfile } from './new-users.js';
import { users } from './users.js';

const READ = { scopes: ['okta.groups.read'], roles: GROUP_READERS } as const;
const MANAGE = { scopes: ['okta.groups.manage'], roles: USER_MANAGERS } as const;
const MANAGE_MEMBERS = { scopes: ['okta.groups.manage'], roles: MEMBERSHIP_MANAGERS } as const;

/** Okta advises 200; orgs differ in how much more they give. */
const GROUPS = { ...READ, route: 'GET /api/v1/groups', item: Group, maxLimit: 200 } as const;

const search = expression(
  'SCIM expression, such as profile.name sw "Eng" and type eq "OKTA_GROUP"; the index lags behind changes by about a second',
);
const expand = z
  .string()
  .min(1)
  .max(100)
  .optional()
  .describe('stats embeds counts of members and apps, app the source of an imported group; both with a comma');
const sorting = { sortBy: SortBy.optional(), sortOrder: SortOrder.optional() };

const getGroup = defineAction({
  ...READ,
  title: 'Get group',
  description: 'Reads one group by its id, always as it is now.',
  route: 'GET /api/v1/groups/{groupId}',
  effect: 'read',
  input: z.strictObject({ groupId: GroupId }),
  output: Group,
  example: { input: { groupId: EXAMPLE_IDS.engineers }, response: exampleGroup },
});

const searchGroups = defineList({
  ...GROUPS,
  title: 'Search groups',
  description:
    'Lists the groups that match a SCIM expression over any attribute, custom ones included. The index lags behind changes by about a second: read a group by its id before changing it.',
  input: z.strictObject({ search, expand, ...sorting }),
  example: { input: { search: 'profile.name sw "Eng"' }, response: [exampleGroup] },
});

const replaceGroup = defineAction({
  ...MANAGE,
  title: 'Replace group profile',
  description: 'Puts a whole profile in the place of the present one; attributes that are left out are erased.',
  route: 'PUT /api/v1/groups/{groupId}',
  effect: 'write',
  input: z.strictObject({ groupId: GroupId, profile: z.looseObject({}).describe('The whole profile') }),
  output: Group,
  example: { input: { groupId: EXAMPLE_IDS.engineers, profile: { name: 'Engineers' } }, response: exampleGroup },
});

/** Okta documents these routes for user ids alone; a login is looked up. */
const USER_BY_LOGIN = [{ input: 'userId', by: users['get-user'], isId: isUserId }];

const addUserToGroup = defineAction({
  ...MANAGE_MEMBERS,
  lookUps: USER_BY_LOGIN,
  title: 'Add user to group',
  description:
    'Makes the user a member of an Okta group; nothing changes if it is one already. Groups imported from a directory or application refuse it. Reverse it with remove-user-from-group.',
  route: 'PUT /api/v1/groups/{groupId}/users/{userId}',
  effect: 'write',
  input: z.strictObject({ groupId: GroupId, userId: UserId }),
  output: Nothing,
  example: { input: { groupId: EXAMPLE_IDS.engineers, userId: EXAMPLE_IDS.ada }, response: null },
});

const removeUserFromGroup = defineAction({
  ...MANAGE_MEMBERS,
  lookUps: USER_BY_LOGIN,
  title: 'Remove user from group',
  description:
    'Takes the user out of an Okta group, and with it the access that the group gives; nothing changes if it is no member. A group rule may add the user again. Reverse it with add-user-to-group.',
  route: 'DELETE /api/v1/groups/{groupId}/users/{userId}',
  effect: 'destructive',
  input: z.strictObject({ groupId: GroupId, userId: UserId }),
  output: Nothing,
  example: { input: { groupId: EXAMPLE_IDS.engineers, userId: EXAMPLE_IDS.ada }, response: null },
});

const MAX_MEMBER_CHANGES = 100;
const CHANGES_AT_ONCE = 5;

const userIds = z.array(UserId).max(MAX_MEMBER_CHANGES);

const MemberChanges = z
  .strictObject({
    groupId: GroupId,
    add: userIds.optional().describe('Users to add, each by id or login'),
    remove: userIds.optional().describe('Users to remove, each by id or login'),
  })
  .superRefine(({ add = [], remove = [] }, context) => {
    const count = add.length + remove.length;
    if (count === 0) context.addIssue({ code: 'custom', path: ['add'], message: 'add or remove must name a user' });
    if (count > MAX_MEMBER_CHANGES) {
      context.addIssue({
        code: 'custom',
        path: ['add'],
        message: `add and remove may name ${MAX_MEMBER_CHANGES} users in all`,
      });
    }
    for (const [index, userId] of remove.entries()) {
      if (add.includes(userId))
        context.addIssue({ code: 'custom', path: ['remove', index], message: 'is also in add' });
    }
  });

interface MemberChange {
  userId: string;
  operation: 'add' | 'remove';
}

type MemberResult = MemberChange & { ok: boolean; error?: Refusal };

/** Refusals that concern one member; any other would meet the rest as well. */
const CONCERNS_ONE_MEMBER: ReadonlySet<string> = new Set([
  'invalid_input',
  'okta_not_found',
  'okta_rejected',
  'okta_conflict',
  'insufficient_role',
  'outcome_unknown',
]);

interface Attempt {
  result: MemberResult;
  /** The error, where it would meet every other member as well. */
  fatal?: unknown;
}

async function attempt(change: MemberChange, groupId: string, call: Call): Promise<Attempt> {
  const { userId, operation } = change;
  try {
    await call(operation === 'add' ? addUserToGroup : removeUserFromGroup, { groupId, userId });
    return { result: { ...change, ok: true } };
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    const result = { ...change, ok: false, error: refusal };
    return CONCERNS_ONE_MEMBER.has(refusal.code) ? { result } : { result, fatal: error };
  }
}

/**
 * Applies the changes, a few at a time. A refusal that concerns one member is kept as its result; any other ends it, and
 * is the result of all that is left. Throws it when nothing has been changed yet.
 */
async function changeMembers(groupId: string, changes: readonly MemberChange[], call: Call): Promise<MemberResult[]> {
  const results: MemberResult[] = [];
  for (let start = 0; start < changes.length; start += CHANGES_AT_ONCE) {
    const batch = changes.slice(start, start + CHANGES_AT_ONCE);
    // oxlint-disable-next-line no-await-in-loop -- more at once would take the org's share from others
    const attempts = await Promise.all(batch.map((change) => attempt(change, groupId, call)));
    results.push(...attempts.map(({ result }) => result));
    const stopped = attempts.find(({ fatal }) => fatal !== undefined);
    if (!stopped) continue;
    if (!results.some(({ ok }) => ok)) throw stopped.fatal;
    const rest = changes.slice(start + batch.length).map((change) => ({ ...stopped.result, ...change }));
    return [...results, ...rest];
  }
  return results;
}

const changesOf = (operation: MemberChange['operation'], ids: readonly string[] = []): MemberChange[] =>
  [...new Set(ids)].map((userId) => ({ userId, operation }));

/** The present profile with the changes in it; null takes an attribute out. */
function mergedProfile(present: Record<string, unknown>, change: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries({ ...present, ...change }).filter(([, value]) => value !== null && value !== undefined),
  );
}

export const groups = {
  'list-groups': defineList({
    ...GROUPS,
    title: 'List groups',
    description:
      'Lists all groups, or those that a search, a filter or the beginning of a name (q) picks. Give at most one of search, filter and q; q gives one page of at most 300.',
    input: z.strictObject({
      search: search.optional(),
      filter: expression('SCIM expression over id, type, lastUpdated and lastMembershipUpdated').optional(),
      q: z.string().min(1).max(255).optional().describe('The beginning of the name'),
      expand,
      ...sorting,
    }),
    example: { input: { filter: 'type eq "OKTA_GROUP"' }, response: [exampleGroup] },
  }),

  'search-groups': searchGroups,

  'find-group-by-name': compose({
    title: 'Find groups by name',
    description:
      'Gives the groups with exactly this name, in any case of letters; an empty list if there is none. Several groups may share a name where some are imported. A new group is found after about a second.',
    uses: [searchGroups],
    input: z.strictObject({ name: z.string().min(1).max(255).describe('The whole name of the group') }),
    output: z.array(Group),
    run: async ({ name }, call) => {
      const { items } = await call(searchGroups, { search: scimEquals('profile.name', name), limit: 200 });
      const wanted = name.toLowerCase();
      return items.filter(({ profile }) => profile.name?.toLowerCase() === wanted);
    },
    example: { input: { name: 'Engineers' }, response: [exampleGroup] },
  }),

  'get-group': getGroup,

  'create-group': defineAction({
    ...MANAGE,
    title: 'Create group',
    description:
      'Creates an Okta group without members. The name must not belong to another Okta group. Reverse it with delete-group.',
    route: 'POST /api/v1/groups',
    effect: 'write',
    input: z.strictObject({ profile: NewGroupProfile }),
    output: Group,
    example: {
      input: { profile: { name: 'Engineers', description: 'Everyone who builds engines' } },
      response: exampleGroup,
    },
  }),

  'update-group': compose({
    title: 'Update group',
    description:
      'Sets attributes of an Okta group and keeps the others: reads the profile, merges the changes and writes it back, since Okta erases what a write leaves out; nothing is written where it is so already. A change that somebody makes in between is lost.',
    uses: [getGroup, replaceGroup],
    input: z.strictObject({ groupId: GroupId, profile: GroupProfileChange }),
    output: Group,
    run: async ({ groupId, profile }, call) => {
      const group = await call(getGroup, { groupId });
      if (keepsProfile(group.profile, profile)) return group;
      return call(replaceGroup, { groupId, profile: mergedProfile(group.profile, profile) });
    },
    example: {
      input: { groupId: EXAMPLE_IDS.engineers, profile: { description: 'Everyone who builds engines' } },
      response: exampleGroup,
    },
  }),

  'delete-group': defineAction({
    ...MANAGE,
    title: 'Delete group',
    description:
      'Deletes an Okta group for good; its members stay, but lose the access that the group gave. Refused while a group push mapping uses it. It cannot be undone.',
    route: 'DELETE /api/v1/groups/{groupId}',
    effect: 'destructive',
    input: z.strictObject({ groupId: GroupId }),
    output: Nothing,
    example: { input: { groupId: EXAMPLE_IDS.engineers }, response: null },
  }),

  'list-group-members': defineList({
    ...READ,
    title: 'List group members',
    description:
      'Lists the users who belong to a group. Pages of 200 are advised; Okta gives 1,000 where limit is omitted.',
    route: 'GET /api/v1/groups/{groupId}/users',
    input: z.strictObject({ groupId: GroupId }),
    item: User,
    maxLimit: 1000,
    example: { input: { groupId: EXAMPLE_IDS.engineers }, response: [exampleUser] },
  }),

  'add-user-to-group': addUserToGroup,

  'remove-user-from-group': removeUserFromGroup,

  'set-group-members': compose({
    title: 'Add and remove group members',
    description:
      'Adds and removes up to 100 users of one group and reports each of them. One that is refused does not stop the others. If Okta stops answering on the way, what is left is reported with that error. Members who are not named stay.',
    uses: [getGroup, addUserToGroup, removeUserFromGroup],
    input: MemberChanges,
    output: z.object({
      results: z
        .array(
          z.object({
            userId: z.string().describe('The user as the input names them'),
            operation: z.enum(['add', 'remove']).describe('What was asked for'),
            ok: z.boolean().describe('Whether it is so now'),
            error: z.object({ code: z.string(), detail: z.string() }).optional().describe('Why it is not'),
          }),
        )
        .describe('One result for each user, additions first'),
      failed: z.int().describe('How many were refused'),
    }),
    run: async ({ groupId, add, remove }, call) => {
      await call(getGroup, { groupId });
      const results = await changeMembers(groupId, [...changesOf('add', add), ...changesOf('remove', remove)], call);
      return { results, failed: results.filter(({ ok }) => !ok).length };
    },
    example: {
      input: { groupId: EXAMPLE_IDS.engineers, add: [EXAMPLE_IDS.ada], remove: [EXAMPLE_IDS.grace] },
      response: {
        results: [
          { userId: EXAMPLE_IDS.ada, operation: 'add', ok: true },
          { userId: EXAMPLE_IDS.grace, operation: 'remove', ok: true },
        ],
        failed: 0,
      },
    },
  }),

  'list-group-applications': defineList({
    ...READ,
    title: 'List applications of a group',
    description: 'Lists the applications that are assigned to a group. Okta gives 20 a page where limit is omitted.',
    route: 'GET /api/v1/groups/{groupId}/apps',
    input: z.strictObject({ groupId: GroupId }),
    item: Application,
    maxLimit: 200,
    example: { input: { groupId: EXAMPLE_IDS.engineers }, response: [exampleApplication] },
  }),

  'list-group-owners': defineList({
    ...READ,
    title: 'List group owners',
    description: 'Lists the users and groups that own a group. It needs the group owners feature in the org.',
    route: 'GET /api/v1/groups/{groupId}/owners',
    input: z.strictObject({
      groupId: GroupId,
      search: expression('SCIM expression over type, such as type eq "USER"').optional(),
    }),
    item: GroupOwner,
    maxLimit: 1000,
    example: { input: { groupId: EXAMPLE_IDS.engineers }, response: [exampleGroupOwner] },
  }),

  'assign-group-owner': defineAction({
    ...MANAGE,
    title: 'Assign group owner',
    description:
      'Makes a user or a group an owner of a group. Ownership gives no admin permission by itself. Reverse it with delete-group-owner.',
    route: 'POST /api/v1/groups/{groupId}/owners',
    effect: 'write',
    input: z.strictObject({
      groupId: GroupId,
      id: z.string().min(1).max(100).describe('The id of the user or group that shall own it'),
      type: z.enum(['USER', 'GROUP']).describe('What id names'),
    }),
    output: GroupOwner,
    example: {
      input: { groupId: EXAMPLE_IDS.engineers, id: EXAMPLE_IDS.grace, type: 'USER' },
      response: exampleGroupOwner,
    },
  }),

  'delete-group-owner': defineAction({
    ...MANAGE,
    title: 'Remove group owner',
    description: 'Takes the ownership of a group away from a user or group. Reverse it with assign-group-owner.',
    route: 'DELETE /api/v1/groups/{groupId}/owners/{ownerId}',
    effect: 'destructive',
    input: z.strictObject({ groupId: GroupId, ownerId: GroupOwnerId }),
    output: Nothing,
    example: { input: { groupId: EXAMPLE_IDS.engineers, ownerId: EXAMPLE_IDS.grace }, response: null },
  }),

  'modify-ad-group-members': defineAction({
    title: 'Modify members of a directory group',
    description:
      'Adds users to or removes them from a group that lives in Active Directory or LDAP, through its agent; Okta shows it after the next import. It needs bidirectional group management in the org and a connection with OAuth. Reverse it with the other action.',
    route: 'POST /api/v1/directories/{appInstanceId}/groups/modify',
    scopes: ['okta.directories.groups.manage'],
    roles: ORG_MANAGERS,
    effect: 'write',
    idempotent: true,
    oauthOnly: true,
    input: z.strictObject({
      appInstanceId: DirectoryId,
      id: GroupId.describe('The id of the directory group in Okta'),
      parameters: z
        .strictObject({
          action: z.enum(['ADD', 'REMOVE']).describe('What to do with the users'),
          attribute: z
            .string()
            .min(1)
            .max(100)
            .describe(
              "The directory's attribute that holds members: member in Active Directory, often uniqueMember in LDAP",
            ),
          values: z.array(z.string().min(1).max(100)).min(1).max(100).describe('The ids of the users'),
        })
        .describe('The change'),
    }),
    output: Nothing,
    example: {
      input: {
        appInstanceId: EXAMPLE_IDS.directory,
        id: EXAMPLE_IDS.engineers,
        parameters: { action: 'ADD', attribute: 'member', values: [EXAMPLE_IDS.ada] },
      },
      response: null,
    },
  }),
};
