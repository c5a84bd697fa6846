import { OktaError, resourceNotFound, validationFailed } from '../okta-error.ts';
import { decodePlace } from '../query/cursors.ts';
import { limitOf, pageReply, selfLink, sortRecords } from '../server/paging.ts';
import type { Reply } from '../server/reply.ts';
import { noContent, ok } from '../server/reply.ts';
import type { Call, Route } from '../server/route.ts';
import { logChange } from '../server/route.ts';
import type { OrgState } from '../state/org-state.ts';
import type { PolicyRecord } from '../state/policy-records.ts';
import { PASSWORD_DEFAULTS, POLICY_TYPES, prioritize, renumber } from '../state/policy-records.ts';
import { policyParty, renderPolicy } from './policy-render.ts';
import { flag } from './user-lookup.ts';
import { missingParameter, objectAt, textAt } from './user-input.ts';

/**
 * The policy that the path names.
 * @throws OktaError E0000007
 */
export function pathPolicy(call: Call): PolicyRecord {
  const id = call.params['policyId'] ?? '';
  const policy = call.org.policies.get(id);
  if (!policy) throw resourceNotFound(id, 'Policy');
  return policy;
}

/** The policies of a type in the order in which Okta looks at them. */
export function policiesOf(org: OrgState, type: string): PolicyRecord[] {
  const found = [...org.policies.scan()].map(({ record }) => record).filter((policy) => policy.type === type);
  return found.toSorted((left, right) => left.priority - right.priority);
}

/**
 * Refuses a type that Okta does not have; those of Identity Engine are a missing feature elsewhere.
 * @throws OktaError E0000001, E0000015
 */
function checkType(call: Call, type: string): void {
  const known = POLICY_TYPES[type];
  if (!known) throw validationFailed('type', `type: ${type} is not a valid policy type`);
  if (known.identityEngine && call.org.settings.pipeline === 'v1') throw new OktaError('E0000015');
}

function selectPolicies(call: Call): { seq: number; record: PolicyRecord }[] {
  const type = call.query.get('type');
  if (type === null) throw missingParameter('type');
  checkType(call, type);
  const [status, q] = [call.query.get('status'), call.query.get('q')?.toLowerCase() ?? ''];
  const found = policiesOf(call.org, type)
    .filter((policy) => (status === null || policy.status === status) && policy.name.toLowerCase().startsWith(q))
    .map((record, seq) => ({ seq, record }));
  if (call.query.get('sortBy') !== 'name') return found;
  return sortRecords(found, ({ name }) => name, false).map(({ record }, seq) => ({ seq, record }));
}

function listPolicies(call: Call): Reply {
  const after = decodePlace('policies', call.query.get('after'));
  return pageReply(call, {
    kind: 'policies',
    limit: limitOf(call.query, { fallback: 200, maximum: 200 }),
    items: selectPolicies(call).filter(({ seq }) => seq > after),
    render: (policy) => renderPolicy(call, policy),
  });
}

function getPolicy(call: Call): Reply {
  return ok(renderPolicy(call, pathPolicy(call)), { Link: [selfLink(call)] });
}

function readName(call: Call, type: string, self?: PolicyRecord): string {
  const name = textAt(call.body, 'name') ?? '';
  if (name === '') throw validationFailed('name', 'name: The field cannot be left blank');
  if (policiesOf(call.org, type).some((policy) => policy.name === name && policy.id !== self?.id)) {
    throw validationFailed('name', 'name: Policy name already in use');
  }
  return name;
}

/** What a whole policy of a request says; what it leaves out is gone, or at Okta's default. */
function readContent(call: Call, type: string) {
  const conditions = objectAt(call.body, 'conditions') ?? null;
  if (type === 'ACCESS_POLICY' && conditions !== null) {
    throw validationFailed('conditions', 'conditions: Policy conditions are not supported for this policy type');
  }
  const settings = objectAt(call.body, 'settings') ?? (type === 'PASSWORD' ? PASSWORD_DEFAULTS : null);
  return { description: textAt(call.body, 'description') ?? null, conditions, settings };
}

/** Stores a policy at its priority and numbers the others of its type anew. */
function place(org: OrgState, policy: PolicyRecord): PolicyRecord {
  for (const moved of prioritize(policiesOf(org, policy.type), policy, 1)) org.policies.put(moved);
  return org.policies.get(policy.id) ?? policy;
}

/** An app sign-in policy comes with a rule that applies last (Okta: policy limitations). */
function catchAll(call: Call): PolicyRecord['rules'] {
  const now = call.org.isoNow();
  const id = call.org.ids.take('0pr');
  const actions = { appSignOn: { access: 'ALLOW', verificationMethod: { factorMode: '2FA', type: 'ASSURANCE' } } };
  const stamps = { created: now, lastUpdated: now };
  const rule = { type: 'ACCESS_POLICY', name: 'Catch-all Rule', priority: 99, system: true, conditions: null, actions };
  return [{ id, status: 'ACTIVE', ...rule, ...stamps }];
}

const LAST = Number.MAX_SAFE_INTEGER;

const priorityIn = (call: Call, fallback: number): number => {
  const { priority } = call.body;
  return typeof priority === 'number' ? priority : fallback;
};

function createPolicy(call: Call): Reply {
  const type = textAt(call.body, 'type') ?? '';
  checkType(call, type);
  if (POLICY_TYPES[type]?.creatable !== true)
    throw validationFailed('type', `type: No policy of ${type} can be created`);
  const now = call.org.isoNow();
  const policy = place(call.org, {
    id: call.org.ids.take('00p'),
    type,
    name: readName(call, type),
    status: flag(call, 'activate', true) ? 'ACTIVE' : 'INACTIVE',
    system: false,
    priority: priorityIn(call, LAST),
    created: now,
    lastUpdated: now,
    ...readContent(call, type),
    rules: type === 'ACCESS_POLICY' ? catchAll(call) : [],
  });
  logChange(call, { eventType: 'policy.lifecycle.create', targets: [policyParty(policy)] });
  return ok(renderPolicy(call, policy));
}

function replacePolicy(call: Call): Reply {
  const policy = pathPolicy(call);
  if (textAt(call.body, 'type') !== policy.type) throw validationFailed('type', 'type: The type cannot be changed');
  const saved = place(call.org, {
    ...policy,
    name: readName(call, policy.type, policy),
    ...readContent(call, policy.type),
    priority: priorityIn(call, policy.priority),
    lastUpdated: call.org.isoNow(),
  });
  logChange(call, { eventType: 'policy.lifecycle.update', targets: [policyParty(saved)] });
  return ok(renderPolicy(call, saved));
}

/** Okta's own policies stay and stay active. */
function refuseSystem({ system }: PolicyRecord, what: string): void {
  if (system) throw validationFailed('policy', `policy: The default policy cannot be ${what}`);
}

/** Recorded: an active policy can be deleted. One that decides about apps cannot (Okta: policy mappings). */
function deletePolicy(call: Call): Reply {
  const policy = pathPolicy(call);
  refuseSystem(policy, 'deleted');
  if ([...call.org.accessPolicyByApp].some(([appId, id]) => id === policy.id && call.org.apps.get(appId))) {
    throw validationFailed('policy', 'policy: The policy is assigned to one or more apps');
  }
  call.org.policies.remove(policy.id);
  for (const moved of renumber(policiesOf(call.org, policy.type), 1)) call.org.policies.put(moved);
  logChange(call, { eventType: 'policy.lifecycle.delete', targets: [policyParty(policy)] });
  return noContent;
}

function setStatus(call: Call, status: PolicyRecord['status']): Reply {
  const policy = pathPolicy(call);
  if (status === 'INACTIVE') refuseSystem(policy, 'deactivated');
  if (policy.status === status) return noContent;
  call.org.policies.put({ ...policy, status, lastUpdated: call.org.isoNow() });
  const eventType = status === 'ACTIVE' ? 'policy.lifecycle.activate' : 'policy.lifecycle.deactivate';
  logChange(call, { eventType, targets: [policyParty(policy)] });
  return noContent;
}

const BASE = '/api/v1/policies';

export const policyRoutes: Route[] = [
  { method: 'GET', path: BASE, handle: listPolicies },
  { method: 'POST', path: BASE, handle: createPolicy },
  { method: 'GET', path: `${BASE}/{policyId}`, handle: getPolicy },
  { method: 'PUT', path: `${BASE}/{policyId}`, handle: replacePolicy },
  { method: 'DELETE', path: `${BASE}/{policyId}`, handle: deletePolicy },
  { method: 'POST', path: `${BASE}/{policyId}/lifecycle/activate`, handle: (call) => setStatus(call, 'ACTIVE') },
  { method: 'POST', path: `${BASE}/{policyId}/lifecycle/deactivate`, handle: (call) => setStatus(call, 'INACTIVE') },
];
