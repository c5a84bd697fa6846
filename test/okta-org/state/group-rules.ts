import { compileRule } from '../query/rule-expression.ts';
import type { GroupRuleRecord } from './app-records.ts';
import type { OrgState } from './org-state.ts';
import type { UserRecord } from './records.ts';

const compiled = new Map<string, ReturnType<typeof compileRule>>();

function matcherOf({ expression }: GroupRuleRecord): ReturnType<typeof compileRule> {
  const known = compiled.get(expression) ?? compileRule(expression);
  compiled.set(expression, known);
  return known;
}

function matches(org: OrgState, rule: GroupRuleRecord, user: UserRecord): boolean {
  if (user.status === 'DEPROVISIONED' || rule.excludedUserIds.includes(user.id)) return false;
  const groups = org.groupsOf(user.id).map(({ id, profile }) => ({ id, name: String(profile['name']) }));
  return matcherOf(rule)({ profile: user.profile, groups });
}

function touch(org: OrgState, groupId: string): void {
  const group = org.groups.get(groupId);
  if (group) org.groups.put({ ...group, lastMembershipUpdated: org.isoNow() });
}

/** Brings the memberships that a rule gives to one user up to date; those made by hand stay. */
function applyRule(org: OrgState, rule: GroupRuleRecord, user: UserRecord): void {
  const wanted = matches(org, rule, user);
  for (const groupId of rule.groupIds) {
    const key = `${groupId}|${user.id}`;
    if (wanted && org.memberships.add(groupId, user.id)) rule.assigned.add(key);
    else if (wanted || !rule.assigned.delete(key) || !org.memberships.remove(groupId, user.id)) continue;
    touch(org, groupId);
  }
}

/** Applies a rule that has just become active to everybody. */
export function applyToEverybody(org: OrgState, rule: GroupRuleRecord): void {
  for (const { record } of org.users.scan()) applyRule(org, rule, record);
}

/** Applies the active rules to a user who has changed. */
export function applyRules(org: OrgState, user: UserRecord): void {
  if (org.groupRules.size === 0) return;
  for (const { record } of org.groupRules.scan()) if (record.status === 'ACTIVE') applyRule(org, record, user);
}

/** Takes away the memberships that a rule has made. */
export function withdraw(org: OrgState, rule: GroupRuleRecord): void {
  for (const key of rule.assigned) {
    const [groupId = '', userId = ''] = key.split('|');
    if (org.memberships.remove(groupId, userId)) touch(org, groupId);
  }
  rule.assigned.clear();
}

/** Rules that give a group which is gone can only be read and deleted (okta/terraform-provider-okta pull 250). */
export function invalidateRules(org: OrgState, groupId: string): void {
  for (const { record } of org.groupRules.scan()) {
    if (record.groupIds.includes(groupId)) org.groupRules.put({ ...record, status: 'INVALID' });
  }
}
