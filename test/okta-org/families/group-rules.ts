import { resourceNotFound, validationFailed } from '../okta-error.ts';
import { groupParty } from '../log/log-parties.ts';
import type { LogParty } from '../log/log-event.ts';
import { decodePlace } from '../query/cursors.ts';
import { compileRule } from '../query/rule-expression.ts';
import { limitOf, pageReply, selfLink } from '../server/paging.ts';
import type { Reply } from '../server/reply.ts';
import { noContent, ok } from '../server/reply.ts';
import type { Call, Route } from '../server/route.ts';
import { logChange } from '../server/route.ts';
import type { GroupRuleRecord } from '../state/app-records.ts';
import { applyToEverybody, withdraw } from '../state/group-rules.ts';
import { objectAt, textAt } from './user-input.ts';
import { flag } from './user-lookup.ts';

const LANGUAGE = 'urn:okta:expression:1.0';

type RuleContent = Pick<GroupRuleRecord, 'name' | 'expression' | 'excludedUserIds' | 'groupIds'>;

function pathRule(call: Call): GroupRuleRecord {
  const id = call.params['groupRuleId'] ?? '';
  const rule = call.org.groupRules.get(id);
  if (!rule) throw resourceNotFound(id, 'GroupRule');
  return rule;
}

function ruleParty(rule: GroupRuleRecord): LogParty {
  return { id: rule.id, type: 'GroupRule', alternateId: 'unknown', displayName: rule.name, detailEntry: null };
}

function renderRule(call: Call, rule: GroupRuleRecord): Record<string, unknown> {
  const { assigned: _assigned, expression, excludedUserIds, groupIds, ...visible } = rule;
  const names = groupIds.map((id) => [id, call.org.groups.get(id)?.profile['name'] ?? '']);
  const expanded = call.query.get('expand') === 'groupIdToGroupNameMap';
  return {
    ...visible,
    conditions: {
      people: { users: { exclude: excludedUserIds }, groups: { exclude: [] } },
      expression: { value: expression, type: LANGUAGE },
    },
    actions: { assignUserToGroups: { groupIds } },
    ...(expanded && { _embedded: { groupIdToGroupNameMap: Object.fromEntries(names) } }),
  };
}

const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

function readName(call: Call, self?: GroupRuleRecord): string {
  const name = textAt(call.body, 'name') ?? '';
  if (name === '') throw validationFailed('name', 'name: The field cannot be left blank');
  if (name.length > 50) throw validationFailed('name', 'name: The field is too long');
  for (const { record } of call.org.groupRules.scan()) {
    if (record.name === name && record.id !== self?.id) {
      // Wording from memory.
      throw validationFailed('name', 'name: An object with this field already exists in the current organization');
    }
  }
  return name;
}

/** Wording of okta/terraform-provider-okta: "Api validation failed: validateRule". */
function readExpression(conditions: Record<string, unknown>): string {
  const expression = objectAt(conditions, 'expression') ?? {};
  const value = textAt(expression, 'value') ?? '';
  if (textAt(expression, 'type') !== LANGUAGE) throw validationFailed('type', `type: must be ${LANGUAGE}`);
  try {
    compileRule(value);
  } catch (error) {
    throw validationFailed('validateRule', error instanceof Error ? error.message : 'Invalid expression.');
  }
  return value;
}

function readGroupIds(call: Call): string[] {
  const assignment = objectAt(objectAt(call.body, 'actions') ?? {}, 'assignUserToGroups') ?? {};
  const groupIds = listOf(assignment['groupIds']);
  if (groupIds.length === 0) throw validationFailed('groupIds', 'groupIds: The field cannot be left blank');
  for (const id of groupIds) {
    if (call.org.groups.get(id)?.type !== 'OKTA_GROUP') {
      throw validationFailed('groupIds', `groupIds: ${id} is no group that rules can assign`);
    }
  }
  return groupIds;
}

function readRule(call: Call, self?: GroupRuleRecord): RuleContent {
  if (call.body['type'] !== 'group_rule') throw validationFailed('type', 'type: must be group_rule');
  const conditions = objectAt(call.body, 'conditions') ?? {};
  const users = objectAt(objectAt(conditions, 'people') ?? {}, 'users') ?? {};
  return {
    name: readName(call, self),
    expression: readExpression(conditions),
    excludedUserIds: listOf(users['exclude']),
    groupIds: readGroupIds(call),
  };
}

function* selectRules(call: Call): Generator<{ seq: number; record: GroupRuleRecord }> {
  const keyword = call.query.get('search')?.toLowerCase() ?? '';
  for (const placed of call.org.groupRules.scan(decodePlace('rules', call.query.get('after')))) {
    if (`${placed.record.name} ${placed.record.expression}`.toLowerCase().includes(keyword)) yield placed;
  }
}

function listRules(call: Call): Reply {
  return pageReply(call, {
    kind: 'rules',
    limit: limitOf(call.query, { fallback: 50, maximum: 200 }),
    items: selectRules(call),
    render: (rule) => renderRule(call, rule),
  });
}

function createRule(call: Call): Reply {
  const now = call.org.isoNow();
  const rule: GroupRuleRecord = {
    type: 'group_rule',
    id: call.org.ids.take('0pr'),
    status: 'INACTIVE',
    created: now,
    lastUpdated: now,
    ...readRule(call),
    assigned: new Set(),
  };
  call.org.groupRules.put(rule);
  logChange(call, { eventType: 'group.rule.lifecycle.create', targets: [ruleParty(rule)] });
  return ok(renderRule(call, rule));
}

function saveRule(call: Call, rule: GroupRuleRecord, change: Partial<GroupRuleRecord>): GroupRuleRecord {
  const saved = { ...rule, ...change, lastUpdated: call.org.isoNow() };
  call.org.groupRules.put(saved);
  return saved;
}

/** Only while INACTIVE, and the groups stay (Okta: replaceGroupRule). The codes are from memory. */
function replaceRule(call: Call): Reply {
  const rule = pathRule(call);
  if (rule.status !== 'INACTIVE') {
    throw validationFailed('status', `Cannot update a rule in status ${rule.status}. Deactivate it first.`);
  }
  const content = readRule(call, rule);
  if (content.groupIds.toSorted().join() !== rule.groupIds.toSorted().join()) {
    throw validationFailed('actions', 'actions: The groups of a rule cannot be changed');
  }
  const saved = saveRule(call, rule, content);
  logChange(call, { eventType: 'group.rule.lifecycle.update', targets: [ruleParty(saved)] });
  return ok(renderRule(call, saved));
}

function activateRule(call: Call): Reply {
  const rule = pathRule(call);
  if (rule.status === 'INVALID') throw validationFailed('status', 'An invalid rule cannot be activated');
  if (rule.status === 'ACTIVE') return noContent;
  const active = saveRule(call, rule, { status: 'ACTIVE' });
  applyToEverybody(call.org, active);
  const groups = active.groupIds.flatMap((id) => call.org.groups.get(id) ?? []);
  logChange(call, {
    eventType: 'group.rule.lifecycle.activate',
    targets: [ruleParty(active), ...groups.map((group) => groupParty(group))],
  });
  return noContent;
}

/** Who has joined through the rule stays. */
function deactivateRule(call: Call): Reply {
  const rule = pathRule(call);
  if (rule.status === 'INVALID') throw validationFailed('status', 'An invalid rule cannot be deactivated');
  if (rule.status === 'INACTIVE') return noContent;
  const inactive = saveRule(call, rule, { status: 'INACTIVE' });
  logChange(call, { eventType: 'group.rule.lifecycle.deactivate', targets: [ruleParty(inactive)] });
  return noContent;
}

/** 202: Okta takes the memberships away afterwards; here they are gone at once. */
function deleteRule(call: Call): Reply {
  const rule = pathRule(call);
  if (rule.status === 'ACTIVE') throw validationFailed('status', 'An active rule cannot be deleted');
  if (flag(call, 'removeUsers', false)) withdraw(call.org, rule);
  call.org.groupRules.remove(rule.id);
  logChange(call, { eventType: 'group.rule.lifecycle.delete', targets: [ruleParty(rule)] });
  return { status: 202 };
}

function getRule(call: Call): Reply {
  return ok(renderRule(call, pathRule(call)), { Link: [selfLink(call)] });
}

const BASE = '/api/v1/groups/rules';

export const groupRuleRoutes: Route[] = [
  { method: 'GET', path: BASE, handle: listRules },
  { method: 'POST', path: BASE, handle: createRule },
  { method: 'GET', path: `${BASE}/{groupRuleId}`, handle: getRule },
  { method: 'PUT', path: `${BASE}/{groupRuleId}`, handle: replaceRule },
  { method: 'DELETE', path: `${BASE}/{groupRuleId}`, handle: deleteRule },
  { method: 'POST', path: `${BASE}/{groupRuleId}/lifecycle/activate`, handle: activateRule },
  { method: 'POST', path: `${BASE}/{groupRuleId}/lifecycle/deactivate`, handle: deactivateRule },
];
