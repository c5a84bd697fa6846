import { z } from 'zod';
import { type Call, defineAction, ifFound, partlyDone, refusalOf } from '../define-action.js';
import { CredentialsInput } from '../../okta/schemas/credentials.js';
import { EXAMPLE_IDS, GroupId, UserId } from '../../okta/schemas/ids.js';
import { Nothing } from '../../okta/schemas/nothing.js';
import { MEMBERSHIP_MANAGERS, USER_MANAGERS, USER_READERS } from '../../okta/schemas/role-sets.js';
import { exampleUser, NewUserProfile, RealmId, User, UserTypeReference } from '../../okta/schemas/user.js';

export const getUser = defineAction({
  scopes: ['okta.users.read'],
  roles: USER_READERS,
  title: 'Get user',
  description:
    'Reads one user by id or login, as the user is now. A login with a slash works by id only; me is the owner of the credential.',
  route: 'GET /api/v1/users/{userId}',
  effect: 'read',
  input: z.strictObject({
    userId: UserId,
    expand: z
      .string()
      .min(1)
      .max(100)
      .optional()
      .describe('blocks embeds access blocks, classification the classification'),
  }),
  output: User,
  example: { input: { userId: 'ada@example.com' }, response: exampleUser },
});

/** Okta takes no more at once. */
const GROUPS_AT_CREATION = 20;

/** What a new user is made of. */
export const newUserInputs = {
  profile: NewUserProfile,
  credentials: CredentialsInput.optional(),
  groupIds: z
    .array(GroupId)
    .max(200)
    .optional()
    .describe(
      'Groups the user joins, by id. Those beyond the first 20 are joined one by one, which needs okta.groups.manage',
    ),
  realmId: RealmId.optional(),
  type: UserTypeReference.optional(),
  activate: z
    .boolean()
    .optional()
    .describe(
      'True activates the user, who gets a mail unless a password is given; false leaves STAGED. True where omitted',
    ),
  provider: z
    .boolean()
    .optional()
    .describe('True where credentials.provider names who authenticates the user; false where omitted'),
  nextLogin: z
    .literal('changePassword')
    .optional()
    .describe('changePassword makes the given password expire at the first sign-in; needs a password and activate'),
};

type NewUser = z.output<z.ZodObject<typeof newUserInputs>>;

/** The one Okta operation. A creation whose answer was lost is settled by looking for the login. */
export const createOneUser = defineAction({
  scopes: ['okta.users.manage'],
  roles: USER_MANAGERS,
  title: 'Create a user with up to 20 groups',
  description: 'Creates a user.',
  route: 'POST /api/v1/users',
  effect: 'write',
  input: z.strictObject({ ...newUserInputs, groupIds: z.array(GroupId).max(GROUPS_AT_CREATION).optional() }),
  query: ['activate', 'provider', 'nextLogin'],
  output: User,
  lookAfterLoss: {
    by: getUser,
    input: ({ profile }) => ({ userId: profile.login }),
    found: (user, { profile }, since) => {
      const { success, data } = User.safeParse(user);
      return success && isNewerThan(since, data) && hasProfile(data, profile);
    },
  },
  example: {
    input: {
      profile: { login: 'ada@example.com', email: 'ada@example.com', firstName: 'Ada', lastName: 'Lovelace' },
      groupIds: [EXAMPLE_IDS.engineers],
      activate: false,
    },
    response: { ...exampleUser, status: 'STAGED' },
  },
});

const joinGroup = defineAction({
  scopes: ['okta.groups.manage'],
  roles: MEMBERSHIP_MANAGERS,
  title: 'Add a new user to a group',
  description: 'Makes the user a member of an Okta group.',
  route: 'PUT /api/v1/groups/{groupId}/users/{userId}',
  effect: 'write',
  input: z.strictObject({ groupId: GroupId, userId: UserId }),
  output: Nothing,
  example: { input: { groupId: EXAMPLE_IDS.engineers, userId: EXAMPLE_IDS.ada }, response: null },
});

/** What it takes beside `createOneUser` where more groups are named than Okta takes at once. */
export const MORE_GROUPS = {
  part: joinGroup,
  when: ({ groupIds }: Record<string, unknown>) => Array.isArray(groupIds) && groupIds.length > GROUPS_AT_CREATION,
};

const isNewerThan = (since: Date, { created }: z.output<typeof User>) =>
  typeof created === 'string' && Date.parse(created) >= since.getTime();

/** Whether the user has what was asked for: somebody else's new user with the same login is not ours. */
function hasProfile({ profile }: z.output<typeof User>, wanted: Record<string, unknown>): boolean {
  const { login = '', ...rest } = wanted;
  const same = profile.login?.toLowerCase() === String(login).toLowerCase();
  return same && keepsProfile(profile, rest);
}

/** Whether a profile already has every attribute of a change; null stands for one that is not there. */
export function keepsProfile(profile: Record<string, unknown>, change: Record<string, unknown>): boolean {
  return Object.entries(change).every(
    ([name, value]) => value === undefined || JSON.stringify(profile[name] ?? null) === JSON.stringify(value),
  );
}

const JOINED_AT_ONCE = 5;

/**
 * Creates the user with the first groups, and adds it to the others. What fails after the creation says which groups are
 * missing; the user stays.
 */
export async function createWithGroups(input: NewUser, call: Call): Promise<z.output<typeof User>> {
  const groupIds = [...new Set(input.groupIds)];
  if (groupIds.length <= GROUPS_AT_CREATION)
    return call(createOneUser, { ...input, ...(input.groupIds && { groupIds }) });
  const user = await call(createOneUser, { ...input, groupIds: groupIds.slice(0, GROUPS_AT_CREATION) });
  await joinAll(user.id, groupIds.slice(GROUPS_AT_CREATION), call);
  return user;
}

interface MissingGroup {
  groupId: string;
  cause: unknown;
}

/** Tries every group once, so that one that refuses does not cost the others. */
async function joinAll(userId: string, groupIds: readonly string[], call: Call): Promise<void> {
  const missing: MissingGroup[] = [];
  for (let start = 0; start < groupIds.length; start += JOINED_AT_ONCE) {
    const joining = groupIds.slice(start, start + JOINED_AT_ONCE).map(async (groupId) => {
      await call(joinGroup, { groupId, userId }).catch((cause: unknown) => missing.push({ groupId, cause }));
    });
    // oxlint-disable-next-line no-await-in-loop -- more at once would take the org's share from others
    await Promise.all(joining);
  }
  const [first] = missing;
  if (!first) return;
  const names = missing.map(({ groupId }) => groupId).join(', ');
  throw partlyDone(`The user ${userId} was created, but is not in these groups: ${names}.`, {
    cause: first.cause,
    remedy: `Do not create the user again: add it to the missing groups with add-user-to-group, userId ${userId}.`,
    errors: missing.map(({ groupId, cause }) => ({
      pointer: '/input/groupIds',
      message: `${groupId}: ${refusalOf(cause)?.detail ?? 'failed'}`,
    })),
  });
}

/**
 * The user with exactly this login, or null. Okta also takes short logins and `me` for a user, which must not make one
 * user pass for another.
 */
export async function userByLogin(login: string, call: Call): Promise<z.output<typeof User> | null> {
  const user = await ifFound(call(getUser, { userId: login }));
  return user?.profile.login?.toLowerCase() === login.toLowerCase() ? user : null;
}

/** Creates the user, or says that somebody has done so meanwhile: the one who has the login now is given back instead. */
export async function createOrFind(
  input: NewUser,
  call: Call,
): Promise<{ user: z.output<typeof User>; created: boolean }> {
  let created = false;
  const noting: Call = async (action, given) => {
    const output = await call(action, given);
    created ||= action.route === createOneUser.route;
    return output;
  };
  try {
    return { user: await createWithGroups(input, noting), created: true };
  } catch (error) {
    if (created || refusalOf(error)?.code !== 'okta_rejected') throw error;
    const user = await userByLogin(input.profile.login, call);
    if (!user) throw error;
    return { user, created: false };
  }
}
