import { expect } from '@jest/globals';
import type { governance } from '../../../src/actions/catalog/governance.js';
import type { Page } from '../../support/service.js';
import type { Scenario } from './scenario.js';
import { idsOf, type Scene } from './scene.js';

interface Identified {
  id: string;
}

type Listed = Page<Identified>;

type Review = Identified & { principalProfile: Identified };

const BASE = '/governance/api/v1';

/** A campaign over a group, reviewed by the seed's admin. */
export const campaignOf = (scene: Scene, name: string, resourceId = scene.seeded.groups.engineering) => ({
  name,
  campaignType: 'RESOURCE',
  scheduleSettings: {
    type: 'ONE_OFF',
    startDate: '2030-03-01T08:00:00.000Z',
    durationInDays: 14,
    timeZone: 'Europe/London',
  },
  resourceSettings: { targetTypes: ['GROUP'], targetResources: [{ resourceId, resourceType: 'GROUP' }] },
  reviewerSettings: { type: 'USER', reviewerId: scene.seeded.users.admin },
  remediationSettings: { accessApproved: 'NO_ACTION', accessRevoked: 'DENY', noResponse: 'NO_ACTION' },
});

/** Makes something in the org itself. */
async function made<T extends Identified>(scene: Scene, path: string, body: object): Promise<T> {
  const answer = await scene.call('POST', `${BASE}/${path}`, body);
  expect(answer.status).toBe(201);
  return answer.body as T;
}

const makeCampaign = async (scene: Scene, name: string) => (await made(scene, 'campaigns', campaignOf(scene, name))).id;

interface Entitlement extends Identified {
  values: Identified[];
}

/** Makes an entitlement of the seed's Salesforce with two values in the org itself. */
export const makeEntitlement = (scene: Scene, name: string) =>
  made<Entitlement>(scene, 'entitlements', {
    name,
    externalValue: name.toLowerCase(),
    multiValue: true,
    dataType: 'array',
    parent: { externalId: scene.seeded.apps.salesforce, type: 'APPLICATION' },
    values: ['Reader', 'Writer'].map((value) => ({ name: value, externalValue: value.toLowerCase() })),
  });

/** A grant of one value of an entitlement. */
export const grantOf = (scene: Scene, { id, values }: Entitlement, userId = scene.seeded.users.active) => ({
  grantType: 'ENTITLEMENT',
  target: { externalId: scene.seeded.apps.salesforce, type: 'APPLICATION' },
  targetPrincipal: { externalId: userId, type: 'OKTA_USER' },
  entitlements: [{ id, values: [{ id: values[0]?.id }] }],
});

const ofSalesforce = ({ seeded }: Scene, property: string) =>
  `${property}.externalId eq "${seeded.apps.salesforce}" and ${property}.type eq "APPLICATION"`;

/** The list as the org gives it. */
const dataOf = async (scene: Scene, path: string, query: Record<string, string>) =>
  (await scene.okta<{ data: unknown[] }>(`${BASE}/${path}?${new URLSearchParams(query).toString()}`)).data;

const reading = {
  'list-campaigns': {
    does: 'lists by status in the order asked for',
    changed: false,
    async play(run, scene) {
      const ids = [await makeCampaign(scene, 'A'), await makeCampaign(scene, 'B'), await makeCampaign(scene, 'C')];
      await scene.call('POST', `${BASE}/campaigns/${ids[2]}/launch`);
      const query = { filter: 'status eq "SCHEDULED"', orderBy: 'name desc' };
      const { items } = await run<Listed>(query);
      expect(idsOf(items)).toEqual([ids[1], ids[0]]);
      expect(items).toEqual(await dataOf(scene, 'campaigns', query));
    },
  },

  'get-campaign': {
    does: 'gives the whole campaign',
    changed: false,
    async play(run, scene) {
      const campaignId = await makeCampaign(scene, 'A');
      const campaign = await run({ campaignId });
      expect(campaign).toEqual(await scene.okta(`${BASE}/campaigns/${campaignId}`));
      expect(campaign).toMatchObject({ reviewerSettings: { reviewerId: scene.seeded.users.admin } });
    },
  },

  'list-reviews': {
    does: 'lists the open reviews of a campaign that has begun',
    changed: false,
    async play(run, scene) {
      const { users, groups } = scene.seeded;
      const [first, second] = [await makeCampaign(scene, 'A'), await makeCampaign(scene, 'B')];
      for (const id of [first, second]) await scene.call('POST', `${BASE}/campaigns/${id}/launch`);
      const filter = `campaignId eq "${first}" and decision eq "UNREVIEWED"`;
      const { items } = await run<Page<Review>>({ filter });
      expect(items).toEqual(await dataOf(scene, 'reviews', { filter }));
      const review = { campaignId: first, resourceId: groups.engineering, reviewerProfile: { id: users.admin } };
      expect(items).toMatchObject([review, review]);
      expect(items.map(({ principalProfile }) => principalProfile.id)).toEqual([users.active, users.suspended]);
    },
  },

  'list-entitlements': {
    does: 'lists the entitlements of an application',
    changed: false,
    async play(run, scene) {
      const [role, licence] = [await makeEntitlement(scene, 'Role'), await makeEntitlement(scene, 'Licence')];
      const filter = ofSalesforce(scene, 'parent');
      const { items } = await run<Listed>({ filter });
      expect(idsOf(items)).toEqual([licence.id, role.id]);
      expect(items).toEqual(await dataOf(scene, 'entitlements', { filter }));
    },
  },

  'list-grants': {
    does: 'lists who has entitlements of an application',
    changed: false,
    async play(run, scene) {
      const role = await makeEntitlement(scene, 'Role');
      const first = await made(scene, 'grants', grantOf(scene, role));
      const second = await made(scene, 'grants', grantOf(scene, role, scene.seeded.users.admin));
      const filter = ofSalesforce(scene, 'target');
      const { items } = await run<Listed>({ filter, include: ['metadata'] });
      expect(idsOf(items)).toEqual([first.id, second.id]);
      expect(items).toEqual(await dataOf(scene, 'grants', { filter }));
    },
  },
} satisfies Partial<Record<keyof typeof governance, Scenario>>;

const changing = {
  'create-campaign': {
    does: 'schedules a campaign with all that was given',
    changed: true,
    async play(run, scene) {
      const given = {
        ...campaignOf(scene, 'First quarter'),
        notificationSettings: { notifyReviewerAtCampaignEnd: true },
      };
      const campaign = await run<Identified>(given);
      expect(campaign).toMatchObject({ ...given, status: 'SCHEDULED' });
      expect(await scene.okta(`${BASE}/campaigns/${campaign.id}`)).toEqual(campaign);
    },
  },

  'create-grant': {
    does: 'grants one value of an entitlement to a user',
    changed: true,
    async play(run, scene) {
      const given = grantOf(scene, await makeEntitlement(scene, 'Role'));
      const grant = await run<Identified>(given);
      expect(grant).toMatchObject({ ...given, status: 'ACTIVE', action: 'ALLOW' });
      expect(await scene.okta(`${BASE}/grants/${grant.id}`)).toEqual(grant);
    },
  },
} satisfies Partial<Record<keyof typeof governance, Scenario>>;

export const governanceScenarios = { ...reading, ...changing } satisfies Record<keyof typeof governance, Scenario>;
