type Members = Record<string, unknown>;

/** The policy types of Okta (listPolicies); those of Identity Engine are unknown to a Classic Engine org. */
export const POLICY_TYPES: Record<string, { identityEngine: boolean; creatable: boolean; ruleType?: string }> = {
  OKTA_SIGN_ON: { identityEngine: false, creatable: true, ruleType: 'SIGN_ON' },
  PASSWORD: { identityEngine: false, creatable: true },
  MFA_ENROLL: { identityEngine: false, creatable: true },
  IDP_DISCOVERY: { identityEngine: false, creatable: false },
  ACCESS_POLICY: { identityEngine: true, creatable: true },
  PROFILE_ENROLLMENT: { identityEngine: true, creatable: true },
  ENTITY_RISK: { identityEngine: true, creatable: false },
  POST_AUTH_SESSION: { identityEngine: true, creatable: false },
  SESSION_VIOLATION_DETECTION: { identityEngine: true, creatable: false },
  DEVICE_SIGNAL_COLLECTION: { identityEngine: true, creatable: true },
  CLIENT_UPDATE: { identityEngine: true, creatable: false },
  IDENTITY_CLAIM_SOURCING: { identityEngine: true, creatable: false },
};

/** The type of a rule in a policy of this type. */
export function ruleTypeOf(policyType: string): string {
  return POLICY_TYPES[policyType]?.ruleType ?? policyType;
}

interface Prioritized {
  id: string;
  name: string;
  status: 'ACTIVE' | 'INACTIVE';
  system: boolean;
  priority: number;
  created: string;
  lastUpdated: string;
}

export interface PolicyRuleRecord extends Prioritized {
  type: string;
  conditions: Members | null;
  actions: Members | null;
}

export interface PolicyRecord extends Prioritized {
  type: string;
  description: string | null;
  conditions: Members | null;
  settings: Members | null;
  /** By priority. */
  rules: PolicyRuleRecord[];
}

/** What a PASSWORD policy demands where a request does not say (Okta: the defaults of PasswordPolicySettings). */
export const PASSWORD_DEFAULTS = {
  password: {
    complexity: {
      minLength: 8,
      minLowerCase: 1,
      minUpperCase: 1,
      minNumber: 1,
      minSymbol: 0,
      excludeUsername: true,
      dictionary: { common: { exclude: false } },
      excludeAttributes: [],
    },
    age: { maxAgeDays: 0, expireWarnDays: 0, minAgeMinutes: 0, historyCount: 0 },
    lockout: { maxAttempts: 10, autoUnlockMinutes: 0, userLockoutNotificationChannels: [], showLockoutFailures: false },
  },
  recovery: {
    factors: {
      recovery_question: { status: 'ACTIVE', properties: { complexity: { minLength: 4 } } },
      okta_email: { status: 'ACTIVE', properties: { recoveryToken: { tokenLifetimeMinutes: 60 } } },
    },
  },
  delegation: { options: { skipUnlock: false } },
};

/**
 * Puts an item at its priority among the others and numbers them anew; Okta's own items stay behind all others.
 * @param first the number of the first place
 */
export function prioritize<T extends Prioritized>(items: readonly T[], moved: T, first: number): T[] {
  const others = items.filter(({ id, system }) => id !== moved.id && !system);
  const system = items.filter((item) => item.id !== moved.id && item.system);
  const place = Math.min(Math.max(moved.priority - first, 0), others.length);
  const ordered = moved.system
    ? [...others, moved]
    : [...others.slice(0, place), moved, ...others.slice(place), ...system];
  return renumber(ordered, first);
}

/** Numbers items by their order; Okta's own rule of an app sign-in policy keeps 99, its last place. */
export function renumber<T extends Prioritized>(items: readonly T[], first: number): T[] {
  return items.map((item, index) =>
    item.priority === 99 && item.system ? item : { ...item, priority: first + index },
  );
}
