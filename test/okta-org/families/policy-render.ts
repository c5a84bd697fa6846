import type { LogParty } from '../log/log-event.ts';
import type { Call } from '../server/route.ts';
import type { PolicyRecord, PolicyRuleRecord } from '../state/policy-records.ts';

type Members = Record<string, unknown>;

function linksOf(self: string, { status, system }: { status: string; system: boolean }): Members {
  const step = status === 'ACTIVE' ? 'deactivate' : 'activate';
  return {
    self: { href: self, hints: { allow: system ? ['GET', 'PUT'] : ['GET', 'PUT', 'DELETE'] } },
    ...(!system && { [step]: { href: `${self}/lifecycle/${step}`, hints: { allow: ['POST'] } } }),
  };
}

/** A policy as Okta returns it. */
export function renderPolicy(call: Call, policy: PolicyRecord): Members {
  const { rules, settings, ...shown } = policy;
  const self = `${call.baseUrl}/api/v1/policies/${policy.id}`;
  return {
    ...shown,
    ...(settings !== null && { settings }),
    ...(call.query.get('expand') === 'rules' && {
      _embedded: { rules: rules.map((rule) => renderRule(call, policy, rule)) },
    }),
    _links: { ...linksOf(self, policy), rules: { href: `${self}/rules`, hints: { allow: ['GET', 'POST'] } } },
  };
}

/** A rule of a policy as Okta returns it. */
export function renderRule(call: Call, policy: PolicyRecord, rule: PolicyRuleRecord): Members {
  const self = `${call.baseUrl}/api/v1/policies/${policy.id}/rules/${rule.id}`;
  return { ...rule, _links: linksOf(self, rule) };
}

const party = (id: string, type: string, displayName: string): LogParty => ({
  id,
  type,
  alternateId: 'unknown',
  displayName,
  detailEntry: null,
});

/** A policy as target of an event. */
export function policyParty({ id, name }: PolicyRecord): LogParty {
  return party(id, 'PolicyEntity', name);
}

/** A rule as target of an event. */
export function ruleParty({ id, name }: PolicyRuleRecord): LogParty {
  return party(id, 'PolicyRule', name);
}
