import { z } from 'zod';
import { defineAction, defineList } from '../define-action.js';
import {
  Campaign,
  CampaignPrincipals,
  CampaignRemediation,
  CampaignResources,
  CampaignReviewers,
  CampaignSchedule,
  CampaignSummary,
  Entitlement,
  exampleCampaignInput,
  exampleCampaignSummary,
  exampleEntitlement,
  exampleGrant,
  exampleReview,
  Grant,
  GrantEntitlements,
  GrantPrincipal,
  GrantSchedule,
  GrantTarget,
  Review,
} from '../../okta/schemas/governance.js';
import { CampaignId, EXAMPLE_IDS } from '../../okta/schemas/ids.js';
import { expression } from '../../okta/schemas/query.js';
import { APP_MANAGERS, CERTIFICATION_MANAGERS } from '../../okta/schemas/role-sets.js';

const PRODUCT = { product: 'Identity Governance' } as const;
const CERTIFICATIONS = {
  ...PRODUCT,
  scopes: ['okta.governance.accessCertifications.read'],
  roles: CERTIFICATION_MANAGERS,
} as const;
const ENTITLEMENTS = { ...PRODUCT, scopes: ['okta.governance.entitlements.read'], roles: APP_MANAGERS } as const;

/** Lists of the Governance API are objects: `{data, _links}`. Okta gives 20 a page where limit is omitted. */
const PAGE = { itemsIn: 'data', maxLimit: 200 } as const;

const orderBy = (properties: string) =>
  z.string().min(1).max(100).optional().describe(`One of ${properties}, then asc or desc, such as created desc`);

const more = (description: string) => z.looseObject({}).optional().describe(description);

export const governance = {
  'list-campaigns': defineList({
    ...CERTIFICATIONS,
    ...PAGE,
    title: 'List access certification campaigns',
    description:
      'Lists the campaigns in which access is reviewed, or those that a filter picks. It needs Okta Identity Governance.',
    route: 'GET /governance/api/v1/campaigns',
    input: z.strictObject({
      filter: expression(
        'SCIM expression over name, status, scheduleType, reviewerType, startDate, endDate and recurringCampaignId, such as status eq "ACTIVE"',
      ).optional(),
      orderBy: orderBy('name, created, startDate, endDate and status'),
    }),
    item: CampaignSummary,
    example: { input: { filter: 'status eq "SCHEDULED"' }, response: [exampleCampaignSummary] },
  }),

  'get-campaign': defineAction({
    ...CERTIFICATIONS,
    title: 'Get campaign',
    description: 'Reads one access certification campaign with all its settings. It needs Okta Identity Governance.',
    route: 'GET /governance/api/v1/campaigns/{campaignId}',
    effect: 'read',
    input: z.strictObject({ campaignId: CampaignId }),
    output: Campaign,
    example: {
      input: { campaignId: EXAMPLE_IDS.campaign },
      response: { id: EXAMPLE_IDS.campaign, status: 'SCHEDULED', ...exampleCampaignInput },
    },
  }),

  'create-campaign': defineAction({
    ...PRODUCT,
    title: 'Create campaign',
    description:
      'Schedules an access certification campaign: from its start date on, reviewers decide who keeps access, and remediationSettings say whether Okta then takes access away. Until then it can be deleted in Okta. It needs Okta Identity Governance.',
    route: 'POST /governance/api/v1/campaigns',
    scopes: ['okta.governance.accessCertifications.manage'],
    roles: CERTIFICATION_MANAGERS,
    effect: 'write',
    input: z.strictObject({
      name: z.string().min(1).max(255).describe('The name of the campaign'),
      description: z.string().max(1000).optional().describe('What it is for'),
      campaignType: z
        .enum(['RESOURCE', 'USER'])
        .optional()
        .describe('Whether it goes through resources or through users; RESOURCE where omitted'),
      campaignTier: z.enum(['BASIC', 'PREMIUM']).optional().describe('The edition that it needs'),
      scheduleSettings: CampaignSchedule,
      resourceSettings: CampaignResources,
      principalScopeSettings: CampaignPrincipals.optional(),
      reviewerSettings: CampaignReviewers,
      notificationSettings: more('Who is written to, and when'),
      remediationSettings: CampaignRemediation,
      reportingSettings: more('Whether a report is made afterwards'),
    }),
    output: Campaign,
    example: {
      input: exampleCampaignInput,
      response: { id: EXAMPLE_IDS.campaign, status: 'SCHEDULED', ...exampleCampaignInput },
    },
  }),

  'list-reviews': defineList({
    ...CERTIFICATIONS,
    ...PAGE,
    title: 'List access reviews',
    description:
      'Lists the decisions of campaigns, taken or open: one for each user and resource. A campaign that has not begun has none. Without a filter by campaign Okta may time out. It needs Okta Identity Governance.',
    route: 'GET /governance/api/v1/reviews',
    input: z.strictObject({
      filter: expression(
        'Expression with eq over campaignId, principalId, reviewerId, decision, resourceId, reviewerType, reviewerLevel, entitlementValueId and entitlementBundleId',
      ).optional(),
      orderBy: orderBy('decided, decision, remediationStatus and created'),
    }),
    item: Review,
    example: { input: { filter: `campaignId eq "${EXAMPLE_IDS.campaign}"` }, response: [exampleReview] },
  }),

  'list-entitlements': defineList({
    ...ENTITLEMENTS,
    ...PAGE,
    title: 'List entitlements',
    description:
      'Lists the entitlements of an application: what can be granted in it beyond being let in. It needs Okta Identity Governance with entitlement management.',
    route: 'GET /governance/api/v1/entitlements',
    input: z.strictObject({
      filter: expression(
        'Names the application: parent.externalId eq "<app id>" and parent.type eq "APPLICATION"; name and created may narrow it',
      ),
      orderBy: orderBy('name and created'),
    }),
    item: Entitlement,
    example: {
      input: { filter: `parent.externalId eq "${EXAMPLE_IDS.app}" and parent.type eq "APPLICATION"` },
      response: [exampleEntitlement],
    },
  }),

  'list-grants': defineList({
    ...ENTITLEMENTS,
    ...PAGE,
    title: 'List entitlement grants',
    description:
      'Lists who has which entitlements of an application, as active grants. It needs Okta Identity Governance with entitlement management; Okta calls the operation beta.',
    route: 'GET /governance/api/v1/grants',
    input: z.strictObject({
      filter: expression(
        'Names one application: target.externalId eq "<app id>" and target.type eq "APPLICATION"; targetPrincipal, entitlements.id and action may narrow it',
      ),
      include: z
        .array(z.enum(['full_entitlements', 'metadata']))
        .min(1)
        .max(2)
        .optional()
        .describe('Adds whole entitlements, or where the grant comes from'),
    }),
    item: Grant,
    example: {
      input: { filter: `target.externalId eq "${EXAMPLE_IDS.app}" and target.type eq "APPLICATION"` },
      response: [exampleGrant],
    },
  }),

  'create-grant': defineAction({
    ...PRODUCT,
    title: 'Create entitlement grant',
    description:
      'Gives a user entitlements of an application, by values, by a bundle or by policy; what the user has stays. CUSTOM with DENY takes access away. It ends at scheduleSettings.expirationDate, or when it is revoked in Okta. It needs Okta Identity Governance with entitlement management; Okta calls the operation beta.',
    route: 'POST /governance/api/v1/grants',
    scopes: ['okta.governance.entitlements.manage'],
    roles: APP_MANAGERS,
    effect: 'write',
    input: z.strictObject({
      grantType: z
        .enum(['ENTITLEMENT', 'ENTITLEMENT-BUNDLE', 'CUSTOM', 'POLICY'])
        .describe('ENTITLEMENT adds values, ENTITLEMENT-BUNDLE a bundle; CUSTOM and POLICY set the whole access'),
      targetPrincipal: GrantPrincipal,
      target: GrantTarget.optional(),
      entitlements: GrantEntitlements.optional(),
      entitlementBundleId: z
        .string()
        .min(1)
        .max(20)
        .optional()
        .describe('The id of the bundle; needed for the type ENTITLEMENT-BUNDLE'),
      action: z.enum(['ALLOW', 'DENY']).optional().describe('ALLOW where omitted'),
      actor: z
        .enum(['API', 'ACCESS_REQUEST', 'NONE', 'ADMIN'])
        .optional()
        .describe('What the grant is said to come from; API where omitted'),
      scheduleSettings: GrantSchedule.optional(),
    }),
    output: Grant,
    example: {
      input: {
        grantType: 'ENTITLEMENT',
        targetPrincipal: { externalId: EXAMPLE_IDS.ada, type: 'OKTA_USER' },
        target: { externalId: EXAMPLE_IDS.app, type: 'APPLICATION' },
        entitlements: [{ id: EXAMPLE_IDS.entitlement, values: [{ id: EXAMPLE_IDS.entitlementValue }] }],
      },
      response: exampleGrant,
    },
  }),
};
