import { z } from 'zod';
import { EXAMPLE_IDS } from './ids.js';
import { SECRET } from './secret.js';

const time = (description: string) => z.string().nullable().optional().describe(description);
const links = z.looseObject({}).nullable().optional().describe('What can be done next');

/** A factor of a user; its profile depends on the type. */
export const Factor = z.looseObject({
  id: z.string().describe('The id of the factor'),
  factorType: z.string().describe('Kind of factor, such as sms, push or token:software:totp'),
  provider: z.string().nullable().optional().describe('Who provides it, such as OKTA, GOOGLE or FIDO'),
  vendorName: z.string().nullable().optional().describe('The name of the vendor'),
  status: z.string().nullable().optional().describe('ACTIVE or PENDING_ACTIVATION, rarely another one'),
  created: time('When it was enrolled'),
  lastUpdated: time('When it last changed'),
  profile: z.looseObject({}).nullable().optional().describe('Phone number, e-mail address, device and the like'),
  _embedded: z
    .looseObject({
      activation: z
        .looseObject({
          sharedSecret: z.string().optional().describe('What the authenticator app has to be given').meta(SECRET),
        })
        .nullable()
        .optional()
        .describe('What the person needs to finish the enrollment'),
    })
    .nullable()
    .optional()
    .describe('Holds activation while an enrollment is not finished'),
  _links: links,
});

/** A kind of factor that a user may have. */
export const SupportedFactor = z.looseObject({
  factorType: z.string().describe('Kind of factor'),
  provider: z.string().nullable().optional().describe('Who provides it'),
  vendorName: z.string().nullable().optional().describe('The name of the vendor'),
  status: z.string().nullable().optional().describe('NOT_SETUP, PENDING_ACTIVATION or ACTIVE'),
  enrollment: z.string().nullable().optional().describe('OPTIONAL or REQUIRED'),
  _links: links,
});

/** How far a verification has come. */
export const FactorVerification = z.looseObject({
  factorResult: z
    .string()
    .describe(
      'SUCCESS, CHALLENGE (a code is on its way), WAITING (push: poll), REJECTED, TIMEOUT, EXPIRED, FAILED or ERROR',
    ),
  expiresAt: time('Until when the person may answer'),
  factorMessage: z.string().nullable().optional().describe('A message for the person'),
  profile: z.looseObject({}).nullable().optional().describe('The profile of the factor'),
  _embedded: z.looseObject({}).nullable().optional().describe('The challenge, where there is one to answer'),
  _links: links.describe('poll leads to the transaction of a push challenge'),
});

export const FactorType = z
  .enum([
    'sms',
    'call',
    'email',
    'push',
    'question',
    'token:software:totp',
    'token:hotp',
    'token:hardware',
    'token',
    'web',
    'webauthn',
    'u2f',
  ])
  .describe('Kind of factor');

export const FactorProvider = z
  .enum(['OKTA', 'GOOGLE', 'FIDO', 'CUSTOM', 'DUO', 'RSA', 'SYMANTEC', 'YUBICO'])
  .describe('OKTA for sms, call, email, push, question; OKTA or GOOGLE for token:software:totp; FIDO for webauthn');

const text = (description: string, max: number) => z.string().min(1).max(max).optional().describe(description);

/** What a factor of each type is enrolled with. */
export const NewFactorProfile = z
  .strictObject({
    phoneNumber: text('sms and call: the number in E.164, such as +15554151337', 40),
    phoneExtension: text('call: the extension', 15),
    email: text("email: the user's primary or secondary address", 100),
    question: text('question: the key of the question, such as disliked_food', 100),
    answer: text('question: the answer, at least 4 characters', 255).meta(SECRET),
    credentialId: text('token: the id of the hardware token', 255),
    sharedSecret: text('token:hotp: the secret of the hardware token', 255).meta(SECRET),
  })
  .describe('What belongs to the type; push, webauthn and token:software:totp need nothing');

const encoded = (description: string) => z.string().min(1).max(20_000).optional().describe(description);

export const PassCode = z.string().min(1).max(100).describe('The one-time code').meta(SECRET);

/** Proof that the person has the factor, by type. */
export const ACTIVATION_PROOFS = {
  passCode: PassCode.optional(),
  attestation: encoded('webauthn: the attestation, in Base64'),
  clientData: encoded('webauthn and u2f: the client data, in Base64'),
  registrationData: encoded('u2f: the registration data, in Base64'),
  useNumberMatchingChallenge: z.boolean().optional().describe('push: whether the person must choose a number'),
};

export const VERIFICATION_PROOFS = {
  passCode: PassCode.optional(),
  answer: text('question: the answer', 255).meta(SECRET),
  clientData: encoded('webauthn and u2f: the client data, in Base64'),
  authenticatorData: encoded('webauthn: the authenticator data, in Base64'),
  signatureData: encoded('webauthn and u2f: the signature, in Base64'),
  useNumberMatchingChallenge: z.boolean().optional().describe('push: whether the person must choose a number'),
};

const factorUrl = `https://acme.okta.com/api/v1/users/${EXAMPLE_IDS.ada}/factors/${EXAMPLE_IDS.factor}`;

export const exampleFactor: z.input<typeof Factor> = {
  id: EXAMPLE_IDS.factor,
  factorType: 'sms',
  provider: 'OKTA',
  vendorName: 'OKTA',
  status: 'ACTIVE',
  created: '2026-02-01T12:00:00.000Z',
  lastUpdated: '2026-02-01T12:01:30.000Z',
  profile: { phoneNumber: '+15554151337' },
  _links: { verify: { href: `${factorUrl}/verify`, hints: { allow: ['POST'] } } },
};

export const exampleSupportedFactor: z.input<typeof SupportedFactor> = {
  factorType: 'sms',
  provider: 'OKTA',
  vendorName: 'OKTA',
  status: 'NOT_SETUP',
  enrollment: 'OPTIONAL',
};

export const exampleVerification: z.input<typeof FactorVerification> = { factorResult: 'SUCCESS' };
