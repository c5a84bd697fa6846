import { resourceNotFound, validationFailed } from '../okta-error.ts';
import { compileQuery } from '../query/query-rules.ts';
import type { Reply } from '../server/reply.ts';
import { ok } from '../server/reply.ts';
import type { Call, Route } from '../server/route.ts';
import { logChange } from '../server/route.ts';
import type { CampaignRecord, ReviewRecord } from '../state/governance.ts';
import { authored, governanceFilter, governancePage } from './governance-page.ts';
import { objectAt, textAt } from './user-input.ts';

const BASE = '/governance/api/v1';
const DAY_MS = 24 * 3600 * 1000;
const FIELDS = ['name', 'status', 'scheduleType', 'reviewerType', 'recurringCampaignId'];
const campaignFilter = governanceFilter(FIELDS, ['name', 'startDate', 'endDate']);
const reviewFilter = governanceFilter(
  ['campaignId', 'principalId', 'reviewerId', 'decision', 'resourceId', 'reviewerType', 'reviewerLevel'].concat([
    'entitlementValueId',
    'entitlementBundleId',
  ]),
);

function links(call: Call, id: string): Record<string, unknown> {
  const self = `${call.baseUrl}${BASE}/campaigns/${id}`;
  const filter = encodeURIComponent(`campaignId eq "${id}"`);
  return {
    self: { href: self },
    launchCampaign: { href: `${self}/launch` },
    endCampaign: { href: `${self}/end` },
    reviews: { href: `${call.baseUrl}${BASE}/reviews?filter=${filter}` },
  };
}

/** A campaign in a list: less than when it is read by itself. */
function renderSparse(call: Call, { given, ...campaign }: CampaignRecord): Record<string, unknown> {
  return { ...campaign, description: textAt(given, 'description') ?? null, _links: links(call, campaign.id) };
}

function renderFull(call: Call, campaign: CampaignRecord): Record<string, unknown> {
  const { id, status, created, createdBy, lastUpdated, lastUpdatedBy, given, endDate } = campaign;
  const scheduleSettings = { ...objectAt(given, 'scheduleSettings'), endDate };
  const made = { id, created, createdBy, lastUpdated, lastUpdatedBy, status };
  return { campaignType: 'RESOURCE', ...given, scheduleSettings, ...made, _links: links(call, id) };
}

function matcher(call: Call, rules: typeof campaignFilter): (fields: Record<string, unknown>) => boolean {
  const filter = call.query.get('filter');
  return filter === null ? () => true : compileQuery(rules, filter);
}

function listCampaigns(call: Call): Reply {
  return governancePage(call, {
    store: call.org.governance.campaigns,
    fields: ({ given: _given, ...fields }) => fields,
    matches: matcher(call, campaignFilter),
    render: (campaign) => renderSparse(call, campaign),
    order: 'created asc',
  });
}

function pathCampaign(call: Call): CampaignRecord {
  const id = call.params['campaignId'] ?? '';
  const campaign = call.org.governance.campaigns.get(id);
  if (!campaign) throw resourceNotFound(id, 'Campaign');
  return campaign;
}

function required(source: Record<string, unknown> | undefined, name: string): string {
  const text = textAt(source, name) ?? '';
  if (text === '') throw validationFailed(name, `${name}: The field cannot be left blank`);
  return text;
}

/** A reviewer who does not exist cannot review (Okta: reviewerId is required for the type USER). */
function checkReviewer(call: Call, settings: Record<string, unknown>): void {
  if (required(settings, 'type') !== 'USER') return;
  const reviewerId = required(settings, 'reviewerId');
  if (!call.org.users.get(reviewerId)) throw validationFailed('reviewerId', `reviewerId: ${reviewerId} is no user`);
}

function createCampaign(call: Call): Reply {
  const { body } = call;
  const schedule = objectAt(body, 'scheduleSettings');
  const reviewer = objectAt(body, 'reviewerSettings') ?? {};
  for (const name of ['resourceSettings', 'remediationSettings']) {
    if (!objectAt(body, name)) throw validationFailed(name, `${name}: The field cannot be left blank`);
  }
  checkReviewer(call, reviewer);
  const startDate = required(schedule, 'startDate');
  const days = Number(schedule?.['durationInDays']);
  if (!(days >= 1)) throw validationFailed('durationInDays', 'durationInDays: must be at least 1');
  const campaign: CampaignRecord = {
    id: call.org.ids.take('ici'),
    name: required(body, 'name'),
    status: 'SCHEDULED',
    given: body,
    startDate,
    endDate: new Date(Date.parse(startDate) + days * DAY_MS).toISOString(),
    scheduleType: required(schedule, 'type'),
    reviewerType: required(reviewer, 'type'),
    ...authored(call),
  };
  call.org.governance.campaigns.put(campaign);
  return { status: 201, body: renderFull(call, campaign) };
}

function targetsOf({ given }: CampaignRecord): string[] {
  const targets = objectAt(given, 'resourceSettings')?.['targetResources'];
  return Array.isArray(targets) ? targets.map((target: Record<string, unknown>) => String(target['resourceId'])) : [];
}

/** Those who have the group or the app under review. */
function principalsOf(call: Call, resourceId: string): string[] {
  const members = [...call.org.memberships.scan(resourceId, -1)].map(({ userId }) => userId);
  return [...members, ...(call.org.apps.get(resourceId)?.userIds ?? [])];
}

/** Starts a campaign: one review for each principal and resource. */
function launchCampaign(call: Call): Reply {
  const campaign = pathCampaign(call);
  if (campaign.status !== 'SCHEDULED') throw validationFailed('status', 'Only a SCHEDULED campaign can be launched');
  call.org.governance.campaigns.put({ ...campaign, status: 'ACTIVE' });
  const settings = objectAt(campaign.given, 'reviewerSettings');
  const reviewerId = textAt(settings, 'reviewerId') ?? textAt(settings, 'fallBackReviewerId') ?? campaign.createdBy;
  for (const resourceId of targetsOf(campaign)) {
    for (const principalId of principalsOf(call, resourceId)) {
      const id = call.org.ids.take('icr');
      const subject = { campaignId: campaign.id, resourceId, principalId, reviewerId };
      call.org.governance.reviews.put({ id, ...subject, decision: 'UNREVIEWED', ...authored(call) });
    }
  }
  const target = { id: campaign.id, type: 'Campaign', alternateId: campaign.name, displayName: campaign.name };
  logChange(call, { eventType: 'certification.campaign.launch', targets: [{ ...target, detailEntry: null }] });
  return { status: 202 };
}

function profileOf(call: Call, userId: string): Record<string, unknown> {
  const user = call.org.users.get(userId);
  const { email, firstName, lastName, login } = user?.profile ?? {};
  return { id: userId, email, firstName, lastName, login, status: 'ACTIVE', type: 'USER' };
}

function renderReview(call: Call, review: ReviewRecord): Record<string, unknown> {
  const { principalId, reviewerId, ...visible } = review;
  return {
    ...visible,
    decided: null,
    remediationStatus: 'NONE',
    reviewerType: 'USER',
    principalProfile: profileOf(call, principalId),
    reviewerProfile: profileOf(call, reviewerId),
    _links: { self: { href: `${call.baseUrl}${BASE}/reviews/${review.id}` } },
  };
}

function listReviews(call: Call): Reply {
  return governancePage(call, {
    store: call.org.governance.reviews,
    fields: (review) => ({ ...review, reviewerType: 'USER' }),
    matches: matcher(call, reviewFilter),
    render: (review) => renderReview(call, review),
    order: 'created asc',
  });
}

export const campaignRoutes: Route[] = [
  { method: 'GET', path: `${BASE}/campaigns`, handle: listCampaigns },
  { method: 'POST', path: `${BASE}/campaigns`, handle: createCampaign },
  {
    method: 'GET',
    path: `${BASE}/campaigns/{campaignId}`,
    handle: (call) => ok(renderFull(call, pathCampaign(call))),
  },
  { method: 'POST', path: `${BASE}/campaigns/{campaignId}/launch`, handle: launchCampaign },
  { method: 'GET', path: `${BASE}/reviews`, handle: listReviews },
];
