import { z } from 'zod';
import { EXAMPLE_IDS } from './ids.js';
import { SECRET } from './secret.js';

const time = (description: string) => z.string().nullable().optional().describe(description);

/** An authenticator of the org. */
export const Authenticator = z.looseObject({
  id: z.string().describe('The id of the authenticator'),
  key: z.string().nullable().optional().describe('What it is, such as okta_verify, phone_number or tac'),
  name: z.string().nullable().optional().describe('The name that people see'),
  type: z.string().nullable().optional().describe('Its type, such as app, phone or tac'),
  status: z.string().nullable().optional().describe('ACTIVE or INACTIVE'),
  created: time('When it was created'),
  lastUpdated: time('When it last changed'),
  _links: z.looseObject({}).nullable().optional().describe('Related resources'),
});

/** What a user has enrolled with an authenticator. */
export const AuthenticatorEnrollment = z.looseObject({
  id: z.string().describe('The id of the enrollment'),
  key: z.string().nullable().optional().describe('The key of the authenticator'),
  name: z.string().nullable().optional().describe('The name of the authenticator'),
  type: z.string().nullable().optional().describe('The type of the authenticator'),
  status: z.string().nullable().optional().describe('The status of the enrollment'),
  created: time('When it was enrolled'),
  lastUpdated: time('When it last changed'),
  profile: z.looseObject({}).nullable().optional().describe('Phone number and the like, hidden unless disclosed'),
  _links: z.looseObject({}).nullable().optional().describe('Related resources'),
});

/** An enrollment with the code itself, which is shown this once. */
export const TemporaryAccessCode = AuthenticatorEnrollment.extend({
  profile: z
    .looseObject({
      tac: z.string().optional().describe('The code').meta(SECRET),
      expiresAt: time('Until when it works'),
      multiUse: z.boolean().nullable().optional().describe('Whether it works more than once'),
    })
    .describe('The code and its limits'),
});

export const AuthenticatorId = z
  .string()
  .min(1)
  .max(100)
  .describe('The id of the authenticator, from list-authenticators');

export const NewTemporaryAccessCode = z
  .strictObject({
    ttl: z
      .string()
      .regex(/^[1-9]\d{1,4}$/, 'must be whole minutes')
      .max(5)
      .optional()
      .describe('For how many minutes it works, as text: 10 to 14400, within what the org permits'),
    multiUse: z.boolean().optional().describe('Whether it works more than once; the org must permit it'),
  })
  .describe('Limits of the code');

export const exampleAuthenticator: z.input<typeof Authenticator> = {
  id: EXAMPLE_IDS.authenticator,
  key: 'tac',
  name: 'Temporary Access Code',
  type: 'tac',
  status: 'ACTIVE',
  created: '2026-01-05T10:00:00.000Z',
  lastUpdated: '2026-01-05T10:00:00.000Z',
};

export const exampleEnrollment: z.input<typeof AuthenticatorEnrollment> = {
  id: EXAMPLE_IDS.factor,
  key: 'phone_number',
  name: 'Phone',
  type: 'phone',
  status: 'ACTIVE',
  created: '2026-02-01T12:00:00.000Z',
  lastUpdated: '2026-02-01T12:01:30.000Z',
  profile: { phoneNumber: '+1 XXX-XXX-1337' },
};

export const exampleTemporaryAccessCode: z.input<typeof TemporaryAccessCode> = {
  id: 'tac1a2b3c4d5e6f7g8h9',
  key: 'tac',
  name: 'Temporary Access Code',
  type: 'tac',
  status: 'ACTIVE',
  created: '2026-02-01T12:00:00.000Z',
  lastUpdated: '2026-02-01T12:00:00.000Z',
  profile: { tac: 'example-only', expiresAt: '2026-02-01T13:00:00.000Z', multiUse: false },
};
