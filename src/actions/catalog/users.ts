import { z } from 'zod';
import {
  ambiguous,
  type Call,
  compose,
  composeList,
  defineAction,
  defineList,
  ifFound,
  notFound,
} from '../define-action.js';
import {
  createOneUser,
  createOrFind,
  createWithGroups,
  getUser,
  keepsProfile,
  MORE_GROUPS,
  newUserInputs,
  userByLogin,
} from './new-users.js';
import {
  Application,
  AppLink,
  exampleApplication,
  exampleAppLink,
  exampleOAuthClient,
  OAuthClient,
} from '../../okta/schemas/app.js';
import { ActivationAnswer, CredentialsInput } from '../../okta/schemas/credentials.js';
import { exampleUserDevice, UserDevice } from '../../okta/schemas/device.js';
import { exampleGroup, Group } from '../../okta/schemas/group.js';
import { EXAMPLE_IDS, GroupId, RelationshipName, UserId } from '../../okta/schemas/ids.js';
import { Nothing } from '../../okta/schemas/nothing.js';
import { expression, SortBy, SortOrder } from '../../okta/schemas/query.js';
import {
  APP_READERS,
  GROUP_READERS,
  ORG_MANAGERS,
  ORG_READERS,
  USER_HELPERS,
  USER_MANAGERS,
  USER_READERS,
} from '../../okta/schemas/role-sets.js';
import { scimAny, scimEquals } from '../../okta/schemas/scim.js';
import {
  exampleUser,
  LinkedObject,
  ListedUser,
  NewUserProfile,
  RealmId,
  User,
  UserBlock,
  UserClassification,
  UserProfileChange,
  UserTypeReference,
} from '../../okta/schemas/user.js';

const READ = { scopes: ['okta.users.read'], roles: USER_READERS } as const;
const MANAGE = { scopes: ['okta.users.manage'], roles: USER_MANAGERS } as const;

const USERS = { ...READ, route: 'GET /api/v1/users', item: ListedUser, maxLimit: 200 } as const;

const search = expression(
  'SCIM expression, such as profile.department eq "Engineering" and status eq "ACTIVE"; knows eq, sw, gt, ge, lt, le, and co on names, e-mail and login, but no ne',
);
const filter = expression(
  'SCIM expression with eq over status, id, profile.login, profile.email, profile.firstName, profile.lastName, and comparisons of lastUpdated; case-sensitive',
);
const startsWith = z.string().min(1).max(255).describe('The beginning of a first name, last name or e-mail address');
const sorting = { sortBy: SortBy.optional(), sortOrder: SortOrder.optional() };
const expandUsers = z
  .literal('classification')
  .optional()
  .describe('classification embeds whether a user is STANDARD or LITE');
const fields = z
  .string()
  .min(1)
  .max(2000)
  .optional()
  .describe('Only these properties, such as status,profile:(login,email); the id always comes');

const listUsers = defineList({
  ...USERS,
  title: 'List users',
  description:
    'Lists all users who are not deactivated, or those that a search, a filter or the beginning of a name (q) picks; search and filter find deactivated users too. Give at most one of the three; q gives one page, of 10 where limit is omitted.',
  input: z.strictObject({
    search: search.optional(),
    filter: filter.optional(),
    q: startsWith.optional(),
    ...sorting,
    fields,
    expand: expandUsers,
  }),
  example: { input: { filter: 'status eq "ACTIVE"' }, response: [exampleUser] },
});

const strict = z
  .boolean()
  .optional()
  .describe("Judges a new password by the policy's minimum age and history too; false where omitted");

const updateUser = defineAction({
  ...MANAGE,
  title: 'Update user',
  description:
    'Sets profile attributes, credentials or realm of a user and keeps whatever is not named. Attributes that another system masters are refused, and so are deactivated users.',
  route: 'POST /api/v1/users/{userId}',
  effect: 'write',
  idempotent: true,
  input: z.strictObject({
    userId: UserId,
    profile: UserProfileChange.optional(),
    credentials: CredentialsInput.optional(),
    realmId: RealmId.optional(),
    type: UserTypeReference.optional(),
    strict,
  }),
  query: ['strict'],
  output: User,
  example: {
    input: { userId: EXAMPLE_IDS.ada, profile: { department: 'Engineering', title: null } },
    response: exampleUser,
  },
});

const deactivateUser = defineAction({
  ...MANAGE,
  title: 'Deactivate user',
  description:
    'Ends all access: the status becomes DEPROVISIONED, assigned applications are taken away and accounts there may be closed. The user can be activated again, but does not get the applications back by it.',
  route: 'POST /api/v1/users/{userId}/lifecycle/deactivate',
  effect: 'destructive',
  input: z.strictObject({
    userId: UserId,
    sendEmail: z.boolean().optional().describe('Mails the administrators; false where omitted'),
  }),
  query: ['sendEmail'],
  output: Nothing,
  example: { input: { userId: EXAMPLE_IDS.ada }, response: null },
});

/** Deletes a deactivated user, but only deactivates any other; so it must never be repeated blindly. */
const deleteDeactivatedUser = defineAction({
  ...MANAGE,
  title: 'Delete a deactivated user',
  description: 'Deletes for good a user who is deactivated already.',
  route: 'DELETE /api/v1/users/{userId}',
  effect: 'destructive',
  idempotent: false,
  input: z.strictObject({ userId: UserId, sendEmail: z.boolean().optional().describe('Mails the administrators') }),
  output: Nothing,
  example: { input: { userId: EXAMPLE_IDS.ada }, response: null },
});

const getUserGroups = defineAction({
  scopes: ['okta.users.read'],
  roles: GROUP_READERS,
  title: "List a user's groups",
  description: 'Lists all groups that the user is a member of, Everyone and imported groups included.',
  route: 'GET /api/v1/users/{userId}/groups',
  effect: 'read',
  input: z.strictObject({ userId: UserId }),
  output: z.array(Group),
  example: { input: { userId: EXAMPLE_IDS.ada }, response: [exampleGroup] },
});

const listApplications = defineList({
  title: 'List applications',
  description: 'Lists the applications that a filter picks.',
  route: 'GET /api/v1/apps',
  scopes: ['okta.apps.read'],
  roles: APP_READERS,
  input: z.strictObject({
    filter: expression('SCIM expression').optional(),
    expand: z.string().min(1).max(200).optional().describe('user/{userId} embeds the assignment'),
    includeNonDeleted: z.boolean().optional().describe('Inactive applications too'),
  }),
  item: Application,
  maxLimit: 200,
  example: { input: {}, response: [exampleApplication] },
});

/** The one user whom a search finds by login or e-mail; deactivated users count only where there is no other. */
async function searchedUserId(nameOrAddress: string, call: Call): Promise<string> {
  const byEither = scimAny(scimEquals('profile.login', nameOrAddress), scimEquals('profile.email', nameOrAddress));
  const { items } = await call(listUsers, { search: byEither, limit: 10 });
  const live = items.filter(({ status }) => status !== 'DEPROVISIONED');
  const [match, ...others] = live.length > 0 ? live : items;
  if (!match)
    throw notFound('No user has this id, login or e-mail address. A new user is found by e-mail after about a second.');
  if (others.length > 0) {
    throw ambiguous('More than one user has this e-mail address. Use the login, or list-users with a search.');
  }
  return match.id;
}

/** Whether an update would change nothing; a deactivated user is for Okta to refuse. */
function isSettled(
  user: z.output<typeof User>,
  { profile, realmId }: { profile: Record<string, unknown>; realmId: string | undefined },
): boolean {
  const sameRealm = realmId === undefined || realmId === user.realmId;
  return user.status !== 'DEPROVISIONED' && sameRealm && keepsProfile(user.profile, profile);
}

const TOP_LEVEL_COLUMNS: ReadonlySet<string> = new Set([
  'id',
  'status',
  'created',
  'activated',
  'statusChanged',
  'lastLogin',
  'lastUpdated',
  'passwordChanged',
  'realmId',
  'transitioningToStatus',
]);

const DEFAULT_COLUMNS = ['id', 'status', 'login', 'email', 'firstName', 'lastName', 'created', 'lastLogin'];

/** What a spreadsheet takes for a formula when it opens the file: https://owasp.org/www-community/attacks/CSV_Injection */
const FORMULA_START = /^[=+\-@\t\r\n＝＋－＠]/;

function csvCell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const parts = Array.isArray(value) ? value : [value];
  const text = parts.map((part) => (typeof part === 'string' ? part : JSON.stringify(part))).join(';');
  const harmless = FORMULA_START.test(text) ? `'${text}` : text;
  return /[",;\t\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** One record of RFC 4180, without its line end. */
const csvRecord = (cells: readonly unknown[]): string => cells.map(csvCell).join(',');

function columnOf(user: z.output<typeof ListedUser>, column: string): unknown {
  const source = TOP_LEVEL_COLUMNS.has(column) ? user : user.profile;
  return source && Object.hasOwn(source, column) ? source[column] : undefined;
}

const lifecycle = <const Step extends string>(step: Step) => `POST /api/v1/users/{userId}/lifecycle/${step}` as const;

const justTheUser = z.strictObject({ userId: UserId });

export const users = {
  'list-users': listUsers,

  'search-users': defineList({
    ...USERS,
    title: 'Search users',
    description:
      'Lists the users who match a SCIM expression over any attribute, custom ones included, deactivated users too. The index lags behind changes by about a second: read a user by id before changing it.',
    input: z.strictObject({ search, ...sorting, fields, expand: expandUsers }),
    example: { input: { search: 'profile.department eq "Engineering"' }, response: [exampleUser] },
  }),

  'find-user-by-login-or-email': compose({
    title: 'Find one user by login or e-mail',
    description:
      'Gives the one user with this login, id or e-mail address. Nobody found is the error okta_not_found, several with one address are okta_conflict; a deactivated user is given only where no other has the address.',
    uses: [getUser, listUsers],
    input: z.strictObject({
      userId: UserId.describe('Login, e-mail address or id'),
      expand: getUser.input.shape.expand,
    }),
    output: User,
    run: async ({ userId, expand }, call) => {
      const expanded = expand === undefined ? {} : { expand };
      const direct = await ifFound(call(getUser, { userId, ...expanded }));
      return direct ?? call(getUser, { userId: await searchedUserId(userId, call), ...expanded });
    },
    example: { input: { userId: 'ada@example.com' }, response: exampleUser },
  }),

  'get-user': getUser,

  'create-user': compose({
    title: 'Create user',
    description:
      'Creates a user: STAGED with activate=false, else ACTIVE with a password and PROVISIONED without one. Okta sends the activation mail. The login must be free. If a group beyond the first 20 refuses, the error names it and the user stays. Reverse it with delete-user.',
    uses: [createOneUser],
    mayUse: [MORE_GROUPS],
    input: z.strictObject(newUserInputs),
    output: User,
    run: createWithGroups,
    example: {
      input: {
        profile: { login: 'ada@example.com', email: 'ada@example.com', firstName: 'Ada', lastName: 'Lovelace' },
        groupIds: [EXAMPLE_IDS.engineers],
        activate: false,
      },
      response: { ...exampleUser, status: 'STAGED' },
    },
  }),

  'update-user': updateUser,

  'replace-user': defineAction({
    ...MANAGE,
    title: 'Replace user',
    description:
      'Puts a whole new profile in the place of the present one: attributes that are left out are erased. It is the only way to change the user type. To set single attributes use update-user.',
    route: 'PUT /api/v1/users/{userId}',
    effect: 'destructive',
    input: z.strictObject({
      userId: UserId,
      profile: NewUserProfile.optional(),
      credentials: CredentialsInput.optional(),
      realmId: RealmId.optional(),
      type: UserTypeReference.optional(),
      strict,
    }),
    query: ['strict'],
    output: User,
    example: {
      input: {
        userId: EXAMPLE_IDS.ada,
        profile: { login: 'ada@example.com', email: 'ada@example.com', firstName: 'Ada', lastName: 'Lovelace' },
      },
      response: exampleUser,
    },
  }),

  'delete-user': compose({
    title: 'Delete user',
    description:
      'Deactivates a live user (DEPROVISIONED, can be activated again) and deletes for good a user who is deactivated already. With permanently a live user is deactivated and deleted in one go. The output says which it came to; a deletion cannot be undone.',
    uses: [getUser, deactivateUser, deleteDeactivatedUser],
    input: z.strictObject({
      userId: UserId,
      permanently: z.boolean().optional().describe('True deletes a live user too, for good; false where omitted'),
      sendEmail: z.boolean().optional().describe('Mails the administrators; false where omitted'),
    }),
    output: z.object({
      status: z.enum(['DEPROVISIONED', 'DELETED']).describe('DEPROVISIONED: deactivated only; DELETED: gone for good'),
    }),
    run: async ({ userId, permanently, sendEmail }, call) => {
      const user = await call(getUser, { userId });
      const target = { userId: user.id, ...(sendEmail !== undefined && { sendEmail }) };
      if (user.status !== 'DEPROVISIONED') {
        await call(deactivateUser, target);
        if (!permanently) return { status: 'DEPROVISIONED' as const };
      }
      await ifFound(call(deleteDeactivatedUser, target));
      return { status: 'DELETED' as const };
    },
    example: { input: { userId: EXAMPLE_IDS.ada }, response: { status: 'DEPROVISIONED' } },
  }),

  'activate-user': defineAction({
    ...MANAGE,
    title: 'Activate user',
    description:
      'Activates a user who is STAGED or DEPROVISIONED. Without a password the user has to follow the activation link first. Reverse it with deactivate-user.',
    route: lifecycle('activate'),
    effect: 'write',
    input: z.strictObject({
      userId: UserId,
      sendEmail: z
        .boolean()
        .optional()
        .describe('True: Okta mails the activation link. False: the link comes back here. True where omitted'),
    }),
    query: ['sendEmail'],
    output: ActivationAnswer,
    example: {
      input: { userId: EXAMPLE_IDS.ada, sendEmail: false },
      response: { activationUrl: 'https://acme.okta.com/welcome/example-token', activationToken: 'example-token' },
    },
  }),

  'reactivate-user': defineAction({
    ...MANAGE,
    title: 'Reactivate user',
    description:
      'Starts the activation anew for a user who has not finished it (PROVISIONED or RECOVERY), with a fresh link; earlier links stop working. For deactivated users use activate-user.',
    route: lifecycle('reactivate'),
    effect: 'write',
    input: z.strictObject({
      userId: UserId,
      sendEmail: z
        .boolean()
        .optional()
        .describe('True: Okta mails the activation link. False: the link comes back here. False where omitted'),
    }),
    query: ['sendEmail'],
    output: ActivationAnswer,
    example: { input: { userId: EXAMPLE_IDS.ada, sendEmail: true }, response: {} },
  }),

  'deactivate-user': deactivateUser,

  'suspend-user': defineAction({
    ...MANAGE,
    title: 'Suspend user',
    description:
      'Blocks sign-in of an ACTIVE user and keeps account, groups and applications as they are. Reverse it with unsuspend-user.',
    route: lifecycle('suspend'),
    effect: 'write',
    input: justTheUser,
    output: Nothing,
    example: { input: { userId: EXAMPLE_IDS.ada }, response: null },
  }),

  'unsuspend-user': defineAction({
    ...MANAGE,
    title: 'Unsuspend user',
    description: 'Lets a SUSPENDED user sign in again, with everything as it was. Reverse it with suspend-user.',
    route: lifecycle('unsuspend'),
    effect: 'write',
    input: justTheUser,
    output: Nothing,
    example: { input: { userId: EXAMPLE_IDS.ada }, response: null },
  }),

  'unlock-user': defineAction({
    ...MANAGE,
    roles: USER_HELPERS,
    title: 'Unlock user',
    description:
      'Lets a LOCKED_OUT user, or one who is blocked from unknown devices, sign in again with the present password. Only users whom Okta itself masters; any other state is refused.',
    route: lifecycle('unlock'),
    effect: 'write',
    input: justTheUser,
    output: Nothing,
    example: { input: { userId: EXAMPLE_IDS.ada }, response: null },
  }),

  'list-user-blocks': defineAction({
    ...READ,
    title: "List a user's access blocks",
    description:
      'Says whether the user is blocked from all or only from unknown devices after failed sign-ins; an empty list where not. It needs the feature in the org. Lift blocks with unlock-user.',
    route: 'GET /api/v1/users/{userId}/blocks',
    effect: 'read',
    input: justTheUser,
    output: z.array(UserBlock),
    example: { input: { userId: EXAMPLE_IDS.ada }, response: [{ type: 'DEVICE_BASED', appliesTo: 'UNKNOWN_DEVICES' }] },
  }),

  'get-user-groups': getUserGroups,

  'list-user-app-links': defineAction({
    ...READ,
    title: "List a user's app links",
    description:
      "Lists what is on the user's dashboard: links to all applications assigned directly or through groups.",
    route: 'GET /api/v1/users/{userId}/appLinks',
    effect: 'read',
    input: justTheUser,
    output: z.array(AppLink),
    example: { input: { userId: EXAMPLE_IDS.ada }, response: [exampleAppLink] },
  }),

  'list-user-applications': composeList({
    title: "List a user's applications",
    description:
      'Lists the applications assigned to a user, directly or through groups, each with its assignment in _embedded.user.',
    uses: [getUser, listApplications],
    input: z.strictObject({
      userId: UserId,
      includeNonDeleted: z.boolean().optional().describe('Lists inactive applications too; false where omitted'),
    }),
    item: Application,
    maxLimit: 200,
    run: async ({ userId, ...rest }, call) => {
      const { id } = await call(getUser, { userId });
      return call(listApplications, { ...rest, filter: scimEquals('user.id', id), expand: `user/${id}` });
    },
    example: { input: { userId: EXAMPLE_IDS.ada }, response: [exampleApplication] },
  }),

  'list-user-devices': defineAction({
    scopes: ['okta.users.read'],
    roles: ORG_READERS,
    title: "List a user's devices",
    description: 'Lists the devices that the user has enrolled. Identity Engine orgs only.',
    route: 'GET /api/v1/users/{userId}/devices',
    effect: 'read',
    input: justTheUser,
    output: z.array(UserDevice),
    example: { input: { userId: EXAMPLE_IDS.ada }, response: [exampleUserDevice] },
  }),

  'list-user-clients': defineAction({
    scopes: ['okta.users.read'],
    roles: ORG_READERS,
    title: "List a user's OAuth clients",
    description: 'Lists the OAuth clients that hold tokens or grants of the user.',
    route: 'GET /api/v1/users/{userId}/clients',
    effect: 'read',
    input: justTheUser,
    output: z.array(OAuthClient),
    example: { input: { userId: EXAMPLE_IDS.ada }, response: [exampleOAuthClient] },
  }),

  'is-user-in-group': compose({
    title: 'Is user in group',
    description:
      'Says whether the user is a member of the group, directly or through a group rule or an import. False too for a group that does not exist; an unknown user is the error okta_not_found.',
    uses: [getUserGroups],
    input: z.strictObject({ userId: UserId, groupId: GroupId }),
    output: z.boolean(),
    run: async ({ userId, groupId }, call) => {
      const memberOf = await call(getUserGroups, { userId });
      return memberOf.some(({ id }) => id === groupId);
    },
    example: { input: { userId: EXAMPLE_IDS.ada, groupId: EXAMPLE_IDS.engineers }, response: true },
  }),

  'is-user-locked': compose({
    title: 'Is user locked out',
    description:
      'Says whether the status of the user is LOCKED_OUT. Suspended and deactivated users are not locked out; for blocks on unknown devices see list-user-blocks.',
    uses: [getUser],
    input: justTheUser,
    output: z.boolean(),
    run: async ({ userId }, call) => {
      const { status } = await call(getUser, { userId });
      return status === 'LOCKED_OUT';
    },
    example: { input: { userId: EXAMPLE_IDS.ada }, response: false },
  }),

  'upsert-user': compose({
    title: 'Create or update user',
    description:
      'Looks for the user by profile.login: a new one is created with all inputs, an existing one gets the profile attributes and realm, and keeps credentials, groups, type and status; nothing is sent where the user is so already. Deactivated users are refused: activate them first.',
    uses: [getUser, createOneUser, updateUser],
    mayUse: [MORE_GROUPS],
    input: z.strictObject(newUserInputs),
    output: z.object({
      user: User.describe('The user as it is now'),
      created: z.boolean().describe('True: the user is new; false: it was there and has been updated'),
    }),
    run: async (input, call) => {
      const { profile, realmId } = input;
      const existing = await userByLogin(profile.login, call);
      const { user, created } = existing ? { user: existing, created: false } : await createOrFind(input, call);
      if (created || isSettled(user, { profile, realmId })) return { user, created };
      const change = { userId: user.id, profile, ...(realmId !== undefined && { realmId }) };
      return { user: await call(updateUser, change), created };
    },
    example: {
      input: {
        profile: { login: 'ada@example.com', email: 'ada@example.com', firstName: 'Ada', lastName: 'Lovelace' },
      },
      response: { user: exampleUser, created: false },
    },
  }),

  'get-user-manager-chain': defineAction({
    ...READ,
    title: 'Get manager or direct reports',
    description:
      'Lists whom a linked object relates to the user: the one manager for the primary name of the relation, all reports for the associated name. Each item is a link to a user; an empty list where there is no relation.',
    route: 'GET /api/v1/users/{userId}/linkedObjects/{relationshipName}',
    effect: 'read',
    input: z.strictObject({ userId: UserId, relationshipName: RelationshipName }),
    output: z.array(LinkedObject),
    example: {
      input: { userId: EXAMPLE_IDS.ada, relationshipName: 'manager' },
      response: [{ _links: { self: { href: `https://acme.okta.com/api/v1/users/${EXAMPLE_IDS.grace}` } } }],
    },
  }),

  'set-linked-object': defineAction({
    title: 'Set linked object',
    description:
      'Relates the user to another one, such as to a manager; an earlier relation of that name is replaced. The relation must be defined in the org, and the connection must use OAuth. Reverse it with delete-linked-object.',
    route: 'PUT /api/v1/users/{userId}/linkedObjects/{primaryRelationshipName}/{primaryUserId}',
    scopes: ['okta.users.manage'],
    roles: ORG_MANAGERS,
    effect: 'write',
    oauthOnly: true,
    input: z.strictObject({
      userId: UserId.describe('The user who gets the relation, such as the report: id or login'),
      primaryRelationshipName: RelationshipName.describe('The primary name of the relation, such as manager'),
      primaryUserId: UserId.describe('The user to relate to, such as the manager: id'),
    }),
    output: Nothing,
    example: {
      input: { userId: EXAMPLE_IDS.ada, primaryRelationshipName: 'manager', primaryUserId: EXAMPLE_IDS.grace },
      response: null,
    },
  }),

  'delete-linked-object': defineAction({
    title: 'Delete linked object',
    description: 'Ends a relation of the user, such as the one to the manager. Reverse it with set-linked-object.',
    route: 'DELETE /api/v1/users/{userId}/linkedObjects/{relationshipName}',
    scopes: ['okta.users.manage'],
    roles: ORG_MANAGERS,
    effect: 'destructive',
    input: z.strictObject({ userId: UserId, relationshipName: RelationshipName }),
    output: Nothing,
    example: { input: { userId: EXAMPLE_IDS.ada, relationshipName: 'manager' }, response: null },
  }),

  'set-user-classification': defineAction({
    title: 'Set user classification',
    description:
      'Makes the user a standard or a lite user, which decides features and licensing. It needs the feature in the org. Reverse it with the other type.',
    route: 'PUT /api/v1/users/{userId}/classification',
    scopes: ['okta.users.manage'],
    roles: ORG_MANAGERS,
    effect: 'write',
    input: z.strictObject({ userId: UserId, type: z.enum(['STANDARD', 'LITE']).describe('The classification') }),
    output: UserClassification,
    example: {
      input: { userId: EXAMPLE_IDS.ada, type: 'LITE' },
      response: { type: 'LITE', lastUpdated: '2026-02-03T14:05:11.000Z' },
    },
  }),

  'export-users-csv': composeList({
    title: 'Export users to CSV',
    description:
      "Gives users as records of CSV (RFC 4180), one record an item: the first page begins with the header, so all items joined with line ends are the file. A cell that a spreadsheet would take for a formula begins with an apostrophe (+1 555 becomes '+1 555). Deactivated users come with search or filter only.",
    uses: [listUsers],
    input: z.strictObject({
      columns: z
        .array(z.string().min(1).max(100))
        .min(1)
        .max(100)
        .optional()
        .describe(
          `Columns in order: id, status, created and other properties of the user, or names of profile attributes; ${DEFAULT_COLUMNS.join(', ')} where omitted`,
        ),
      search: search.optional(),
      filter: filter.optional(),
      q: startsWith.optional(),
      ...sorting,
    }),
    item: z.string(),
    maxLimit: 200,
    run: async ({ columns = DEFAULT_COLUMNS, ...query }, call) => {
      const { items, nextCursor } = await call(listUsers, query);
      const records = items.map((user) => csvRecord(columns.map((column) => columnOf(user, column))));
      return { items: query.cursor === undefined ? [csvRecord(columns), ...records] : records, nextCursor };
    },
    example: {
      input: { columns: ['login', 'department'], search: 'status eq "ACTIVE"' },
      response: ['login,department', 'ada@example.com,Engineering'],
    },
  }),
};
