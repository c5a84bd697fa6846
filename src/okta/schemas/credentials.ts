import { z } from 'zod';
import { SECRET } from './secret.js';

/** A password in plain text; the org's password policy judges it. */
export const PasswordValue = z
  .strictObject({ value: z.string().min(1).max(1024).describe('The password').meta(SECRET) })
  .describe('A password');

const short = (description: string) => z.string().min(1).max(100).describe(description);

const PasswordHash = z
  .strictObject({
    algorithm: z
      .enum(['BCRYPT', 'SHA-512', 'SHA-256', 'SHA-1', 'MD5', 'PBKDF2'])
      .describe('The algorithm that made the hash'),
    value: z.string().min(1).max(1024).describe('The hash: Radix-64 for BCRYPT, else Base64').meta(SECRET),
    salt: z
      .string()
      .min(1)
      .max(1024)
      .optional()
      .describe('The salt: 22 characters for BCRYPT, else Base64')
      .meta(SECRET),
    saltOrder: z
      .enum(['PREFIX', 'POSTFIX'])
      .optional()
      .describe('Where the salt was put; for salted hashes but BCRYPT and PBKDF2'),
    workFactor: z.int().min(1).max(20).optional().describe('BCRYPT only: the cost'),
    iterationCount: z.int().min(4096).max(10_000_000).optional().describe('PBKDF2 only: the iterations'),
    keySize: z.int().min(1).max(1024).optional().describe('PBKDF2 only: bytes of the derived key'),
    digestAlgorithm: z.enum(['SHA256_HMAC', 'SHA512_HMAC']).optional().describe('PBKDF2 only'),
  })
  .describe('The hash of a password that another system knows; Okta checks against it at the first sign-in');

export const RecoveryQuestion = z
  .strictObject({
    question: short('The question'),
    answer: short('The answer; Okta asks for at least 4 characters').meta(SECRET),
  })
  .describe('The question that lets the user recover the account');

/** Credentials that a user may be given. */
export const CredentialsInput = z
  .strictObject({
    password: z
      .strictObject({
        value: z
          .string()
          .min(1)
          .max(1024)
          .optional()
          .describe('The password; the password policy judges it')
          .meta(SECRET),
        hash: PasswordHash.optional(),
        hook: z
          .strictObject({ type: z.literal('default').describe('Always default') })
          .optional()
          .describe("The org's password import hook checks the password at the first sign-in"),
      })
      .optional()
      .describe('One of value, hash and hook'),
    recovery_question: RecoveryQuestion.optional(),
    provider: z
      .strictObject({
        type: z
          .enum(['OKTA', 'ACTIVE_DIRECTORY', 'LDAP', 'FEDERATION', 'SOCIAL', 'IMPORT'])
          .describe('Who checks the password'),
        name: short('The name of that directory or provider').optional(),
      })
      .optional()
      .describe('Who authenticates the user; needs provider=true when a user is created'),
  })
  .describe('Password, recovery question and authentication provider');

/** Credentials as Okta answers them: what exists, never its value. */
export const CredentialsAnswer = z.looseObject({
  password: z.looseObject({}).optional().describe('Present when there is a password; empty'),
  recovery_question: z
    .looseObject({ question: z.string().optional() })
    .optional()
    .describe('The question without its answer'),
  provider: z
    .looseObject({ type: z.string().optional(), name: z.string().optional() })
    .optional()
    .describe('Who authenticates the user'),
});

const secretText = (description: string) => z.string().optional().describe(description).meta(SECRET);

export const ActivationAnswer = z.looseObject({
  activationUrl: secretText('One-time activation link; only where no e-mail was sent'),
  activationToken: secretText('The token of that link'),
});

export const ResetPasswordAnswer = z.looseObject({
  resetPasswordUrl: secretText('One-time reset link; only where no e-mail was sent'),
});

export const TempPasswordAnswer = z.looseObject({
  tempPassword: secretText('The temporary password, shown this once'),
});

export const exampleCredentials: z.input<typeof CredentialsAnswer> = {
  password: {},
  recovery_question: { question: 'What was the name of your first engine?' },
  provider: { type: 'OKTA', name: 'OKTA' },
};
