import { readFileSync } from 'node:fs';

/** Scopes of the org authorization server that are not Okta API scopes. */
export const openidScopes = [
  'openid',
  'offline_access',
  'profile',
  'email',
  'address',
  'phone',
  'groups',
  'device_sso',
];

/** All Okta API scopes that some operation needs, with `manage` beside each `read`. */
export function loadApiScopes(): string[] {
  const file = new URL('../../vendor/okta-operations.json', import.meta.url);
  const { operations } = JSON.parse(readFileSync(file, 'utf8')) as { operations: { scopes: string[] }[] };
  const named = operations.flatMap((operation) => operation.scopes);
  return [
    ...new Set([...named, 'okta.universalLogout.manage', 'okta.myAccount.read', 'okta.users.read.self']),
  ].toSorted();
}
