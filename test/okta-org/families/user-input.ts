import { OktaError, validationFailed } from '../okta-error.ts';
import type { Profile, UserSecrets } from '../state/records.ts';

const POLICY =
  'Password requirements: at least 8 characters, a lowercase letter, an uppercase letter, a number, no parts of your username.';

/** Reads a nested JSON object; undefined when absent. */
export function objectAt(source: Record<string, unknown>, name: string): Record<string, unknown> | undefined {
  const value = source[name];
  return value !== null && typeof value === 'object' && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}

/** Reads a nested string; undefined when absent or of another type. */
export function textAt(source: Record<string, unknown> | undefined, name: string): string | undefined {
  const value = source?.[name];
  return typeof value === 'string' ? value : undefined;
}

/** Tells what the default password policy (8 characters, lower, upper, digit, no login) misses, if anything. */
export function passwordFault(password: string, login: string): string | undefined {
  const local = (login.split('@')[0] ?? '').toLowerCase();
  const sound =
    password.length >= 8 &&
    /[a-z]/.test(password) &&
    /[A-Z]/.test(password) &&
    /\d/.test(password) &&
    !(local.length >= 4 && password.toLowerCase().includes(local));
  return sound ? undefined : `Password requirements were not met. ${POLICY}`;
}

/**
 * Reads `credentials` of a create or update request on top of the present ones.
 * @throws OktaError E0000001 when the password or the recovery question is not acceptable
 */
export function readSecrets(body: Record<string, unknown>, profile: Profile, current: UserSecrets): UserSecrets {
  const credentials = objectAt(body, 'credentials') ?? {};
  const password = readPassword(objectAt(credentials, 'password'), profile);
  const recovery = objectAt(credentials, 'recovery_question');
  const provider = objectAt(credentials, 'provider');
  return {
    ...current,
    ...(password !== undefined && { password }),
    ...(recovery && readRecovery(recovery)),
    ...(provider && {
      provider: { type: textAt(provider, 'type') ?? 'OKTA', name: textAt(provider, 'name') ?? 'OKTA' },
    }),
  };
}

function readPassword(password: Record<string, unknown> | undefined, profile: Profile): string | undefined {
  if (!password) return undefined;
  if (objectAt(password, 'hash')) return `imported hash ${JSON.stringify(password['hash'])}`;
  if (objectAt(password, 'hook')) return 'password import hook';
  const value = textAt(password, 'value');
  if (value === undefined) return undefined;
  const fault = passwordFault(value, String(profile['login']));
  if (fault) throw validationFailed('password', `password: ${fault}`);
  return value;
}

/** Reads a recovery question with its answer (Okta: at least 4 characters, no part of the question). */
export function readRecovery(recovery: Record<string, unknown>): { question: string; answer: string } {
  const question = textAt(recovery, 'question') ?? '';
  const answer = textAt(recovery, 'answer') ?? '';
  if (question === '') throw validationFailed('recovery_question', 'question: The field cannot be left blank');
  if (answer.length < 4) {
    throw validationFailed('recovery_question', 'The security question answer must be at least 4 characters in length');
  }
  return { question, answer };
}

/** E0000028 naming a query parameter that Okta requires. */
export function missingParameter(name: string): OktaError {
  return new OktaError('E0000028', { summary: `The request is missing a required parameter: ${name}` });
}
