import { z } from 'zod';
import { EXAMPLE_IDS } from './ids.js';
import { timestamp } from './query.js';

const text = (description: string) => z.string().nullable().optional().describe(description);
const settings = (description: string) => z.looseObject({}).nullable().optional().describe(description);

const made = {
  created: text('When it was made'),
  createdBy: text('The id of the user who made it'),
  lastUpdated: text('When it last changed'),
  lastUpdatedBy: text('The id of the user who last changed it'),
};

/** A campaign as lists give it. */
export const CampaignSummary = z.looseObject({
  id: z.string().describe('The id of the campaign'),
  name: text('Its name'),
  description: text('What it is for'),
  status: text('SCHEDULED, LAUNCHING, ACTIVE, COMPLETED, DELETED or ERROR'),
  startDate: text('When it begins'),
  endDate: text('When it ends'),
  scheduleType: text('ONE_OFF or RECURRING'),
  reviewerType: text('USER, REVIEWER_EXPRESSION, GROUP, RESOURCE_OWNER or MULTI_LEVEL'),
  recurringCampaignId: text('The recurring campaign that it belongs to'),
  ...made,
});

/** A whole campaign. */
export const Campaign = z.looseObject({
  id: z.string().describe('The id of the campaign'),
  name: text('Its name'),
  description: text('What it is for'),
  status: text('SCHEDULED, LAUNCHING, ACTIVE, COMPLETED, DELETED or ERROR'),
  campaignType: text('RESOURCE or USER'),
  scheduleSettings: settings('When it takes place'),
  resourceSettings: settings('What is reviewed'),
  principalScopeSettings: settings('Whose access is reviewed'),
  reviewerSettings: settings('Who reviews'),
  notificationSettings: settings('Who is written to'),
  remediationSettings: settings('What follows from a decision'),
  ...made,
});

export const Review = z.looseObject({
  id: z.string().describe('The id of the review'),
  campaignId: text('The campaign that it belongs to'),
  resourceId: text('What is reviewed'),
  decision: text('UNREVIEWED, APPROVE or REVOKE'),
  decided: text('When the decision was taken'),
  remediationStatus: text('NONE, OPEN, ERROR, SUCCESS or MANUAL'),
  principalProfile: settings('Whose access is reviewed'),
  reviewerProfile: settings('Who reviews'),
  reviewerType: text('USER, GROUP or RESOURCE_OWNER'),
  ...made,
});

export const Entitlement = z.looseObject({
  id: z.string().describe('The id of the entitlement'),
  name: text('Its name'),
  externalValue: text('The name of its property in the application'),
  description: text('What it permits'),
  multiValue: z.boolean().nullable().optional().describe('Whether somebody may have several of its values'),
  required: z.boolean().nullable().optional().describe('Whether everybody in the application has it'),
  dataType: text('string or array'),
  parent: settings('The application that it belongs to'),
  parentResourceOrn: text('The application as an Okta resource name'),
  ...made,
});

export const Grant = z.looseObject({
  id: z.string().describe('The id of the grant'),
  grantType: text('CUSTOM, ENTITLEMENT, ENTITLEMENT-BUNDLE or POLICY'),
  status: text('ACTIVE, SCHEDULED, INACTIVE or EXPIRED'),
  action: text('ALLOW or DENY'),
  actor: text('API, ACCESS_REQUEST, ADMIN or NONE'),
  target: settings('The application'),
  targetResourceOrn: text('The application as an Okta resource name'),
  targetPrincipal: settings('Who has the grant'),
  targetPrincipalOrn: text('Who has it, as an Okta resource name'),
  entitlementBundleId: text('The bundle that was granted'),
  entitlements: z
    .array(z.looseObject({ id: z.string().optional() }))
    .nullable()
    .optional()
    .describe('What was granted'),
  scheduleSettings: settings('When it ends'),
  ...made,
});

const id = (description: string) => z.string().min(1).max(36).describe(description);
const userId = (description: string) =>
  z
    .string()
    .min(1)
    .max(20)
    .describe(`${description}: an id; a login does not work here`)
    .meta({ 'x-options': 'users' });
const timeZone = z.string().min(1).max(64).describe('The time zone as an IANA name, such as Europe/Berlin');

export const CampaignSchedule = z
  .looseObject({
    type: z.enum(['ONE_OFF', 'RECURRING']).describe('Once, or again and again; RECURRING also takes recurrence'),
    startDate: timestamp('When it begins'),
    durationInDays: z.number().min(1).describe('How many days the reviewers have'),
    timeZone: timeZone.describe('The time zone of startDate as an IANA name'),
  })
  .describe('When it takes place');

export const CampaignResources = z
  .looseObject({
    targetTypes: z
      .array(z.enum(['GROUP', 'APPLICATION', 'APP_SERVICE_ACCOUNT', 'OKTA_SERVICE_ACCOUNT', 'COLLECTION']))
      .max(5)
      .optional()
      .describe('The kinds of resources'),
    targetResources: z
      .array(
        z.looseObject({
          resourceId: id('The id of the group, application or other resource'),
          resourceType: z.string().min(1).max(50).optional().describe('GROUP, APPLICATION and the like'),
        }),
      )
      .max(1000)
      .optional()
      .describe('What is reviewed'),
  })
  .describe('What is reviewed; Okta has more settings for some kinds of campaigns');

export const CampaignPrincipals = z
  .looseObject({
    type: z.literal('USERS').describe('The only type there is'),
    userScopeExpression: z
      .string()
      .min(1)
      .max(7000)
      .optional()
      .describe('Users by an Okta Expression Language condition'),
    userIds: z.array(userId('A user')).max(1000).optional().describe('These users alone'),
    groupIds: z
      .array(id('A group').meta({ 'x-options': 'groups' }))
      .max(1000)
      .optional()
      .describe('The members of these groups alone'),
  })
  .describe('Whose access is reviewed; everybody with access where omitted');

export const CampaignReviewers = z
  .looseObject({
    type: z
      .enum(['USER', 'REVIEWER_EXPRESSION', 'GROUP', 'RESOURCE_OWNER', 'MULTI_LEVEL'])
      .describe('How reviewers are found'),
    reviewerId: userId('The reviewer where type is USER').optional(),
    fallBackReviewerId: userId('Who reviews where nobody else is found').optional(),
    reviewerGroupId: id('The group whose members review where type is GROUP')
      .meta({ 'x-options': 'groups' })
      .optional(),
    reviewerScopeExpression: z.string().min(1).max(2000).optional().describe('Names the reviewer of each user'),
  })
  .describe('Who reviews');

export const CampaignRemediation = z
  .looseObject({
    accessApproved: z.literal('NO_ACTION').describe('What follows when access is approved: nothing'),
    accessRevoked: z.enum(['NO_ACTION', 'DENY']).describe('DENY takes the access away when a reviewer revokes it'),
    noResponse: z.enum(['NO_ACTION', 'DENY']).describe('DENY takes the access away when nobody decides'),
  })
  .describe('What follows from a decision');

export const GrantTarget = z
  .strictObject({
    externalId: id('The id of the application').meta({ 'x-options': 'apps' }),
    type: z.literal('APPLICATION').describe('The only type there is'),
  })
  .describe('The application; needed for every type but ENTITLEMENT-BUNDLE');

export const GrantPrincipal = z
  .strictObject({
    externalId: userId('The user'),
    type: z.literal('OKTA_USER').describe('The only type there is'),
  })
  .describe('Who gets it');

export const GrantEntitlements = z
  .array(
    z.strictObject({
      id: id('The id of the entitlement'),
      values: z
        .array(z.strictObject({ id: id('The id of the value') }))
        .min(1)
        .max(1000)
        .describe('The values that are granted'),
    }),
  )
  .min(1)
  .max(1000)
  .describe('What is granted; needed for the type ENTITLEMENT');

export const GrantSchedule = z
  .strictObject({
    expirationDate: timestamp('When Okta takes the grant back').optional(),
    timeZone: timeZone.optional(),
  })
  .describe('When it ends; never where omitted');

const exampleMade = {
  created: '2026-02-01T12:00:00.000Z',
  createdBy: EXAMPLE_IDS.ada,
  lastUpdated: '2026-02-01T12:00:00.000Z',
  lastUpdatedBy: EXAMPLE_IDS.ada,
};

export const exampleCampaignSummary: z.input<typeof CampaignSummary> = {
  id: EXAMPLE_IDS.campaign,
  name: 'Engineers, first quarter',
  description: 'Who still needs the engines',
  status: 'SCHEDULED',
  startDate: '2026-03-01T08:00:00.000Z',
  endDate: '2026-03-15T08:00:00.000Z',
  scheduleType: 'ONE_OFF',
  reviewerType: 'USER',
  ...exampleMade,
};

/** The settings of the example campaign, as they are given and as they come back. */
export const exampleCampaignInput: {
  name: string;
  description: string;
  campaignType: 'RESOURCE';
  scheduleSettings: z.input<typeof CampaignSchedule>;
  resourceSettings: z.input<typeof CampaignResources>;
  principalScopeSettings: z.input<typeof CampaignPrincipals>;
  reviewerSettings: z.input<typeof CampaignReviewers>;
  remediationSettings: z.input<typeof CampaignRemediation>;
} = {
  name: 'Engineers, first quarter',
  description: 'Who still needs the engines',
  campaignType: 'RESOURCE',
  scheduleSettings: {
    type: 'ONE_OFF',
    startDate: '2026-03-01T08:00:00.000Z',
    durationInDays: 14,
    timeZone: 'Europe/London',
  },
  resourceSettings: {
    targetTypes: ['GROUP'],
    targetResources: [{ resourceId: EXAMPLE_IDS.engineers, resourceType: 'GROUP' }],
  },
  principalScopeSettings: { type: 'USERS' },
  reviewerSettings: { type: 'USER', reviewerId: EXAMPLE_IDS.grace },
  remediationSettings: { accessApproved: 'NO_ACTION', accessRevoked: 'DENY', noResponse: 'NO_ACTION' },
};

export const exampleReview: z.input<typeof Review> = {
  id: EXAMPLE_IDS.review,
  campaignId: EXAMPLE_IDS.campaign,
  resourceId: EXAMPLE_IDS.engineers,
  decision: 'UNREVIEWED',
  decided: null,
  remediationStatus: 'NONE',
  principalProfile: { id: EXAMPLE_IDS.ada, login: 'ada@example.com' },
  reviewerProfile: { id: EXAMPLE_IDS.grace, login: 'grace@example.com' },
  reviewerType: 'USER',
  ...exampleMade,
};

export const exampleEntitlement: z.input<typeof Entitlement> = {
  id: EXAMPLE_IDS.entitlement,
  name: 'Role',
  externalValue: 'role',
  description: 'What somebody may do with the engine',
  multiValue: true,
  required: false,
  dataType: 'array',
  parent: { externalId: EXAMPLE_IDS.app, type: 'APPLICATION' },
  parentResourceOrn: `orn:okta:idp:00o1a2b3c4d5e6f7g8h9:apps:bookmark:${EXAMPLE_IDS.app}`,
  ...exampleMade,
};

export const exampleGrant: z.input<typeof Grant> = {
  id: EXAMPLE_IDS.governanceGrant,
  grantType: 'ENTITLEMENT',
  status: 'ACTIVE',
  action: 'ALLOW',
  actor: 'API',
  target: { externalId: EXAMPLE_IDS.app, type: 'APPLICATION' },
  targetPrincipal: { externalId: EXAMPLE_IDS.ada, type: 'OKTA_USER' },
  entitlements: [{ id: EXAMPLE_IDS.entitlement, values: [{ id: EXAMPLE_IDS.entitlementValue }] }],
  ...exampleMade,
};
