import { z } from 'zod';
import { compose, defineAction, defineList, type ActionDefinition } from '../define-action.js';
import { AppId, EXAMPLE_IDS, PolicyId } from '../../okta/schemas/ids.js';
import { Nothing } from '../../okta/schemas/nothing.js';
import {
  exampleEvaluation,
  examplePolicy,
  NewPolicyType,
  open,
  Policy,
  PolicyContext,
  PolicyDescription,
  PolicyEvaluation,
  PolicyName,
  PolicyPriority,
  PolicyType,
} from '../../okta/schemas/policy.js';
import { ORG_MANAGERS, ORG_READERS } from '../../okta/schemas/role-sets.js';
import { merged, replacement } from '../replacement.js';
import { policyRules } from './policy-rules.js';

const READ = { scopes: ['okta.policies.read'], roles: ORG_READERS } as const;
const WRITE = { scopes: ['okta.policies.manage'], roles: ORG_MANAGERS, effect: 'write' } as const;

const expand = z.enum(['rules']).optional().describe('Embeds the rules of each policy');
const settings = open('What the policy demands, by type: for PASSWORD its password, recovery and delegation settings');
const conditions = open('Whom it concerns, such as people.groups.include with ids of groups; none for ACCESS_POLICY');

const getPolicy = defineAction({
  ...READ,
  title: 'Get policy',
  description: 'Reads one policy with its conditions and settings.',
  route: 'GET /api/v1/policies/{policyId}',
  effect: 'read',
  input: z.strictObject({ policyId: PolicyId, expand }),
  output: Policy,
  example: { input: { policyId: EXAMPLE_IDS.policy }, response: examplePolicy },
});

const replacePolicy = defineAction({
  ...WRITE,
  title: 'Replace policy',
  description: 'Puts a whole policy in the place of the present one; what is left out is erased.',
  route: 'PUT /api/v1/policies/{policyId}',
  input: z.looseObject({
    policyId: PolicyId,
    type: z.string().describe('Its type'),
    name: z.string().describe('Its name'),
  }),
  output: Policy,
  example: {
    input: { policyId: EXAMPLE_IDS.policy, type: 'PASSWORD', name: 'Engineers' },
    response: examplePolicy,
  },
});

export const policies = {
  'list-policies': defineList({
    ...READ,
    title: 'List policies',
    description:
      'Lists the policies of one type in the order in which Okta looks at them. Okta has no list of all types.',
    route: 'GET /api/v1/policies',
    input: z.strictObject({
      type: PolicyType,
      status: z.enum(['ACTIVE', 'INACTIVE']).optional().describe('Only policies with this status'),
      q: z.string().min(1).max(255).optional().describe('The beginning of the name'),
      expand,
      sortBy: z.enum(['name']).optional().describe('Sorts by name instead of priority'),
      resourceId: z.string().min(1).max(100).optional().describe('Only policies of this authorization server'),
    }),
    item: Policy,
    maxLimit: 200,
    example: { input: { type: 'PASSWORD' }, response: [examplePolicy] },
  }),

  'get-policy': getPolicy,

  'create-policy': defineAction({
    ...WRITE,
    title: 'Create policy',
    description:
      'Creates a policy of one type. It decides nothing before it has a rule: see create-policy-rule. Reverse it with delete-policy.',
    route: 'POST /api/v1/policies',
    query: ['activate'],
    input: z.strictObject({
      type: NewPolicyType,
      name: PolicyName,
      description: PolicyDescription,
      priority: PolicyPriority,
      conditions,
      settings,
      activate: z.boolean().optional().describe('False leaves it INACTIVE; default true. Classic Engine only'),
    }),
    output: Policy,
    example: {
      input: {
        type: 'PASSWORD',
        name: 'Engineers',
        description: 'Passwords of engineers',
        conditions: { people: { groups: { include: [EXAMPLE_IDS.engineers] } }, authProvider: { provider: 'OKTA' } },
        settings: { password: { complexity: { minLength: 12 }, age: { maxAgeDays: 90, expireWarnDays: 14 } } },
      },
      response: examplePolicy,
    },
  }),

  'update-policy': compose({
    title: 'Update policy',
    description:
      "Sets properties of a policy and keeps the others: reads it, puts the changes in and writes it back, since Okta erases what a write leaves out. Objects are merged at every depth, lists take the place of Okta's, null clears. A change that somebody makes in between is lost.",
    uses: [getPolicy, replacePolicy],
    input: z.strictObject({
      policyId: PolicyId,
      name: PolicyName.optional(),
      description: PolicyDescription,
      priority: PolicyPriority,
      conditions,
      settings,
    }),
    output: Policy,
    run: async ({ policyId, ...change }, call) => {
      const present = await call(getPolicy, { policyId });
      const { type = '', name = '' } = present;
      return call(replacePolicy, { type, name, ...merged(replacement(present), change), policyId });
    },
    example: {
      input: { policyId: EXAMPLE_IDS.policy, settings: { password: { age: { maxAgeDays: 90 } } } },
      response: examplePolicy,
    },
  }),

  'delete-policy': defineAction({
    ...WRITE,
    effect: 'destructive',
    title: 'Delete policy',
    description:
      'Deletes a policy for good, an active one too, with its rules: the next policy that fits applies at once. Okta refuses it for its own policies and for an app sign-in policy that apps still use. It cannot be undone; deactivate-policy can.',
    route: 'DELETE /api/v1/policies/{policyId}',
    input: z.strictObject({ policyId: PolicyId }),
    output: Nothing,
    example: { input: { policyId: EXAMPLE_IDS.policy }, response: null },
  }),

  'activate-policy': defineAction({
    ...WRITE,
    title: 'Activate policy',
    description: 'Makes Okta look at an inactive policy again. Reverse it with deactivate-policy.',
    route: 'POST /api/v1/policies/{policyId}/lifecycle/activate',
    idempotent: true,
    input: z.strictObject({ policyId: PolicyId }),
    output: Nothing,
    example: { input: { policyId: EXAMPLE_IDS.policy }, response: null },
  }),

  'deactivate-policy': defineAction({
    ...WRITE,
    title: 'Deactivate policy',
    description:
      'Makes Okta pass over a policy and keeps it with its rules: the next policy that fits applies at once. Okta refuses it for its own policies. Reverse it with activate-policy.',
    route: 'POST /api/v1/policies/{policyId}/lifecycle/deactivate',
    idempotent: true,
    input: z.strictObject({ policyId: PolicyId }),
    output: Nothing,
    example: { input: { policyId: EXAMPLE_IDS.policy }, response: null },
  }),

  ...policyRules,

  'simulate-policy': defineAction({
    product: 'Identity Engine',
    scopes: READ.scopes,
    roles: READ.roles,
    effect: 'write',
    idempotent: true,
    title: 'Simulate policy evaluation',
    description:
      'Says which policies and rules would apply when a user, or somebody in given groups, signs in to an application, and with expand why others would not. It changes nothing in the org.',
    route: 'POST /api/v1/policies/simulate',
    input: z.strictObject({
      appInstance: z.string().min(1).max(100).describe('The id of the application').meta({ 'x-options': 'apps' }),
      policyContext: PolicyContext.optional(),
      policyTypes: z
        .array(PolicyType.extract(['OKTA_SIGN_ON', 'MFA_ENROLL', 'ACCESS_POLICY', 'PROFILE_ENROLLMENT']))
        .min(1)
        .max(4)
        .optional()
        .describe('Only policies of these types; all four where omitted'),
      expand: z
        .enum(['EVALUATED', 'RULE'])
        .optional()
        .describe('EVALUATED adds what does not apply, RULE why the conditions of a rule do not'),
    }),
    parts: ({ expand: detail, ...simulation }) => ({ query: { expand: detail }, body: [simulation] }),
    output: z.array(PolicyEvaluation),
    example: {
      input: {
        appInstance: EXAMPLE_IDS.app,
        policyContext: { user: { id: EXAMPLE_IDS.ada } },
        policyTypes: ['ACCESS_POLICY'],
      },
      response: [exampleEvaluation],
    },
  }),

  'assign-application-policy': defineAction({
    product: 'Identity Engine',
    scopes: ['okta.apps.manage'],
    roles: ORG_MANAGERS,
    effect: 'write',
    title: 'Assign policy to application',
    description:
      'Makes an app sign-in policy (ACCESS_POLICY) decide who may sign in to an application, in the place of the one before. Reverse it by assigning that one again.',
    route: 'PUT /api/v1/apps/{appId}/policies/{policyId}',
    input: z.strictObject({ appId: AppId, policyId: PolicyId }),
    output: Nothing,
    example: { input: { appId: EXAMPLE_IDS.app, policyId: EXAMPLE_IDS.policy }, response: null },
  }),
} satisfies Record<string, ActionDefinition>;
