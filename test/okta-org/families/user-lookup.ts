import { resourceNotFound } from '../okta-error.ts';
import type { Call } from '../server/route.ts';
import type { UserRecord } from '../state/records.ts';

/**
 * Finds a user by id, login, unambiguous short login, or `me` (Okta: getUser).
 * @throws OktaError E0000007
 */
export function findUser(call: Call, key: string): UserRecord {
  const id = key === 'me' ? (call.actor.userId ?? key) : key;
  const user = call.org.users.get(id) ?? call.org.userByLogin(id) ?? byShortLogin(call, id);
  if (!user) throw resourceNotFound(key, 'User');
  return user;
}

function byShortLogin(call: Call, key: string): UserRecord | undefined {
  if (key.includes('@') || key.startsWith('00u')) return undefined;
  const candidates = call.org.usersByShortLogin(key);
  return candidates.length === 1 ? candidates[0] : undefined;
}

/** The user named by the path, whatever the operation calls the parameter. */
export function pathUser(call: Call): UserRecord {
  return findUser(call, call.params['id'] ?? call.params['userId'] ?? call.params['userIdOrLogin'] ?? '');
}

/** Stores a changed user and stamps lastUpdated, and statusChanged when the status differs. */
export function saveUser(call: Call, before: UserRecord, change: Partial<UserRecord>): UserRecord {
  const now = call.org.isoNow();
  const after = { ...before, ...change, lastUpdated: now };
  if (after.status !== before.status) after.statusChanged = now;
  call.org.putUser(after);
  return after;
}

/** Reads a boolean query parameter. */
export function flag(call: Call, name: string, fallback: boolean): boolean {
  const value = call.query.get(name);
  return value === null ? fallback : value.toLowerCase() === 'true';
}
