import type { SeedRequest, SeedResult } from '../control-contract.ts';
import { seedDevice } from '../state/devices.ts';
import type { OrgState } from '../state/org-state.ts';
import { seedApp, seedGroup, seedSession } from '../state/seed.ts';
import { seedFactors } from '../state/seed-factors.ts';
import { seedManyUsers } from '../state/seed-users.ts';

function seedGroups(org: OrgState, groups: NonNullable<SeedRequest['groups']>): string[] {
  return groups.map(({ name, members = 0 }) => {
    const group = seedGroup(org, name);
    let joined = 0;
    for (const { record } of org.users.scan()) {
      if (joined >= members) break;
      if (record.status !== 'DEPROVISIONED' && org.memberships.add(group.id, record.id)) joined += 1;
    }
    return group.id;
  });
}

function seedApps(org: OrgState, apps: NonNullable<SeedRequest['apps']>): string[] {
  return apps.map(({ label, name = 'bookmark', userIds = [], groupIds = [] }) => {
    const app = seedApp(org, { label, name });
    for (const id of userIds) app.userIds.add(id);
    for (const id of groupIds) app.groupIds.add(id);
    return app.id;
  });
}

function seedSessions(org: OrgState, sessions: NonNullable<SeedRequest['sessions']>): string[] {
  return sessions.flatMap(({ userId }) => {
    const user = org.users.get(userId);
    return user ? [seedSession(org, user).id] : [];
  });
}

function seedBlocks(org: OrgState, blocks: NonNullable<SeedRequest['blocks']>): void {
  for (const { userId, appliesTo } of blocks) {
    const user = org.users.get(userId);
    if (user) org.putUser({ ...user, blocks: [...user.blocks, { type: 'DEVICE_BASED', appliesTo }] });
  }
}

function seedUserFacts(org: OrgState, users: NonNullable<SeedRequest['userFacts']>): void {
  for (const { userId, provider, ...facts } of users) {
    const user = org.users.get(userId);
    if (!user) continue;
    const secrets =
      provider === undefined ? user.secrets : { ...user.secrets, provider: { type: provider, name: provider } };
    org.putUser({ ...user, ...facts, secrets });
  }
}

function seedTokens(org: OrgState, request: SeedRequest): Pick<SeedResult, 'grantIds' | 'refreshTokenIds'> {
  const created = org.isoNow();
  const expiresAt = new Date(org.now() + 90 * 24 * 3600 * 1000).toISOString();
  const grants = (request.grants ?? []).map((grant) => ({ id: org.ids.take('oag'), ...grant, created }));
  const tokens = (request.refreshTokens ?? []).map((token) => ({
    id: org.ids.take('oar'),
    ...token,
    created,
    expiresAt,
  }));
  for (const grant of grants) org.grants.put(grant);
  for (const token of tokens) org.refreshTokens.put(token);
  return { grantIds: grants.map(({ id }) => id), refreshTokenIds: tokens.map(({ id }) => id) };
}

/** Adds records on top of the present state, without log events. */
export function applySeed(org: OrgState, request: SeedRequest): SeedResult {
  const userIds = seedManyUsers(org, request.users ?? 0);
  for (const { userId, displayName, platform = 'WINDOWS' } of request.devices ?? []) {
    seedDevice(org, { displayName, platform, userId });
  }
  for (const { name, title, type } of request.profileProperties ?? []) {
    org.schemas.define(org.schemas.ofType(org.userTypeId), name, { title, type });
  }
  seedBlocks(org, request.blocks ?? []);
  seedUserFacts(org, request.userFacts ?? []);
  return {
    userIds: { first: userIds[0] ?? null, last: userIds.at(-1) ?? null, count: userIds.length },
    groupIds: seedGroups(org, request.groups ?? []),
    appIds: seedApps(org, request.apps ?? []),
    sessionIds: seedSessions(org, request.sessions ?? []),
    factorIds: seedFactors(org, request),
    ...seedTokens(org, request),
  };
}
