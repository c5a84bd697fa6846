import { z } from 'zod';
import { compose, defineAction, defineList, ifFound } from '../define-action.js';

const User = z.looseObject({ id: z.string(), status: z.string() });
const UserId = z.string().min(1).max(100).describe('id or login');
const getUser = defineAction({
  title: 'Get user', description: 'x', route: 'GET /api/v1/users/{userId}', scopes: ['okta.users.read'], roles: ['READ_ONLY_ADMIN'], effect: 'read',
  input: z.strictObject({ userId: UserId, expand: z.string().optional() }), output: User,
  example: { input: { userId: '00u1' }, response: { id: '00u1', status: 'ACTIVE' } },
});
const listUsers = defineList({
  title: 'List users', description: 'x', route: 'GET /api/v1/users', scopes: ['okta.users.read'], roles: ['READ_ONLY_ADMIN'],
  input: z.strictObject({ search: z.string().optional() }), item: User, maxLimit: 200,
  example: { input: {}, response: [{ id: '00u1', status: 'ACTIVE' }] },
});
export const users = {
  'get-user': getUser,
  'list-users': listUsers,
  'is-user-locked': compose({
    title: 'Is locked', description: 'x', uses: [getUser], input: z.strictObject({ userId: UserId }), output: z.boolean(),
    run: async ({ userId }, call) => {
      const user = await ifFound(call(getUser, { userId }));
      const page = await call(listUsers, { search: 'x', limit: 2 });
      return user?.status === 'LOCKED_OUT' && page.items[0]?.id === 'x';
    },
    example: { input: { userId: '00u1' }, response: false },
  }),
};
