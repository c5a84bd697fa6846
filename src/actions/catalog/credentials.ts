import { z } from 'zod';
import { defineAction } from '../define-action.js';
import {
  CredentialsAnswer,
  exampleCredentials,
  PasswordValue,
  RecoveryQuestion,
  ResetPasswordAnswer,
  TempPasswordAnswer,
} from '../../okta/schemas/credentials.js';
import { EXAMPLE_IDS, UserId } from '../../okta/schemas/ids.js';
import { USER_HELPERS, USER_MANAGERS } from '../../okta/schemas/role-sets.js';
import { exampleUser, User } from '../../okta/schemas/user.js';

const MANAGE = { scopes: ['okta.users.manage'], effect: 'write' } as const;
const BY_HELP_DESK = { ...MANAGE, roles: USER_HELPERS } as const;
const BY_USER_ADMIN = { ...MANAGE, roles: USER_MANAGERS } as const;

const revokeSessions = z.boolean().optional().describe("Ends the user's sessions too; false where omitted");

export const credentials = {
  'reset-password': defineAction({
    ...BY_HELP_DESK,
    title: 'Reset password',
    description:
      'Puts the user into RECOVERY: no sign-in until a new password is set through a one-time link. With sendEmail Okta mails the link, without it the link is the output. The old password is not restored.',
    route: 'POST /api/v1/users/{userId}/lifecycle/reset_password',
    input: z.strictObject({
      userId: UserId,
      sendEmail: z.boolean().describe('True: Okta mails the link to the user. False: the link comes back here'),
      revokeSessions,
    }),
    query: ['sendEmail', 'revokeSessions'],
    output: ResetPasswordAnswer,
    example: {
      input: { userId: EXAMPLE_IDS.ada, sendEmail: false },
      response: { resetPasswordUrl: 'https://acme.okta.com/reset_password/example-one-time-token' },
    },
  }),

  'expire-password': defineAction({
    ...BY_HELP_DESK,
    title: 'Expire password',
    description:
      'Puts the user into PASSWORD_EXPIRED: the present password still works once, then a new one must be chosen. Sessions go on.',
    route: 'POST /api/v1/users/{userId}/lifecycle/expire_password',
    input: z.strictObject({ userId: UserId }),
    output: User,
    example: { input: { userId: EXAMPLE_IDS.ada }, response: { ...exampleUser, status: 'PASSWORD_EXPIRED' } },
  }),

  'expire-password-with-temp': defineAction({
    ...BY_HELP_DESK,
    title: 'Expire password and give a temporary one',
    description:
      'Replaces the password by a temporary one, which is the output and is shown this once, and puts the user into PASSWORD_EXPIRED: a new password must be chosen at the next sign-in. Nobody is told by e-mail.',
    route: 'POST /api/v1/users/{userId}/lifecycle/expire_password_with_temp_password',
    input: z.strictObject({ userId: UserId, revokeSessions }),
    query: ['revokeSessions'],
    output: TempPasswordAnswer,
    example: { input: { userId: EXAMPLE_IDS.ada }, response: { tempPassword: 'Example-only-1' } },
  }),

  'forgot-password': defineAction({
    ...BY_HELP_DESK,
    title: 'Start forgotten-password flow',
    description:
      'Makes a one-time link with which an ACTIVE user can choose a new password after answering the recovery question. The status stays and the old password works meanwhile, unlike reset-password.',
    route: 'POST /api/v1/users/{userId}/credentials/forgot_password',
    input: z.strictObject({
      userId: UserId,
      sendEmail: z
        .boolean()
        .optional()
        .describe('True: Okta mails the link to the user. False: the link comes back here. True where omitted'),
    }),
    query: ['sendEmail'],
    output: ResetPasswordAnswer,
    example: {
      input: { userId: EXAMPLE_IDS.ada, sendEmail: false },
      response: { resetPasswordUrl: 'https://acme.okta.com/signin/reset-password/example-one-time-token' },
    },
  }),

  'set-password': defineAction({
    ...BY_USER_ADMIN,
    title: 'Set password',
    description:
      'Sets a new password without knowing the old one and without telling the user. It ends RECOVERY and PASSWORD_EXPIRED. Profile and other credentials stay.',
    route: 'POST /api/v1/users/{userId}',
    input: z.strictObject({
      userId: UserId,
      credentials: z
        .strictObject({ password: PasswordValue.describe('The new password; the password policy judges it') })
        .describe('Holds the new password'),
      strict: z.boolean().optional().describe("Applies the policy's minimum age and history too; false where omitted"),
    }),
    query: ['strict'],
    output: User,
    example: {
      input: { userId: EXAMPLE_IDS.ada, credentials: { password: { value: 'Example-only-1' } } },
      response: exampleUser,
    },
  }),

  'change-password': defineAction({
    ...BY_USER_ADMIN,
    title: 'Change password',
    description:
      'Sets a new password after Okta has checked the old one. Only for users in STAGED, ACTIVE, PASSWORD_EXPIRED or RECOVERY who have a password; a user in RECOVERY becomes ACTIVE.',
    route: 'POST /api/v1/users/{userId}/credentials/change_password',
    input: z.strictObject({
      userId: UserId,
      oldPassword: PasswordValue.describe('The present password'),
      newPassword: PasswordValue.describe('The new password; the password policy judges it'),
      revokeSessions,
      strict: z.boolean().optional().describe("Applies the policy's minimum age too; false where omitted"),
    }),
    query: ['strict'],
    output: CredentialsAnswer,
    example: {
      input: {
        userId: EXAMPLE_IDS.ada,
        oldPassword: { value: 'Example-only-1' },
        newPassword: { value: 'Example-only-2' },
      },
      response: exampleCredentials,
    },
  }),

  'change-recovery-question': defineAction({
    ...BY_USER_ADMIN,
    title: 'Change recovery question',
    description:
      "Sets the user's recovery question and answer after Okta has checked the password. Only for users in STAGED, ACTIVE or RECOVERY who have a password.",
    route: 'POST /api/v1/users/{userId}/credentials/change_recovery_question',
    input: z.strictObject({
      userId: UserId,
      password: PasswordValue.describe('The present password'),
      recovery_question: RecoveryQuestion,
    }),
    output: CredentialsAnswer,
    example: {
      input: {
        userId: EXAMPLE_IDS.ada,
        password: { value: 'Example-only-1' },
        recovery_question: { question: 'What was the name of your first engine?', answer: 'Difference' },
      },
      response: exampleCredentials,
    },
  }),
};
