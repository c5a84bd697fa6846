import { z } from 'zod';
import { compose, defineAction, type ActionDefinition } from '../define-action.js';
import { EXAMPLE_IDS, PolicyId, PolicyRuleId } from '../../okta/schemas/ids.js';
import { Nothing } from '../../okta/schemas/nothing.js';
import {
  examplePolicyRule,
  open,
  PolicyPriority,
  PolicyRule,
  PolicyRuleType,
  RuleName,
} from '../../okta/schemas/policy.js';
import { ORG_MANAGERS, ORG_READERS } from '../../okta/schemas/role-sets.js';
import { merged, replacement } from '../replacement.js';

const READ = { scopes: ['okta.policies.read'], roles: ORG_READERS, effect: 'read' } as const;
const WRITE = { scopes: ['okta.policies.manage'], roles: ORG_MANAGERS, effect: 'write' } as const;

const path = { policyId: PolicyId, ruleId: PolicyRuleId };
const examplePath = { policyId: EXAMPLE_IDS.policy, ruleId: EXAMPLE_IDS.policyRule };

const conditions = open(
  'When the rule applies, such as network.connection ZONE with network.include; always where omitted',
);
const actions = open(
  'What follows, by type: signon for SIGN_ON, appSignOn for ACCESS_POLICY, passwordChange for PASSWORD',
);

const getPolicyRule = defineAction({
  ...READ,
  title: 'Get policy rule',
  description: 'Reads one rule of a policy.',
  route: 'GET /api/v1/policies/{policyId}/rules/{ruleId}',
  input: z.strictObject(path),
  output: PolicyRule,
  example: { input: examplePath, response: examplePolicyRule },
});

const replacePolicyRule = defineAction({
  ...WRITE,
  title: 'Replace policy rule',
  description: 'Puts a whole rule in the place of the present one; what is left out is erased.',
  route: 'PUT /api/v1/policies/{policyId}/rules/{ruleId}',
  input: z.looseObject(path),
  output: PolicyRule,
  example: { input: { ...examplePath, type: 'PASSWORD', name: 'From the office' }, response: examplePolicyRule },
});

/** The rules of policies; a part of the family `policies`. */
export const policyRules = {
  'list-policy-rules': defineAction({
    ...READ,
    title: 'List policy rules',
    description:
      'Lists all rules of a policy with their conditions and actions, in the order in which Okta looks at them.',
    route: 'GET /api/v1/policies/{policyId}/rules',
    input: z.strictObject({ policyId: PolicyId }),
    output: z.array(PolicyRule),
    example: { input: { policyId: EXAMPLE_IDS.policy }, response: [examplePolicyRule] },
  }),

  'create-policy-rule': defineAction({
    ...WRITE,
    title: 'Create policy rule',
    description:
      'Adds a rule to a policy; it decides at once for whom policy and rule fit. Okta takes none for PROFILE_ENROLLMENT, POST_AUTH_SESSION and CLIENT_UPDATE policies. Reverse it with delete-policy-rule.',
    route: 'POST /api/v1/policies/{policyId}/rules',
    query: ['activate'],
    input: z.strictObject({
      policyId: PolicyId,
      type: PolicyRuleType,
      name: RuleName,
      priority: PolicyPriority,
      conditions,
      actions,
      activate: z.boolean().optional().describe('False leaves the rule INACTIVE; default true'),
    }),
    output: PolicyRule,
    example: {
      input: {
        policyId: EXAMPLE_IDS.policy,
        type: 'PASSWORD',
        name: 'From the office',
        conditions: { network: { connection: 'ZONE', include: [EXAMPLE_IDS.zone] } },
        actions: {
          passwordChange: { access: 'ALLOW' },
          selfServicePasswordReset: { access: 'ALLOW' },
          selfServiceUnlock: { access: 'DENY' },
        },
      },
      response: examplePolicyRule,
    },
  }),

  'update-policy-rule': compose({
    title: 'Update policy rule',
    description:
      "Sets properties of a rule and keeps the others: reads it, puts the changes in and writes it back, since Okta erases what a write leaves out. Objects are merged at every depth, lists take the place of Okta's, null clears. A change that somebody makes in between is lost.",
    uses: [getPolicyRule, replacePolicyRule],
    input: z.strictObject({ ...path, name: RuleName.optional(), priority: PolicyPriority, conditions, actions }),
    output: PolicyRule,
    run: async ({ policyId, ruleId, ...change }, call) => {
      const present = await call(getPolicyRule, { policyId, ruleId });
      return call(replacePolicyRule, { ...merged(replacement(present), change), policyId, ruleId });
    },
    example: {
      input: { ...examplePath, actions: { selfServiceUnlock: { access: 'DENY' } } },
      response: examplePolicyRule,
    },
  }),

  'delete-policy-rule': defineAction({
    ...WRITE,
    effect: 'destructive',
    title: 'Delete policy rule',
    description:
      'Deletes a rule for good, an active one too: the next rule that fits applies at once. Okta refuses it for default rules. It cannot be undone; deactivate-policy-rule can.',
    route: 'DELETE /api/v1/policies/{policyId}/rules/{ruleId}',
    input: z.strictObject(path),
    output: Nothing,
    example: { input: examplePath, response: null },
  }),

  'activate-policy-rule': defineAction({
    ...WRITE,
    title: 'Activate policy rule',
    description: 'Makes Okta look at an inactive rule again. Reverse it with deactivate-policy-rule.',
    route: 'POST /api/v1/policies/{policyId}/rules/{ruleId}/lifecycle/activate',
    idempotent: true,
    input: z.strictObject(path),
    output: Nothing,
    example: { input: examplePath, response: null },
  }),

  'deactivate-policy-rule': defineAction({
    ...WRITE,
    title: 'Deactivate policy rule',
    description:
      'Makes Okta pass over a rule and keeps it: the next rule that fits applies at once. Okta refuses it for default rules. Reverse it with activate-policy-rule.',
    route: 'POST /api/v1/policies/{policyId}/rules/{ruleId}/lifecycle/deactivate',
    idempotent: true,
    input: z.strictObject(path),
    output: Nothing,
    example: { input: examplePath, response: null },
  }),
} satisfies Record<string, ActionDefinition>;
