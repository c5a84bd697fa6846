import { z } from 'zod';

/** A password policy as Okta lists it, as far as the age of passwords goes. */
export const PasswordPolicy = z.looseObject({
  id: z.string().min(1),
  status: z.string().optional(),
  system: z.boolean().optional(),
  priority: z.number().nullable().optional(),
  conditions: z
    .looseObject({
      people: z
        .looseObject({
          groups: z
            .looseObject({ include: z.array(z.string()).nullable().optional() })
            .nullable()
            .optional(),
        })
        .nullable()
        .optional(),
      authProvider: z.looseObject({ provider: z.string().nullable().optional() }).nullable().optional(),
    })
    .nullable()
    .optional(),
  settings: z
    .looseObject({
      password: z
        .looseObject({ age: z.looseObject({ maxAgeDays: z.number().nullable().optional() }).nullable().optional() })
        .nullable()
        .optional(),
    })
    .nullable()
    .optional(),
});

type PasswordPolicy = z.output<typeof PasswordPolicy>;

/** How old the passwords of some users may get. */
export interface AgeRule {
  policyId: string;
  /** Whom it is for; undefined: everybody. */
  groups: ReadonlySet<string> | undefined;
  /** 0: any age. */
  maxAgeDays: number;
}

/**
 * The rules for passwords that Okta keeps, in the order in which Okta looks at them: the first that is for a user counts.
 * Policies for Active Directory and LDAP are left out: passwords expire there.
 * Source: https://developer.okta.com/docs/concepts/policies/ (priority, default policy)
 */
export function ageRules(policies: readonly PasswordPolicy[]): AgeRule[] {
  const active = policies.filter((policy) => policy.status !== 'INACTIVE' && isForOkta(policy));
  const inOrder = active.toSorted((left, right) => placeOf(left) - placeOf(right));
  const rules = inOrder.map((policy): AgeRule => {
    const maxAgeDays = policy.settings?.password?.age?.maxAgeDays ?? 0;
    return { policyId: policy.id, groups: groupsOf(policy), maxAgeDays };
  });
  const catchAll = rules.findIndex(({ groups }) => groups === undefined);
  return catchAll === -1 ? rules : rules.slice(0, catchAll + 1);
}

/** The rule for a user of these groups. */
export function ruleFor(rules: readonly AgeRule[], groupIds: ReadonlySet<string>): AgeRule | undefined {
  return rules.find(({ groups }) => groups === undefined || [...groups].some((id) => groupIds.has(id)));
}

function isForOkta({ conditions }: PasswordPolicy): boolean {
  const provider = conditions?.authProvider?.provider;
  return provider === undefined || provider === null || provider === 'OKTA';
}

/** Okta's own policy comes last whatever its number. */
const placeOf = ({ system, priority }: PasswordPolicy) => (system ? Infinity : (priority ?? Infinity));

/** Okta's own policy names the group of everybody. */
function groupsOf({ system, conditions }: PasswordPolicy): ReadonlySet<string> | undefined {
  const included = conditions?.people?.groups?.include ?? [];
  return system || included.length === 0 ? undefined : new Set(included);
}
