import { z } from 'zod';
import { defineAction, defineList } from '../define-action.js';
import { EXAMPLE_IDS, GroupId, RealmId, UserId } from '../../okta/schemas/ids.js';
import { expression, SortBy, SortOrder } from '../../okta/schemas/query.js';
import { exampleRealm, Realm, RealmProfile } from '../../okta/schemas/realm.js';
import { ORG_MANAGERS, ORG_READERS, USER_MANAGERS, USER_READERS } from '../../okta/schemas/role-sets.js';
import { scimAll, scimEquals } from '../../okta/schemas/scim.js';
import { exampleUser, ListedUser, User } from '../../okta/schemas/user.js';
import { users } from './users.js';

const product = 'Realms' as const;
const MANAGE = {
  product,
  scopes: ['okta.realms.manage'],
  roles: ORG_MANAGERS,
  effect: 'write',
  output: Realm,
} as const;
const MANAGE_USERS = { product, scopes: ['okta.users.manage'], roles: USER_MANAGERS, effect: 'write' } as const;

const {
  search: _search,
  filter: _filter,
  q: _q,
  limit: _limit,
  cursor: _cursor,
  ...userList
} = users['list-users'].input.shape;

const exampleMember = { ...exampleUser, realmId: EXAMPLE_IDS.realm };

export const realms = {
  'search-realms': defineList({
    product,
    scopes: ['okta.realms.read'],
    roles: ORG_READERS,
    title: 'Search realms',
    description:
      'Lists all realms, or those that a SCIM expression picks; its index lags behind changes by about a second. Okta gives 200 a page, or 10 with a search, where limit is omitted.',
    route: 'GET /api/v1/realms',
    input: z.strictObject({
      search: expression(
        'SCIM expression, such as profile.name eq "Contractors"; co works on profile.name only',
      ).optional(),
      sortBy: SortBy.describe('The property to sort by, such as profile.name; works with search only').optional(),
      sortOrder: SortOrder.optional(),
    }),
    item: Realm,
    maxLimit: 200,
    example: { input: { search: 'profile.name sw "Contr"' }, response: [exampleRealm] },
  }),

  'get-realm': defineAction({
    product,
    scopes: ['okta.realms.read'],
    roles: ORG_READERS,
    title: 'Get realm',
    description: 'Reads one realm by its id.',
    route: 'GET /api/v1/realms/{realmId}',
    effect: 'read',
    input: z.strictObject({ realmId: RealmId }),
    output: Realm,
    example: { input: { realmId: EXAMPLE_IDS.realm }, response: exampleRealm },
  }),

  'create-realm': defineAction({
    ...MANAGE,
    title: 'Create realm',
    description:
      'Creates a realm without users. Its name must be free. An administrator can delete it while it is empty.',
    route: 'POST /api/v1/realms',
    input: z.strictObject({ profile: RealmProfile }),
    example: { input: { profile: { name: 'Contractors', domains: ['example.com'] } }, response: exampleRealm },
  }),

  'update-realm': defineAction({
    ...MANAGE,
    title: 'Update realm',
    description:
      'Puts a whole profile in the place of the present one: domains that are left out no longer bind. Users stay where they are.',
    route: 'PUT /api/v1/realms/{realmId}',
    input: z.strictObject({ realmId: RealmId, profile: RealmProfile }),
    example: {
      input: { realmId: EXAMPLE_IDS.realm, profile: { name: 'Contractors', domains: ['example.com'] } },
      response: exampleRealm,
    },
  }),

  'create-realm-user': defineAction({
    ...MANAGE_USERS,
    title: 'Create user in realm',
    description:
      'Creates a user who lives in a realm from the start; where the realm has domains, login and e-mail address must be of one of them. Otherwise as create-user. Reverse it with delete-user.',
    route: 'POST /api/v1/users',
    input: z.strictObject({
      ...users['create-user'].input.shape,
      realmId: RealmId,
      groupIds: z
        .array(GroupId)
        .max(20)
        .optional()
        .describe('Groups the user joins at once, by id; Okta permits 20. Add to more with add-user-to-group'),
    }),
    query: ['activate', 'provider', 'nextLogin'],
    output: User,
    example: {
      input: {
        realmId: EXAMPLE_IDS.realm,
        profile: { login: 'ada@example.com', email: 'ada@example.com', firstName: 'Ada', lastName: 'Lovelace' },
        activate: false,
      },
      response: { ...exampleMember, status: 'STAGED' },
    },
  }),

  'list-realm-users': defineList({
    product,
    scopes: ['okta.users.read'],
    roles: USER_READERS,
    title: 'List realm users',
    description:
      'Lists the users who live in a realm, deactivated ones included, or those of them that a search picks. The index lags behind changes by about a second.',
    route: 'GET /api/v1/users',
    input: z.strictObject({
      realmId: RealmId,
      search: expression('SCIM expression that narrows the list, such as status eq "ACTIVE"').optional(),
      ...userList,
    }),
    parts: ({ realmId, search, ...query }) => {
      const inRealm = scimEquals('realmId', realmId);
      const { cursor: _next, ...options } = query;
      return { query: { search: search === undefined ? inRealm : scimAll(inRealm, `(${search})`), ...options } };
    },
    item: ListedUser,
    maxLimit: 200,
    example: { input: { realmId: EXAMPLE_IDS.realm }, response: [exampleMember] },
  }),

  'update-realm-for-user': defineAction({
    ...MANAGE_USERS,
    title: 'Move user to another realm',
    description:
      'Moves a user to a realm and changes nothing else; where the realm has domains, login and e-mail address must be of one of them. Reverse it by moving the user back.',
    route: 'POST /api/v1/users/{userId}',
    idempotent: true,
    input: z.strictObject({ userId: UserId, realmId: RealmId.describe('The id of the realm to move to') }),
    output: User,
    example: { input: { userId: EXAMPLE_IDS.ada, realmId: EXAMPLE_IDS.realm }, response: exampleMember },
  }),
};
