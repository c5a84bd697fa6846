import type { SeededIds } from '../control-contract.ts';
import type { OrgState } from './org-state.ts';
import type { PolicyRecord, PolicyRuleRecord } from './policy-records.ts';
import { PASSWORD_DEFAULTS, ruleTypeOf } from './policy-records.ts';

type Members = Record<string, unknown>;

interface SeedPolicy {
  type: string;
  name: string;
  system: boolean;
  conditions?: Members | null;
  settings?: Members;
  rule?: { name: string; actions: Members; priority?: number };
}

const ANYWHERE = { network: { connection: 'ANYWHERE' } };

function seedRule(org: OrgState, given: SeedPolicy): PolicyRuleRecord[] {
  if (!given.rule) return [];
  const now = org.isoNow();
  const { name, actions, priority = 1 } = given.rule;
  const common = {
    status: 'ACTIVE',
    system: given.system,
    created: now,
    lastUpdated: now,
    conditions: ANYWHERE,
  } as const;
  return [{ id: org.ids.take('0pr'), type: ruleTypeOf(given.type), name, priority, ...common, actions }];
}

function seedPolicy(org: OrgState, given: SeedPolicy): string {
  const now = org.isoNow();
  const { type, name, system, conditions = null, settings = null } = given;
  const others = [...org.policies.scan()].filter(({ record }) => record.type === type);
  const policy: PolicyRecord = {
    id: org.ids.take('00p'),
    type,
    name,
    description: system ? 'The default policy applies in all situations if no other policy applies.' : null,
    status: 'ACTIVE',
    system,
    priority: others.length + 1,
    created: now,
    lastUpdated: now,
    conditions,
    settings,
    rules: seedRule(org, given),
  };
  org.policies.put(policy);
  return policy.id;
}

const SIGN_ON = {
  signon: {
    access: 'ALLOW',
    requireFactor: false,
    primaryFactor: 'PASSWORD_IDP_ANY_FACTOR',
    rememberDeviceByDefault: false,
    session: { usePersistentCookie: false, maxSessionIdleMinutes: 120, maxSessionLifetimeMinutes: 0 },
  },
};

const PASSWORD = {
  passwordChange: { access: 'ALLOW' },
  selfServicePasswordReset: { access: 'ALLOW' },
  selfServiceUnlock: { access: 'DENY' },
};

const TWO_FACTORS = {
  appSignOn: {
    access: 'ALLOW',
    verificationMethod: { factorMode: '2FA', type: 'ASSURANCE', reauthenticateIn: 'PT2H' },
  },
};

const EXPIRING = {
  ...PASSWORD_DEFAULTS,
  password: {
    ...PASSWORD_DEFAULTS.password,
    age: { maxAgeDays: 90, expireWarnDays: 14, minAgeMinutes: 60, historyCount: 5 },
  },
};

const ofGroup = (id: string) => ({ people: { groups: { include: [id] } } });
const own = { name: 'Default Policy', system: true, conditions: null } as const;
const defaultRule = (actions: Members) => ({ name: 'Default Rule', actions });
const catchAll = (actions: Members) => ({ name: 'Catch-all Rule', actions, priority: 99 });

/** Okta's own policies that no test names. */
function seedOthers(org: OrgState): void {
  const others: Omit<SeedPolicy, 'system'>[] = [
    {
      ...own,
      type: 'MFA_ENROLL',
      conditions: ofGroup(org.everyoneGroupId),
      settings: { type: 'AUTHENTICATORS' },
      rule: defaultRule({ enroll: { self: 'CHALLENGE' } }),
    },
    {
      type: 'IDP_DISCOVERY',
      name: 'Idp Discovery Policy',
      rule: defaultRule({ idp: { providers: [{ type: 'OKTA' }] } }),
    },
    { type: 'ENTITY_RISK', name: 'Entity Risk Policy' },
    { type: 'POST_AUTH_SESSION', name: 'Session Protection Policy' },
  ];
  for (const policy of others) seedPolicy(org, { ...policy, system: true });
}

/** A password policy of one group, before the default one. */
function seedExpiring(org: OrgState, groupId: string): string {
  return seedPolicy(org, {
    type: 'PASSWORD',
    name: 'Engineers',
    system: false,
    conditions: { ...ofGroup(groupId), authProvider: { provider: 'OKTA' } },
    settings: EXPIRING,
    rule: { name: 'Engineers anywhere', actions: PASSWORD },
  });
}

/** One default policy of each usual type with its default rule, and a password policy of one group. */
export function seedPolicies(org: OrgState, groupId: string): SeededIds['policies'] {
  const everyone = ofGroup(org.everyoneGroupId);
  const authProvider = { provider: 'OKTA' };
  const profile = { profileEnrollment: { access: 'ALLOW' } };
  seedOthers(org);
  return {
    engineers: seedExpiring(org, groupId),
    signOn: seedPolicy(org, { ...own, type: 'OKTA_SIGN_ON', conditions: everyone, rule: defaultRule(SIGN_ON) }),
    password: seedPolicy(org, {
      ...own,
      type: 'PASSWORD',
      conditions: { ...everyone, authProvider },
      settings: PASSWORD_DEFAULTS,
      rule: defaultRule(PASSWORD),
    }),
    access: seedPolicy(org, { ...own, type: 'ACCESS_POLICY', name: 'Any two factors', rule: catchAll(TWO_FACTORS) }),
    profile: seedPolicy(org, { ...own, type: 'PROFILE_ENROLLMENT', rule: catchAll(profile) }),
  };
}
