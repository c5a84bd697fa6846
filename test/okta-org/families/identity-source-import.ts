import { userParty } from '../log/log-parties.ts';
import type { Call } from '../server/route.ts';
import { logChange } from '../server/route.ts';
import type { ImportedUser, ImportSession } from '../state/identity-sources.ts';
import { baseProfileProperties } from '../state/profile-schema.ts';
import { faultOfProfile, mergeProfile } from '../state/profile-validation.ts';
import type { Profile, UserRecord } from '../state/records.ts';
import { seedUser } from '../state/seed-users.ts';
import { deactivate } from './user-lifecycle.ts';
import { saveUser } from './user-lookup.ts';

const RENAMED: Record<string, string> = { userName: 'login', homeAddress: 'postalAddress' };

/** The default mapping: equal names, but for the user name and the address; what Okta does not have is left out. */
function mapped(call: Call, given: Record<string, unknown>): Profile {
  const { custom } = call.org.schemas.ofType(call.org.userTypeId);
  const entries = Object.entries(given).map(([name, value]) => [RENAMED[name] ?? name, value] as const);
  return Object.fromEntries(entries.filter(([name]) => name in baseProfileProperties || custom.has(name)));
}

function existing(call: Call, sourceId: string, { externalId, profile }: ImportedUser): UserRecord | undefined {
  const linked = call.org.users.get(call.org.identitySources.userOf(sourceId, externalId) ?? '');
  return linked ?? call.org.userByLogin(String(profile['userName']));
}

/** Creates the user or updates the one that is linked or has the user name; an unsound profile is left out. */
function upsert(call: Call, sourceId: string, imported: ImportedUser): void {
  const { custom } = call.org.schemas.ofType(call.org.userTypeId);
  const user = existing(call, sourceId, imported);
  const profile = mergeProfile(user?.profile ?? {}, mapped(call, imported.profile));
  if (faultOfProfile(profile, custom)) return;
  const saved = user ? saveUser(call, user, { profile }) : created(call, profile);
  call.org.identitySources.link(sourceId, imported.externalId, saved.id);
  const eventType = user ? 'user.account.update_profile' : 'user.lifecycle.create';
  logChange(call, { eventType, targets: [userParty(saved)] });
}

function created(call: Call, profile: Profile): UserRecord {
  const [login, firstName, lastName] = ['login', 'firstName', 'lastName'].map((name) => String(profile[name]));
  const secrets = { provider: { type: 'IMPORT', name: 'IMPORT' } };
  return seedUser(call.org, {
    login: login ?? '',
    firstName: firstName ?? '',
    lastName: lastName ?? '',
    status: 'ACTIVE',
    secrets,
    profile,
  });
}

function remove(call: Call, sourceId: string, externalId: string): void {
  const user = call.org.users.get(call.org.identitySources.userOf(sourceId, externalId) ?? '');
  if (user && user.status !== 'DEPROVISIONED') deactivate(call, user);
}

/** Does at once what Okta does as a job: upserts first, then deactivations. */
export function importSession(call: Call, { identitySourceId, upserts, deletions }: ImportSession): void {
  for (const imported of upserts) upsert(call, identitySourceId, imported);
  for (const externalId of deletions) remove(call, identitySourceId, externalId);
}
