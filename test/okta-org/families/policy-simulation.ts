import { OktaError, resourceNotFound, validationFailed } from '../okta-error.ts';
import type { Reply } from '../server/reply.ts';
import { noContent, ok } from '../server/reply.ts';
import type { Call, Route } from '../server/route.ts';
import { logChange } from '../server/route.ts';
import type { PolicyRecord, PolicyRuleRecord } from '../state/policy-records.ts';
import { pathApp } from './app-lookup.ts';
import { appParty } from './apps.ts';
import { pathPolicy, policiesOf } from './policies.ts';
import { policyParty } from './policy-render.ts';
import { objectAt, textAt } from './user-input.ts';

type Members = Record<string, unknown>;

const SIMULATED = ['OKTA_SIGN_ON', 'MFA_ENROLL', 'ACCESS_POLICY', 'PROFILE_ENROLLMENT'];

const textsAt = (source: Members | undefined, name: string): string[] => {
  const list = source?.[name];
  return Array.isArray(list) ? list.map(String) : [];
};

/** The policy that decides about an app: its own, or the default one. */
function accessPolicyOf(call: Call, appId: string): PolicyRecord[] {
  const own = call.org.policies.get(call.org.accessPolicyByApp.get(appId) ?? '');
  return own ? [own] : policiesOf(call.org, 'ACCESS_POLICY').filter(({ system }) => system);
}

/** Simulation and app policies are of Identity Engine (Okta: LIMITED_GA). */
function requireIdentityEngine(call: Call): void {
  if (call.org.settings.pipeline === 'v1') throw new OktaError('E0000015');
}

interface Situation {
  groupIds: string[];
  zoneIds: string[];
}

/** Who signs in from where; user and groups exclude each other (Okta: PolicyContext). */
function situationOf(call: Call, context: Members): Situation {
  const userId = textAt(objectAt(context, 'user'), 'id');
  const groupIds = textsAt(objectAt(context, 'groups'), 'ids');
  const zoneIds = textsAt(objectAt(context, 'zones'), 'ids');
  if (userId === undefined) return { groupIds: [call.org.everyoneGroupId, ...groupIds], zoneIds };
  if (groupIds.length > 0) throw validationFailed('policyContext', 'policyContext: Only user or groups are allowed');
  if (!call.org.users.get(userId)) throw resourceNotFound(userId, 'User');
  return { groupIds: call.org.groupsOf(userId).map(({ id }) => id), zoneIds };
}

function fitsPeople({ conditions }: PolicyRecord, { groupIds }: Situation): boolean {
  const people = conditions ? objectAt(conditions, 'people') : undefined;
  const wanted = textsAt(people && objectAt(people, 'groups'), 'include');
  return wanted.length === 0 || wanted.some((id) => groupIds.includes(id));
}

function fitsNetwork({ conditions }: PolicyRuleRecord, { zoneIds }: Situation): boolean {
  const network = conditions ? objectAt(conditions, 'network') : undefined;
  if (network?.['connection'] !== 'ZONE') return true;
  const include = textsAt(network, 'include');
  if (include.length > 0) return include.some((id) => zoneIds.includes(id));
  return !textsAt(network, 'exclude').some((id) => zoneIds.includes(id));
}

type Verdict = 'MATCH' | 'NOT_MATCH';

const item = ({ id, name }: { id: string; name: string }, status: Verdict): Members => ({
  id,
  name,
  status,
  conditions: [],
});

/** The first active rule that fits, and those before it that do not. */
function judge(policy: PolicyRecord, situation: Situation) {
  const active = policy.rules.filter(({ status }) => status === 'ACTIVE');
  const place = fitsPeople(policy, situation) ? active.findIndex((rule) => fitsNetwork(rule, situation)) : -1;
  const missed = active.slice(0, place < 0 ? active.length : place);
  return { match: active[place], missed: missed.map((rule) => item(rule, 'NOT_MATCH')) };
}

function evaluate(call: Call, candidates: PolicyRecord[], situation: Situation): Members {
  const evaluated: Members[] = [];
  const result: Members[] = [];
  for (const policy of candidates.filter(({ status }) => status === 'ACTIVE')) {
    const { match, missed } = judge(policy, situation);
    if (match) result.push({ ...item(policy, 'MATCH'), rules: [item(match, 'MATCH')] });
    if (missed.length > 0) evaluated.push({ ...item(policy, match ? 'MATCH' : 'NOT_MATCH'), rules: missed });
    if (match) break;
  }
  return {
    status: result.length > 0 ? 'MATCH' : 'NOT_MATCH',
    result: { policies: result },
    ...(call.query.get('expand') === 'EVALUATED' && { evaluated: { policies: evaluated } }),
    undefined: { policies: [] },
  };
}

function simulateOne(call: Call, simulation: Members): Members[] {
  const appId = textAt(simulation, 'appInstance') ?? '';
  if (!call.org.apps.get(appId)) throw resourceNotFound(appId, 'AppInstance');
  const situation = situationOf(call, objectAt(simulation, 'policyContext') ?? {});
  const types = simulation['policyTypes'] === undefined ? SIMULATED : textsAt(simulation, 'policyTypes');
  return types.map((type) => {
    const candidates = type === 'ACCESS_POLICY' ? accessPolicyOf(call, appId) : policiesOf(call.org, type);
    return { policyType: [type], ...evaluate(call, candidates, situation) };
  });
}

function simulate(call: Call): Reply {
  requireIdentityEngine(call);
  const simulations = call.list.map((simulation) => objectAt({ simulation }, 'simulation') ?? {});
  return ok(simulations.flatMap((simulation) => simulateOne(call, simulation)));
}

function assignToApp(call: Call): Reply {
  requireIdentityEngine(call);
  const app = pathApp(call);
  const policy = pathPolicy(call);
  if (policy.type !== 'ACCESS_POLICY')
    throw validationFailed('policyId', 'policyId: The policy is no app sign-in policy');
  call.org.accessPolicyByApp.set(app.id, policy.id);
  logChange(call, { eventType: 'application.policy.sign_on.update', targets: [appParty(app), policyParty(policy)] });
  return noContent;
}

/** The apps that a policy decides about. */
function listMappings(call: Call): Reply {
  const policy = pathPolicy(call);
  const base = `${call.baseUrl}/api/v1`;
  const apps = [...call.org.apps.scan()].map(({ record }) => record);
  const mapped = apps.filter(({ id }) => accessPolicyOf(call, id).some((candidate) => candidate.id === policy.id));
  return ok(
    mapped.map(({ id }) => ({
      id: id.replace(/^0oa/, 'rst'),
      _links: { application: { href: `${base}/apps/${id}` }, policy: { href: `${base}/policies/${policy.id}` } },
    })),
  );
}

export const policySimulationRoutes: Route[] = [
  { method: 'POST', path: '/api/v1/policies/simulate', handle: simulate },
  { method: 'GET', path: '/api/v1/policies/{policyId}/mappings', handle: listMappings },
  { method: 'PUT', path: '/api/v1/apps/{appId}/policies/{policyId}', handle: assignToApp },
];
