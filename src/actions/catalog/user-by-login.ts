import { isUserId } from '../../okta/schemas/ids.js';
import { users } from './users.js';

/** For routes that Okta documents for user ids alone: a login is looked up. */
export const USER_BY_LOGIN = [{ input: 'userId', by: users['get-user'], isId: isUserId }];
