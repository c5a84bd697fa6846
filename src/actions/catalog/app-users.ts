import { z } from 'zod';
import { defineAction, defineList, type ActionDefinition } from '../define-action.js';
import { AppProfile, AppUser, AppUserCredentials, exampleAppUser } from '../../okta/schemas/app-assignment.js';
import { AppId, EXAMPLE_IDS, isUserId, UserId } from '../../okta/schemas/ids.js';
import { Nothing } from '../../okta/schemas/nothing.js';
import { APP_MANAGERS, APP_READERS, USER_READERS } from '../../okta/schemas/role-sets.js';
import { exampleUser, User } from '../../okta/schemas/user.js';
import { users } from './users.js';

const READ = { scopes: ['okta.apps.read'], roles: APP_READERS } as const;
const MANAGE = { scopes: ['okta.apps.manage'], roles: APP_MANAGERS } as const;

/** Okta documents these routes for user ids alone; a login is looked up. */
const USER_BY_LOGIN = [{ input: 'userId', by: users['get-user'], isId: isUserId }];

/** The user to assign goes into the body, where Okta calls it id. */
const readUserById = defineAction({
  scopes: ['okta.users.read'],
  roles: USER_READERS,
  title: 'Find the user to assign',
  description: 'Reads the user who shall be assigned, by id or login.',
  route: 'GET /api/v1/users/{id}',
  effect: 'read',
  input: z.strictObject({ id: UserId }),
  output: User,
  example: { input: { id: EXAMPLE_IDS.ada }, response: exampleUser },
});

const expand = z.literal('user').optional().describe('user embeds the user');

const getApplicationUser = defineAction({
  ...READ,
  lookUps: USER_BY_LOGIN,
  title: 'Get application user',
  description: "Reads the assignment of one user to an application: scope, credentials and the application's profile.",
  route: 'GET /api/v1/apps/{appId}/users/{userId}',
  effect: 'read',
  input: z.strictObject({ appId: AppId, userId: UserId, expand }),
  output: AppUser,
  example: { input: { appId: EXAMPLE_IDS.app, userId: EXAMPLE_IDS.ada }, response: exampleAppUser },
});

const madeSince = (created: string | null | undefined, since: Date): boolean =>
  created !== null && created !== undefined && Date.parse(created) >= since.getTime();

export const appUsers = {
  'list-application-users': defineList({
    ...READ,
    title: 'List application users',
    description:
      'Lists the users who have an application, directly or through groups. Okta gives 50 a page where limit is omitted.',
    route: 'GET /api/v1/apps/{appId}/users',
    input: z.strictObject({
      appId: AppId,
      q: z
        .string()
        .min(1)
        .max(255)
        .optional()
        .describe('The beginning of user name, first name, last name or e-mail address'),
      expand,
    }),
    item: AppUser,
    maxLimit: 500,
    example: { input: { appId: EXAMPLE_IDS.app }, response: [exampleAppUser] },
  }),

  'get-application-user': getApplicationUser,

  'assign-user-to-application': defineAction({
    ...MANAGE,
    title: 'Assign user to application',
    description:
      'Gives an application to a user, with credentials and profile where it has such; provisioning makes the account there. Refused when the user has it already. Reverse it with remove-user-from-application.',
    route: 'POST /api/v1/apps/{appId}/users',
    effect: 'write',
    lookUps: [{ input: 'id', by: readUserById, isId: isUserId }],
    lookAfterLoss: {
      by: getApplicationUser,
      input: ({ appId, id }) => ({ appId, userId: id }),
      found: (output, _input, since) => madeSince(AppUser.safeParse(output).data?.created, since),
    },
    input: z.strictObject({
      appId: AppId,
      id: UserId,
      scope: z
        .enum(['USER', 'GROUP'])
        .optional()
        .describe('USER assigns directly; GROUP turns a direct assignment into one through a group'),
      credentials: AppUserCredentials.optional(),
      profile: AppProfile.optional(),
    }),
    output: AppUser,
    example: {
      input: {
        appId: EXAMPLE_IDS.app,
        id: EXAMPLE_IDS.ada,
        scope: 'USER',
        credentials: { userName: 'ada@example.com' },
      },
      response: exampleAppUser,
    },
  }),

  'update-application-user': defineAction({
    ...MANAGE,
    lookUps: USER_BY_LOGIN,
    title: 'Update application user',
    description:
      "Changes credentials or profile of a user's assignment to an application; attributes that are left out stay. What the application's mappings fill in from Okta cannot be set here.",
    route: 'POST /api/v1/apps/{appId}/users/{userId}',
    effect: 'write',
    idempotent: true,
    input: z
      .strictObject({
        appId: AppId,
        userId: UserId,
        credentials: AppUserCredentials.optional(),
        profile: AppProfile.optional(),
      })
      .refine(({ credentials, profile }) => credentials !== undefined || profile !== undefined, {
        path: ['profile'],
        message: 'credentials or profile must be given',
      }),
    output: AppUser,
    example: {
      input: { appId: EXAMPLE_IDS.app, userId: EXAMPLE_IDS.ada, credentials: { userName: 'ada@example.com' } },
      response: exampleAppUser,
    },
  }),

  'remove-user-from-application': defineAction({
    ...MANAGE,
    lookUps: USER_BY_LOGIN,
    title: 'Remove user from application',
    description:
      "Takes an application away from a user who was assigned directly. The user's profile in it is lost for good, and provisioning may deactivate the account there. Refused for users who have it through a group.",
    route: 'DELETE /api/v1/apps/{appId}/users/{userId}',
    effect: 'destructive',
    input: z.strictObject({
      appId: AppId,
      userId: UserId,
      sendEmail: z.boolean().optional().describe('Sends the administrator an e-mail about it; false where omitted'),
    }),
    output: Nothing,
    example: { input: { appId: EXAMPLE_IDS.app, userId: EXAMPLE_IDS.ada }, response: null },
  }),
} satisfies Record<string, ActionDefinition>;
