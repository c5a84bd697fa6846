import { z } from 'zod';
import { defineAction } from '../define-action.js';
import {
  ACTIVATION_PROOFS,
  exampleFactor,
  exampleSupportedFactor,
  exampleVerification,
  Factor,
  FactorProvider,
  FactorType,
  FactorVerification,
  NewFactorProfile,
  PassCode,
  SupportedFactor,
  VERIFICATION_PROOFS,
} from '../../okta/schemas/factor.js';
import { EXAMPLE_IDS, FactorId, FactorTransactionId, UserId } from '../../okta/schemas/ids.js';
import { Nothing } from '../../okta/schemas/nothing.js';
import { USER_HELPERS, USER_MANAGERS, USER_READERS } from '../../okta/schemas/role-sets.js';
import { authenticators } from './authenticators.js';
import { USER_BY_LOGIN } from './user-by-login.js';

const READ = {
  scopes: ['okta.users.read'],
  roles: USER_READERS,
  effect: 'read',
  lookUps: USER_BY_LOGIN,
} as const;
const MANAGE = {
  scopes: ['okta.users.manage'],
  roles: USER_MANAGERS,
  effect: 'write',
  lookUps: USER_BY_LOGIN,
} as const;
const BY_HELP_DESK = { ...MANAGE, roles: USER_HELPERS } as const;

const templateId = z
  .string()
  .min(1)
  .max(100)
  .optional()
  .describe("sms: the id of a template; the org's own if unknown");
const tokenLifetimeSeconds = z
  .int()
  .min(1)
  .max(86_400)
  .optional()
  .describe('For how many seconds a code works; 300 where omitted');

export const factors = {
  'list-factors': defineAction({
    ...READ,
    title: 'List enrolled factors',
    description: 'Lists the factors that a user has enrolled, finished or not.',
    route: 'GET /api/v1/users/{userId}/factors',
    input: z.strictObject({ userId: UserId }),
    output: z.array(Factor),
    example: { input: { userId: EXAMPLE_IDS.ada }, response: [exampleFactor] },
  }),

  'list-factor-catalog': defineAction({
    ...READ,
    title: 'List factors a user may enroll',
    description: 'Lists the kinds of factors that the policies of the org permit to a user, and which are set up.',
    route: 'GET /api/v1/users/{userId}/factors/catalog',
    input: z.strictObject({ userId: UserId }),
    output: z.array(SupportedFactor),
    example: { input: { userId: EXAMPLE_IDS.ada }, response: [exampleSupportedFactor] },
  }),

  'get-factor': defineAction({
    ...READ,
    title: 'Get factor',
    description: 'Reads one factor of a user.',
    route: 'GET /api/v1/users/{userId}/factors/{factorId}',
    input: z.strictObject({ userId: UserId, factorId: FactorId }),
    output: Factor,
    example: { input: { userId: EXAMPLE_IDS.ada, factorId: EXAMPLE_IDS.factor }, response: exampleFactor },
  }),

  'enroll-factor': defineAction({
    ...MANAGE,
    title: 'Enroll factor',
    description:
      'Begins the enrollment of a factor: sends a code, or answers a secret, a QR code or a challenge for the person, and leaves PENDING_ACTIVATION until activate-factor. A question is ACTIVE at once, and so are sms, call, email and token:hotp with activate. One message goes to a number in 30 seconds. Reverse it with delete-factor.',
    route: 'POST /api/v1/users/{userId}/factors',
    input: z.strictObject({
      userId: UserId,
      factorType: FactorType,
      provider: FactorProvider,
      profile: NewFactorProfile.optional(),
      factorProfileId: z.string().min(1).max(100).optional().describe('token:hotp: the id of the factor profile'),
      verify: z
        .strictObject({ passCode: PassCode, nextPassCode: PassCode.optional() })
        .optional()
        .describe('token and token:hardware: what the token shows'),
      activate: z
        .boolean()
        .optional()
        .describe('Activates without a code: for sms, call, email and token:hotp; false where omitted'),
      updatePhone: z.boolean().optional().describe('Replaces the registered phone number; false where omitted'),
      templateId,
      tokenLifetimeSeconds,
    }),
    query: ['activate', 'updatePhone', 'templateId', 'tokenLifetimeSeconds'],
    output: Factor,
    example: {
      input: {
        userId: EXAMPLE_IDS.ada,
        factorType: 'sms',
        provider: 'OKTA',
        profile: { phoneNumber: '+15554151337' },
        activate: true,
      },
      response: exampleFactor,
    },
  }),

  'activate-factor': defineAction({
    ...MANAGE,
    title: 'Activate factor',
    description:
      'Finishes an enrollment with what the person has: the code of sms, call, email or token:software:totp, or the attestation of webauthn. For push it starts the wait for the device anew. Okta permits five attempts in five minutes. Reverse it with delete-factor.',
    route: 'POST /api/v1/users/{userId}/factors/{factorId}/lifecycle/activate',
    input: z.strictObject({ userId: UserId, factorId: FactorId, ...ACTIVATION_PROOFS }),
    output: Factor,
    example: {
      input: { userId: EXAMPLE_IDS.ada, factorId: EXAMPLE_IDS.factor, passCode: '123456' },
      response: exampleFactor,
    },
  }),

  'verify-factor': defineAction({
    ...BY_HELP_DESK,
    title: 'Verify factor',
    description:
      'Checks that a person has the factor. Push sends a notification and answers WAITING: ask get-factor-transaction until it is answered. For sms, call and email leave passCode out to send a code, then give it. A wrong code or answer is refused.',
    route: 'POST /api/v1/users/{userId}/factors/{factorId}/verify',
    input: z.strictObject({
      userId: UserId,
      factorId: FactorId,
      ...VERIFICATION_PROOFS,
      templateId,
      tokenLifetimeSeconds,
    }),
    query: ['templateId', 'tokenLifetimeSeconds'],
    output: FactorVerification,
    example: {
      input: { userId: EXAMPLE_IDS.ada, factorId: EXAMPLE_IDS.factor, passCode: '123456' },
      response: exampleVerification,
    },
  }),

  'get-factor-transaction': defineAction({
    ...READ,
    title: 'Poll push verification result',
    description:
      'Says whether the person has answered a push challenge: WAITING, SUCCESS, REJECTED or TIMEOUT. Its transaction id is the end of the poll link that verify-factor answers.',
    route: 'GET /api/v1/users/{userId}/factors/{factorId}/transactions/{transactionId}',
    input: z.strictObject({ userId: UserId, factorId: FactorId, transactionId: FactorTransactionId }),
    output: FactorVerification,
    example: {
      input: {
        userId: EXAMPLE_IDS.ada,
        factorId: 'opf1a2b3c4d5e6f7g8h9',
        transactionId: 'v2mst.1a2b3c4d5e6f7g8h9',
      },
      response: exampleVerification,
    },
  }),

  'delete-factor': defineAction({
    ...BY_HELP_DESK,
    title: 'Unenroll one factor',
    description:
      'Takes a factor away from a user, who may enroll it again. Taking push away takes everything of Okta Verify away. It cannot be undone.',
    route: 'DELETE /api/v1/users/{userId}/factors/{factorId}',
    effect: 'destructive',
    input: z.strictObject({
      userId: UserId,
      factorId: FactorId,
      removeRecoveryEnrollment: z
        .boolean()
        .optional()
        .describe('sms and call: forgets the number as a way of recovery, too; false where omitted'),
    }),
    output: Nothing,
    example: { input: { userId: EXAMPLE_IDS.ada, factorId: EXAMPLE_IDS.factor }, response: null },
  }),

  'reset-factors': defineAction({
    scopes: ['okta.users.manage'],
    roles: USER_HELPERS,
    title: 'Reset all factors',
    description:
      'Takes all factors away from a user, who must enroll anew at the next sign-in that asks for one. The status stays. It cannot be undone.',
    route: 'POST /api/v1/users/{userId}/lifecycle/reset_factors',
    effect: 'destructive',
    idempotent: true,
    input: z.strictObject({ userId: UserId }),
    output: Nothing,
    example: { input: { userId: EXAMPLE_IDS.ada }, response: null },
  }),

  ...authenticators,
};
