import type { FactorRecord } from './factors.ts';
import { isOktaVerify } from './factors.ts';

/** The authenticators of the org; all are active. */
export const AUTHENTICATORS = [
  { id: 'autpassword0000005d7', key: 'okta_password', name: 'Password', type: 'password' },
  { id: 'autemail0000000005d7', key: 'okta_email', name: 'Email', type: 'email' },
  { id: 'autphone0000000005d7', key: 'phone_number', name: 'Phone', type: 'phone' },
  { id: 'autverify000000005d7', key: 'okta_verify', name: 'Okta Verify', type: 'app' },
  { id: 'autgoogle000000005d7', key: 'google_otp', name: 'Google Authenticator', type: 'app' },
  { id: 'autquestion0000005d7', key: 'security_question', name: 'Security Question', type: 'security_question' },
  { id: 'autwebauthn0000005d7', key: 'webauthn', name: 'Passkeys', type: 'security_key' },
  { id: 'auttac000000000005d7', key: 'tac', name: 'Temporary Access Code', type: 'tac' },
] as const;

const KEYS: Partial<Record<string, string>> = {
  sms: 'phone_number',
  call: 'phone_number',
  email: 'okta_email',
  question: 'security_question',
  webauthn: 'webauthn',
};

/** The authenticator that a factor is enrolled with. */
export function authenticatorKeyOf(factor: FactorRecord): string {
  if (isOktaVerify(factor)) return 'okta_verify';
  return KEYS[factor.factorType] ?? (factor.provider === 'GOOGLE' ? 'google_otp' : 'custom_otp');
}
