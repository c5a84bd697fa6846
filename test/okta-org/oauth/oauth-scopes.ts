import { readOperationFacts } from '../server/operation-index.ts';

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
  const named = readOperationFacts().flatMap((operation) => operation.scopes);
  return [
    ...new Set([...named, 'okta.universalLogout.manage', 'okta.myAccount.read', 'okta.users.read.self']),
  ].toSorted();
}
