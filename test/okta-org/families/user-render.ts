import { schemaIdOf } from '../state/profile-schemas.ts';
import type { UserRecord } from '../state/records.ts';
import { allowedStatuses } from '../state/user-status.ts';

function credentialsOf(user: UserRecord): Record<string, unknown> {
  const { password, question, provider } = user.secrets;
  return {
    ...(password !== undefined && { password: {} }),
    ...(question !== undefined && { recovery_question: { question } }),
    provider,
  };
}

/** Credentials as the credential operations answer them: never a secret value. */
export function renderCredentials(user: UserRecord): Record<string, unknown> {
  return credentialsOf(user);
}

function lifecycleLinks(user: UserRecord, self: string): Record<string, unknown> {
  const links: Record<string, unknown> = {};
  const operations = ['suspend', 'unsuspend', 'unlock', 'activate', 'reactivate', 'deactivate'] as const;
  for (const operation of operations) {
    if (!allowedStatuses(operation).includes(user.status)) continue;
    links[operation] = { href: `${self}/lifecycle/${operation}`, method: 'POST' };
  }
  if (user.status === 'ACTIVE' && user.secrets.password !== undefined) {
    links['resetPassword'] = { href: `${self}/lifecycle/reset_password`, method: 'POST' };
    links['expirePassword'] = { href: `${self}/lifecycle/expire_password`, method: 'POST' };
    links['forgotPassword'] = { href: `${self}/credentials/forgot_password`, method: 'POST' };
    links['changePassword'] = { href: `${self}/credentials/change_password`, method: 'POST' };
    links['changeRecoveryQuestion'] = { href: `${self}/credentials/change_recovery_question`, method: 'POST' };
  }
  return links;
}

/** A user as lists show it: the self link only (lists are not authoritative on links). */
export function renderListedUser(user: UserRecord, baseUrl: string): Record<string, unknown> {
  return {
    id: user.id,
    status: user.status,
    created: user.created,
    activated: user.activated,
    statusChanged: user.statusChanged,
    lastLogin: user.lastLogin,
    lastUpdated: user.lastUpdated,
    passwordChanged: user.passwordChanged,
    type: user.type,
    ...(user.realmId !== undefined && { realmId: user.realmId }),
    profile: { mobilePhone: null, secondEmail: null, ...user.profile },
    credentials: credentialsOf(user),
    _links: { self: { href: `${baseUrl}/api/v1/users/${user.id}` } },
  };
}

/** A single user with the links its status allows. */
export function renderUser(user: UserRecord, baseUrl: string): Record<string, unknown> {
  const self = `${baseUrl}/api/v1/users/${user.id}`;
  return {
    ...renderListedUser(user, baseUrl),
    _links: {
      ...lifecycleLinks(user, self),
      schema: { href: `${baseUrl}/api/v1/meta/schemas/user/${schemaIdOf(user.type.id)}` },
      self: { href: self },
      type: { href: `${baseUrl}/api/v1/meta/types/user/${user.type.id}` },
    },
  };
}

function pick(source: Record<string, unknown>, names: string[]): Record<string, unknown> {
  return Object.fromEntries(names.filter((name) => name in source).map((name) => [name, source[name]]));
}

/** Projects a rendered user on `fields`, e.g. `id,status,profile:(firstName,city)`; the id always stays. */
export function projectUser(rendered: Record<string, unknown>, fields: string | null): Record<string, unknown> {
  if (fields === null) return rendered;
  const inner = /profile:\(([^)]*)\)/.exec(fields)?.[1];
  const outer = fields.replace(/profile:\([^)]*\)/, '');
  const names = outer.split(',').map((name) => name.trim());
  const projected = pick(rendered, ['id', ...names]);
  if (inner === undefined) return projected;
  const profile = rendered['profile'] as Record<string, unknown>;
  return {
    ...projected,
    profile: pick(
      profile,
      inner.split(',').map((name) => name.trim()),
    ),
  };
}
