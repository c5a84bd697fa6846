import { z } from 'zod';
import { ORG_READS } from '../org-reads/org-operation.js';
import { orgList, type Option, type OptionSource } from './option-source.js';

/** Okta's types of factors. Source: https://developer.okta.com/docs/api/openapi/okta-management/management/tag/UserFactor/ */
const FACTOR_TYPES: Readonly<Record<string, { label: string; providers: string }>> = {
  push: { label: 'Okta Verify push, or a custom app', providers: 'OKTA, CUSTOM' },
  signed_nonce: { label: 'Okta FastPass', providers: 'OKTA' },
  'token:software:totp': { label: 'One-time password app', providers: 'OKTA, GOOGLE' },
  webauthn: { label: 'Security key or biometrics (WebAuthn)', providers: 'FIDO' },
  u2f: { label: 'Security key (U2F)', providers: 'FIDO' },
  sms: { label: 'Text message', providers: 'OKTA' },
  call: { label: 'Phone call', providers: 'OKTA' },
  email: { label: 'E-mail', providers: 'OKTA' },
  question: { label: 'Security question', providers: 'OKTA' },
  token: { label: 'Token of another vendor', providers: 'RSA, SYMANTEC' },
  'token:hardware': { label: 'Hardware token', providers: 'YUBICO' },
  'token:hotp': { label: 'Custom one-time password token', providers: 'CUSTOM' },
  web: { label: 'Duo Security', providers: 'DUO' },
};

const FACTOR_CATALOGUE: readonly Option[] = Object.entries(FACTOR_TYPES).map(([value, { label, providers }]) => ({
  value,
  label,
  description: `${value}; provider ${providers}`,
}));

const text = z.string().nullish().catch(null);

const EnrolledFactor = z.looseObject({
  id: z.string(),
  factorType: z.string(),
  provider: text,
  status: text,
  profile: z
    .looseObject({ phoneNumber: text, email: text, name: text, authenticatorName: text, question: text })
    .nullish()
    .catch(null),
});

function enrolledOption({ id, factorType, provider, status, profile }: z.output<typeof EnrolledFactor>): Option {
  const which = profile?.phoneNumber ?? profile?.name ?? profile?.authenticatorName ?? profile?.email;
  return {
    value: id,
    label: [FACTOR_TYPES[factorType]?.label ?? factorType, which].filter(Boolean).join(': '),
    description: [factorType, provider, status].filter(Boolean).join(', '),
  };
}

/** The types of factors there are, or with `userId` the factors that the user has enrolled. */
export const factorOptions: OptionSource = {
  parameters: ['userId'],
  lists: ({ userId }) =>
    userId === undefined
      ? [{ kind: 'fixed', options: FACTOR_CATALOGUE }]
      : [
          orgList({
            operation: ORG_READS.userFactors,
            input: { userId },
            searchedBy: 'us',
            item: EnrolledFactor,
            option: enrolledOption,
          }),
        ],
};
