import { z } from 'zod';
import { EXAMPLE_IDS } from './ids.js';

const time = (description: string) => z.string().nullable().optional().describe(description);
const links = z.looseObject({}).optional().describe('Related resources');

/**
 * Every type that Okta lists.
 * Source: https://developer.okta.com/docs/api/openapi/okta-management/management/tag/Policy/
 */
export const PolicyType = z
  .enum([
    'OKTA_SIGN_ON',
    'PASSWORD',
    'MFA_ENROLL',
    'ACCESS_POLICY',
    'PROFILE_ENROLLMENT',
    'IDP_DISCOVERY',
    'ENTITY_RISK',
    'POST_AUTH_SESSION',
    'SESSION_VIOLATION_DETECTION',
    'DEVICE_SIGNAL_COLLECTION',
    'CLIENT_UPDATE',
    'IDENTITY_CLAIM_SOURCING',
  ])
  .describe(
    'OKTA_SIGN_ON (global session), PASSWORD, MFA_ENROLL (authenticator enrollment), IDP_DISCOVERY (routing); with Identity Engine also ACCESS_POLICY (app sign-in), PROFILE_ENROLLMENT (user profile), ENTITY_RISK and the rest',
  );

/** Of the other types Okta has one policy, which it made itself. */
export const NewPolicyType = PolicyType.extract([
  'OKTA_SIGN_ON',
  'PASSWORD',
  'MFA_ENROLL',
  'ACCESS_POLICY',
  'PROFILE_ENROLLMENT',
  'DEVICE_SIGNAL_COLLECTION',
]).describe('What the policy decides; it cannot be changed later. ACCESS_POLICY and those after it: Identity Engine');

/** Rules of OKTA_SIGN_ON policies are SIGN_ON; all others have the type of their policy. */
export const PolicyRuleType = z
  .enum(['SIGN_ON', ...PolicyType.exclude(['OKTA_SIGN_ON']).options])
  .describe('The type of the policy; SIGN_ON in an OKTA_SIGN_ON policy');

/** A policy as Okta answers it; settings and conditions depend on type. */
export const Policy = z.looseObject({
  id: z.string().describe('The id of the policy'),
  type: z.string().optional().describe('What it decides, such as PASSWORD'),
  name: z.string().optional().describe('Its name'),
  description: z.string().nullable().optional().describe('What it is for'),
  status: z.string().optional().describe('ACTIVE or INACTIVE'),
  priority: z.int().nullable().optional().describe('Its place among the policies of its type; 1 comes first'),
  system: z.boolean().optional().describe('True where Okta made it'),
  conditions: z.looseObject({}).nullable().optional().describe('Whom it concerns'),
  settings: z
    .looseObject({})
    .nullable()
    .optional()
    .describe('What it demands, such as settings.password.age.maxAgeDays of a PASSWORD policy'),
  created: time('When it was created'),
  lastUpdated: time('When it last changed'),
  _embedded: z.looseObject({}).optional().describe('The rules that expand asked for'),
  _links: links,
});

/** A rule of a policy as Okta answers it; conditions and actions depend on type. */
export const PolicyRule = z.looseObject({
  id: z.string().describe('The id of the rule'),
  type: z.string().optional().describe('The type of its policy; SIGN_ON in an OKTA_SIGN_ON policy'),
  name: z.string().optional().describe('Its name'),
  status: z.string().optional().describe('ACTIVE or INACTIVE'),
  priority: z.int().nullable().optional().describe('Its place among the rules of the policy; the lowest number first'),
  system: z.boolean().optional().describe('True where Okta made it; it cannot be deleted'),
  conditions: z.looseObject({}).nullable().optional().describe('When it applies'),
  actions: z.looseObject({}).nullable().optional().describe('What follows when it applies'),
  created: time('When it was created'),
  lastUpdated: time('When it last changed'),
  _links: links,
});

export const PolicyName = z.string().min(1).max(255).describe('A name that no other policy of the type has');
export const RuleName = z.string().min(1).max(255).describe('A name that no other rule of the policy has');
export const PolicyDescription = z.string().max(1024).nullable().optional().describe('What the policy is for');
export const PolicyPriority = z
  .int()
  .min(0)
  .max(5000)
  .optional()
  .describe('The place among its kind, lower numbers first; the others move. At the end where omitted');

/** A part of a policy or rule whose members Okta describes for each type. */
export const open = (description: string) => z.looseObject({}).nullable().optional().describe(description);

const id = z.string().min(1).max(100);
const RiskLevel = z.enum(['LOW', 'MEDIUM', 'HIGH']);

/** Who signs in from where, for a simulation. */
export const PolicyContext = z
  .strictObject({
    user: z
      .strictObject({ id: id.describe('The id of the user').meta({ 'x-options': 'users' }) })
      .optional()
      .describe('The user; not together with groups'),
    groups: z
      .strictObject({
        ids: z
          .array(id.meta({ 'x-options': 'groups' }))
          .min(1)
          .max(100)
          .describe('The ids of the groups'),
      })
      .optional()
      .describe('Groups that somebody belongs to; not together with user'),
    ip: z.string().min(1).max(100).optional().describe('The address that the sign-in comes from'),
    zones: z
      .strictObject({
        ids: z
          .array(id.meta({ 'x-options': 'zones' }))
          .min(1)
          .max(100)
          .describe('The ids of the network zones'),
      })
      .optional()
      .describe('Network zones that the address lies in'),
    risk: z
      .strictObject({ level: RiskLevel.describe('How risky the sign-in is') })
      .optional()
      .describe('The risk that Okta sees'),
    device: z
      .strictObject({
        platform: z.string().min(1).max(50).optional().describe('The platform, such as IOS'),
        registered: z.boolean().optional().describe('Whether Okta knows the device'),
        managed: z.boolean().optional().describe('Whether it is managed'),
        assuranceId: id.optional().describe('The id of the device assurance policy that it meets'),
      })
      .optional()
      .describe('The device'),
  })
  .refine(({ user, groups }) => user === undefined || groups === undefined, {
    path: ['groups'],
    message: 'goes not together with user',
  })
  .describe('Who signs in, from where and how');

const Found = z.looseObject({
  policies: z
    .array(
      z.looseObject({
        id: z.string().optional().describe('The id of the policy'),
        name: z.string().optional().describe('Its name'),
        status: z.string().optional().describe('MATCH, NOT_MATCH or UNDEFINED'),
        conditions: z.array(z.looseObject({})).optional().describe('Its conditions and how each came out'),
        rules: z.array(z.looseObject({})).optional().describe('Its rules and how each came out'),
      }),
    )
    .optional()
    .describe('Policies with their rules'),
});

export const PolicyEvaluation = z.looseObject({
  status: z.string().optional().describe('MATCH, NOT_MATCH or UNDEFINED'),
  policyType: z.array(z.string()).optional().describe('The type of the policies'),
  result: Found.optional().describe('What would apply'),
  evaluated: Found.optional().describe('What was looked at and does not apply; with expand EVALUATED'),
  undefined: Found.optional().describe('What cannot be decided from the context'),
});

export const examplePolicy: z.input<typeof Policy> = {
  type: 'PASSWORD',
  id: EXAMPLE_IDS.policy,
  status: 'ACTIVE',
  name: 'Engineers',
  description: 'Passwords of engineers',
  priority: 1,
  system: false,
  conditions: {
    people: { groups: { include: [EXAMPLE_IDS.engineers] } },
    authProvider: { provider: 'OKTA' },
  },
  settings: { password: { complexity: { minLength: 12 }, age: { maxAgeDays: 90, expireWarnDays: 14 } } },
  created: '2026-02-06T16:17:40.000Z',
  lastUpdated: '2026-02-06T16:17:40.000Z',
};

export const examplePolicyRule: z.input<typeof PolicyRule> = {
  id: EXAMPLE_IDS.policyRule,
  type: 'PASSWORD',
  name: 'From the office',
  status: 'ACTIVE',
  priority: 1,
  system: false,
  conditions: { network: { connection: 'ZONE', include: [EXAMPLE_IDS.zone] } },
  actions: {
    passwordChange: { access: 'ALLOW' },
    selfServicePasswordReset: { access: 'ALLOW' },
    selfServiceUnlock: { access: 'DENY' },
  },
  created: '2026-02-06T16:17:40.000Z',
  lastUpdated: '2026-02-06T16:17:40.000Z',
};

export const exampleEvaluation: z.input<typeof PolicyEvaluation> = {
  status: 'MATCH',
  policyType: ['ACCESS_POLICY'],
  result: {
    policies: [
      {
        id: EXAMPLE_IDS.policy,
        name: 'Any two factors',
        status: 'MATCH',
        conditions: [],
        rules: [{ id: EXAMPLE_IDS.policyRule, name: 'Catch-all Rule', status: 'MATCH', conditions: [] }],
      },
    ],
  },
};
