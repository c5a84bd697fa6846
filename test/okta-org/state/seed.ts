import type { SeededIds } from '../control-contract.ts';
import { userParty } from '../log/log-parties.ts';
import { seedAuthServer } from './auth-servers.ts';
import { seedDevice } from './devices.ts';
import type { OrgState } from './org-state.ts';
import type { AppRecord, GroupRecord, GroupType, SessionRecord, UserRecord } from './records.ts';
import { seedAdminRole } from './seed-admin.ts';
import { seedPolicies } from './seed-policies.ts';
import { seedZones } from './seed-zones.ts';
import { seedManyUsers, seedUser } from './seed-users.ts';

const PASSWORD = 'Correct.Horse1';
const CLIENT_ID = '0oaseededclient5d7';
const SESSION_MS = 2 * 3600 * 1000;
const PROVISIONING = ['PUSH_NEW_USERS', 'PUSH_PROFILE_UPDATES', 'GROUP_PUSH'];

/** Adds a group without a log event. */
export function seedGroup(org: OrgState, name: string, type: GroupType = 'OKTA_GROUP', sourceId?: string): GroupRecord {
  const now = org.isoNow();
  const directory = type === 'APP_GROUP';
  const group: GroupRecord = {
    id: org.ids.take('00g'),
    created: now,
    lastUpdated: now,
    lastMembershipUpdated: now,
    objectClass: [directory ? 'okta:windows_security_principal' : 'okta:user_group'],
    type,
    profile: {
      name,
      description: `${name} of the local org`,
      ...(directory && { samAccountName: name, dn: `CN=${name},OU=Groups,DC=example,DC=com` }),
    },
    owners: [],
    ...(sourceId !== undefined && { source: { id: sourceId } }),
  };
  org.groups.put(group);
  return group;
}

interface SeedApp {
  label: string;
  name: string;
  signOnMode?: string;
  features?: string[];
}

/** Adds an app without a log event. */
export function seedApp(org: OrgState, given: SeedApp): AppRecord {
  const now = org.isoNow();
  const app: AppRecord = {
    id: org.ids.take('0oa'),
    name: given.name,
    label: given.label,
    status: 'ACTIVE',
    signOnMode: given.signOnMode ?? 'SAML_2_0',
    created: now,
    lastUpdated: now,
    features: given.features ?? [],
    userIds: new Set(),
    groupIds: new Set(),
  };
  org.apps.put(app);
  return app;
}

/** Adds a session of two hours. */
export function seedSession(org: OrgState, user: UserRecord): SessionRecord {
  const session: SessionRecord = {
    id: org.ids.take('102'),
    userId: user.id,
    login: String(user.profile['login']),
    createdAt: org.isoNow(),
    expiresAt: new Date(org.now() + SESSION_MS).toISOString(),
  };
  org.sessions.set(session.id, session);
  return session;
}

function seedStatuses(org: OrgState): SeededIds['users'] {
  const add = (login: string, firstName: string, status: UserRecord['status'], password?: string): string =>
    seedUser(org, {
      login: `${login}@example.com`,
      firstName,
      lastName: 'Example',
      status,
      secrets: password === undefined ? {} : { password, question: 'What is your favourite movie?', answer: 'Seven' },
      profile: { department: 'Engineering' },
    }).id;
  return {
    admin: add('admin', 'Super', 'ACTIVE', PASSWORD),
    active: add('isaac.brock', 'Isaac', 'ACTIVE', PASSWORD),
    staged: add('stella.staged', 'Stella', 'STAGED'),
    provisioned: add('paula.provisioned', 'Paula', 'PROVISIONED'),
    suspended: add('sue.suspended', 'Sue', 'SUSPENDED', PASSWORD),
    lockedOut: add('lou.locked', 'Lou', 'LOCKED_OUT', PASSWORD),
    deprovisioned: add('dave.gone', 'Dave', 'DEPROVISIONED'),
    recovery: add('rita.recovery', 'Rita', 'RECOVERY', PASSWORD),
  };
}

function seedApps(org: OrgState): SeededIds['apps'] {
  return {
    salesforce: seedApp(org, { label: 'Salesforce.com', name: 'salesforce', features: PROVISIONING }).id,
    bookmark: seedApp(org, { label: 'Team Wiki', name: 'bookmark', signOnMode: 'BOOKMARK' }).id,
    directory: seedApp(org, { label: 'example.com', name: 'active_directory', signOnMode: 'AUTO_LOGIN' }).id,
  };
}

function seedGroups(org: OrgState, apps: SeededIds['apps']): SeededIds['groups'] {
  const everyone = seedGroup(org, 'Everyone', 'BUILT_IN').id;
  org.everyoneGroupId = everyone;
  return {
    everyone,
    engineering: seedGroup(org, 'Engineering').id,
    support: seedGroup(org, 'Support').id,
    directory: seedGroup(org, 'AD Contractors', 'APP_GROUP', apps.directory).id,
  };
}

function seedRelations(org: OrgState, users: SeededIds['users'], groups: SeededIds['groups']): void {
  org.memberships.add(groups.engineering, users.active);
  org.memberships.add(groups.engineering, users.suspended);
  org.memberships.add(groups.directory, users.active);
  org.linkedObjects.push({
    primary: { name: 'manager', title: 'Manager', description: 'Manager of the employee', type: 'USER' },
    associated: { name: 'subordinate', title: 'Subordinate', description: 'Employee of the manager', type: 'USER' },
  });
  org.linkedPrimaries.set(`manager|${users.active}`, users.admin);
  const created = org.isoNow();
  seedDevice(org, { displayName: 'Laptop', platform: 'MACOS', userId: users.active });
  for (const scopeId of ['okta.users.read', 'openid']) {
    org.grants.put({ id: org.ids.take('oag'), userId: users.active, clientId: CLIENT_ID, scopeId, created });
  }
  const expiresAt = new Date(org.now() + 90 * 24 * 3600 * 1000).toISOString();
  const token = { userId: users.active, clientId: CLIENT_ID, scopes: ['offline_access', 'okta.users.read'] };
  org.refreshTokens.put({ id: org.ids.take('oar'), ...token, created, expiresAt });
  org.oauthClientNames.set(CLIENT_ID, 'Seeded client');
}

/** Fills a fresh org: a super admin with the API token, one user per status, groups, apps and what hangs on them. */
export function seedOrg(org: OrgState, given: { apiToken: string; users: number }): SeededIds {
  const users = seedStatuses(org);
  const apps = seedApps(org);
  const groups = seedGroups(org, apps);
  seedRelations(org, users, groups);
  org.apps.get(apps.salesforce)?.groupIds.add(groups.engineering);
  org.apps.get(apps.bookmark)?.userIds.add(users.active);
  const active = org.users.get(users.active);
  if (!active) throw new Error('the seed lost its active user');
  const session = seedSession(org, active);
  org.logs.add({ eventType: 'user.session.start', actor: userParty(active), targets: [userParty(active)] });
  const tokenId = org.ids.take('00T');
  const owner = { id: tokenId, name: 'first token', userId: users.admin, created: org.isoNow() };
  org.apiTokens.set(given.apiToken, { token: given.apiToken, ...owner, lastUsedAt: org.now() });
  seedAuthServer(org, { name: 'default', audiences: ['api://default'] });
  seedAdminRole(org, users.admin, 'super');
  const zones = seedZones(org);
  const policies = seedPolicies(org, groups.engineering);
  seedManyUsers(org, given.users);
  return { users, groups, apps, zones, policies, sessionId: session.id, clientId: CLIENT_ID };
}
