import { z } from 'zod';
import { defineAction } from '../define-action.js';
import {
  Authenticator,
  AuthenticatorEnrollment,
  AuthenticatorId,
  exampleAuthenticator,
  exampleEnrollment,
  exampleTemporaryAccessCode,
  NewTemporaryAccessCode,
  TemporaryAccessCode,
} from '../../okta/schemas/authenticator.js';
import { EnrollmentId, EXAMPLE_IDS, UserId } from '../../okta/schemas/ids.js';
import { Nothing } from '../../okta/schemas/nothing.js';
import { ORG_READERS, USER_HELPERS, USER_READERS } from '../../okta/schemas/role-sets.js';
import { USER_BY_LOGIN } from './user-by-login.js';

const ENGINE = { product: 'Identity Engine', lookUps: USER_BY_LOGIN } as const;

/** The part of the factors family that the Identity Engine adds. */
export const authenticators = {
  'create-temporary-access-code': defineAction({
    ...ENGINE,
    scopes: ['okta.users.manage'],
    roles: USER_HELPERS,
    title: 'Issue Temporary Access Code',
    description:
      'Makes a code with which an ACTIVE user can sign in for a while, which is the output and is shown this once. It ends the code before it. Its authenticator must be set up in the org. Reverse it with delete-authenticator-enrollment.',
    route: 'POST /api/v1/users/{userId}/authenticator-enrollments/tac',
    effect: 'write',
    input: z.strictObject({
      userId: UserId,
      authenticatorId: AuthenticatorId.describe('The id of the authenticator whose key is tac'),
      profile: NewTemporaryAccessCode.optional(),
    }),
    output: TemporaryAccessCode,
    example: {
      input: { userId: EXAMPLE_IDS.ada, authenticatorId: EXAMPLE_IDS.authenticator, profile: { ttl: '60' } },
      response: exampleTemporaryAccessCode,
    },
  }),

  'list-authenticator-enrollments': defineAction({
    ...ENGINE,
    scopes: ['okta.users.read'],
    roles: USER_READERS,
    title: 'List authenticator enrollments',
    description: 'Lists what a user has enrolled with the authenticators of the org, the password included.',
    route: 'GET /api/v1/users/{userId}/authenticator-enrollments',
    effect: 'read',
    input: z.strictObject({
      userId: UserId,
      discloseIdentifiers: z
        .array(z.enum(['phone']))
        .max(1)
        .optional()
        .describe('phone shows whole phone numbers; hidden where omitted'),
    }),
    output: z.array(AuthenticatorEnrollment),
    example: { input: { userId: EXAMPLE_IDS.ada }, response: [exampleEnrollment] },
  }),

  'delete-authenticator-enrollment': defineAction({
    ...ENGINE,
    scopes: ['okta.users.manage'],
    roles: USER_HELPERS,
    title: 'Delete authenticator enrollment',
    description: 'Takes one enrollment away from a user, who may enroll again. It cannot be undone.',
    route: 'DELETE /api/v1/users/{userId}/authenticator-enrollments/{enrollmentId}',
    effect: 'destructive',
    input: z.strictObject({ userId: UserId, enrollmentId: EnrollmentId }),
    output: Nothing,
    example: { input: { userId: EXAMPLE_IDS.ada, enrollmentId: EXAMPLE_IDS.factor }, response: null },
  }),

  'list-authenticators': defineAction({
    product: 'Identity Engine',
    scopes: ['okta.authenticators.read'],
    roles: ORG_READERS,
    title: 'List authenticators',
    description: 'Lists the authenticators of the org, such as password, phone, Okta Verify and passkeys.',
    route: 'GET /api/v1/authenticators',
    effect: 'read',
    input: z.strictObject({}),
    output: z.array(Authenticator),
    example: { input: {}, response: [exampleAuthenticator] },
  }),
};
