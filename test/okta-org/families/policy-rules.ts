import { resourceNotFound, validationFailed } from '../okta-error.ts';
import { selfLink } from '../server/paging.ts';
import type { Reply } from '../server/reply.ts';
import { noContent, ok } from '../server/reply.ts';
import type { Call, Route } from '../server/route.ts';
import { logChange } from '../server/route.ts';
import type { PolicyRecord, PolicyRuleRecord } from '../state/policy-records.ts';
import { prioritize, renumber, ruleTypeOf } from '../state/policy-records.ts';
import { pathPolicy } from './policies.ts';
import { policyParty, renderRule, ruleParty } from './policy-render.ts';
import { flag } from './user-lookup.ts';
import { objectAt, textAt } from './user-input.ts';

/** Okta takes no more rules for these (createPolicyRule). */
const ONE_RULE = new Set(['PROFILE_ENROLLMENT', 'POST_AUTH_SESSION', 'CLIENT_UPDATE', 'IDENTITY_CLAIM_SOURCING']);
const MAX_RULES = 100;

/** Rules of an app sign-in policy begin with priority 0, all others with 1. */
const firstPriority = ({ type }: PolicyRecord): number => (type === 'ACCESS_POLICY' ? 0 : 1);

function pathRule(call: Call, policy: PolicyRecord): PolicyRuleRecord {
  const id = call.params['ruleId'] ?? '';
  const rule = policy.rules.find((candidate) => candidate.id === id);
  if (!rule) throw resourceNotFound(id, 'PolicyRule');
  return rule;
}

function readName(call: Call, policy: PolicyRecord, self?: PolicyRuleRecord): string {
  const name = textAt(call.body, 'name') ?? '';
  if (name === '') throw validationFailed('name', 'name: The field cannot be left blank');
  if (policy.rules.some((rule) => rule.name === name && rule.id !== self?.id)) {
    throw validationFailed('name', 'name: Rule name already in use');
  }
  return name;
}

/** Zones of a rule must be there, and be either included or excluded (recorded: E0000001 conditions.network). */
function checkNetwork(call: Call, conditions: Record<string, unknown> | null): void {
  const network = conditions && objectAt(conditions, 'network');
  if (!network || network['connection'] !== 'ZONE') return;
  const [include, exclude] = [listAt(network, 'include'), listAt(network, 'exclude')];
  if (include.length > 0 === exclude.length > 0) {
    const cause = 'You should either include or exclude network zones when you use zones in the policy rule.';
    throw validationFailed('conditions.network', `conditions.network: ${cause}`);
  }
  const unknown = [...include, ...exclude].find((id) => !call.org.zones.get(id));
  if (unknown !== undefined)
    throw validationFailed('conditions.network', `conditions.network: Invalid zone ${unknown}`);
}

function listAt(source: Record<string, unknown>, name: string): string[] {
  const list = source[name];
  return Array.isArray(list) ? list.map(String) : [];
}

/** What a whole rule of a request says; what it leaves out is gone. */
function readContent(call: Call, policy: PolicyRecord) {
  const type = textAt(call.body, 'type') ?? ruleTypeOf(policy.type);
  if (type !== ruleTypeOf(policy.type))
    throw validationFailed('type', `type: The rule must be of type ${ruleTypeOf(policy.type)}`);
  const conditions = objectAt(call.body, 'conditions') ?? null;
  checkNetwork(call, conditions);
  return { type, conditions, actions: objectAt(call.body, 'actions') ?? null };
}

/** Stores a rule at its priority and numbers the others anew. */
function place(call: Call, policy: PolicyRecord, rule: PolicyRuleRecord): PolicyRuleRecord {
  const rules = prioritize(policy.rules, rule, firstPriority(policy));
  call.org.policies.put({ ...policy, rules, lastUpdated: call.org.isoNow() });
  return rules.find(({ id }) => id === rule.id) ?? rule;
}

function priorityIn(call: Call, fallback: number): number {
  const { priority } = call.body;
  return typeof priority === 'number' ? priority : fallback;
}

function createRule(call: Call): Reply {
  const policy = pathPolicy(call);
  if (ONE_RULE.has(policy.type)) throw validationFailed('policy', 'policy: Rules cannot be added to this policy');
  if (policy.rules.length >= MAX_RULES)
    throw validationFailed('policy', `policy: A policy has at most ${MAX_RULES} rules`);
  const now = call.org.isoNow();
  const rule = place(call, policy, {
    id: call.org.ids.take('0pr'),
    name: readName(call, policy),
    status: flag(call, 'activate', true) ? 'ACTIVE' : 'INACTIVE',
    system: false,
    priority: priorityIn(call, Number.MAX_SAFE_INTEGER),
    created: now,
    lastUpdated: now,
    ...readContent(call, policy),
  });
  logChange(call, { eventType: 'policy.rule.add', targets: [policyParty(policy), ruleParty(rule)] });
  return ok(renderRule(call, policy, rule));
}

function replaceRule(call: Call): Reply {
  const policy = pathPolicy(call);
  const rule = pathRule(call, policy);
  const saved = place(call, policy, {
    ...rule,
    name: readName(call, policy, rule),
    ...readContent(call, policy),
    priority: priorityIn(call, rule.priority),
    lastUpdated: call.org.isoNow(),
  });
  logChange(call, { eventType: 'policy.rule.update', targets: [policyParty(policy), ruleParty(saved)] });
  return ok(renderRule(call, policy, saved));
}

function refuseSystem({ system }: PolicyRuleRecord, what: string): void {
  if (system) throw validationFailed('rule', `rule: The default rule cannot be ${what}`);
}

function deleteRule(call: Call): Reply {
  const policy = pathPolicy(call);
  const rule = pathRule(call, policy);
  refuseSystem(rule, 'deleted');
  const rest = renumber(
    policy.rules.filter(({ id }) => id !== rule.id),
    firstPriority(policy),
  );
  call.org.policies.put({ ...policy, rules: rest });
  logChange(call, { eventType: 'policy.rule.delete', targets: [policyParty(policy), ruleParty(rule)] });
  return noContent;
}

function setStatus(call: Call, status: PolicyRuleRecord['status']): Reply {
  const policy = pathPolicy(call);
  const rule = pathRule(call, policy);
  if (status === 'INACTIVE') refuseSystem(rule, 'deactivated');
  if (rule.status === status) return noContent;
  const saved = { ...rule, status, lastUpdated: call.org.isoNow() };
  call.org.policies.put({ ...policy, rules: policy.rules.map((other) => (other.id === rule.id ? saved : other)) });
  const eventType = status === 'ACTIVE' ? 'policy.rule.activate' : 'policy.rule.deactivate';
  logChange(call, { eventType, targets: [policyParty(policy), ruleParty(rule)] });
  return noContent;
}

function listRules(call: Call): Reply {
  const policy = pathPolicy(call);
  return ok(
    policy.rules.map((rule) => renderRule(call, policy, rule)),
    { Link: [selfLink(call)] },
  );
}

function getRule(call: Call): Reply {
  const policy = pathPolicy(call);
  return ok(renderRule(call, policy, pathRule(call, policy)), { Link: [selfLink(call)] });
}

const RULES = '/api/v1/policies/{policyId}/rules';
const RULE = `${RULES}/{ruleId}`;

export const policyRuleRoutes: Route[] = [
  { method: 'GET', path: RULES, handle: listRules },
  { method: 'POST', path: RULES, handle: createRule },
  { method: 'GET', path: RULE, handle: getRule },
  { method: 'PUT', path: RULE, handle: replaceRule },
  { method: 'DELETE', path: RULE, handle: deleteRule },
  { method: 'POST', path: `${RULE}/lifecycle/activate`, handle: (call) => setStatus(call, 'ACTIVE') },
  { method: 'POST', path: `${RULE}/lifecycle/deactivate`, handle: (call) => setStatus(call, 'INACTIVE') },
];
