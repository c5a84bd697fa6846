import { expect } from '@jest/globals';
import type { policies } from '../../../src/actions/catalog/policies.js';
import type { Page } from '../../support/service.js';
import { policyRuleScenarios } from './policy-rules.scenarios.js';
import type { Scenario } from './scenario.js';
import { idsOf, type Scene } from './scene.js';

type Listed = Page<{ id: string; name: string }>;

export const policyAt = (policyId: string) => `/api/v1/policies/${policyId}`;

/** Makes a policy in the org itself; gives the id. */
export async function policy(scene: Scene, type: string, name: string, change: object = {}): Promise<string> {
  const { body } = await scene.call('POST', '/api/v1/policies', { type, name, ...change });
  expect(body).toMatchObject({ type, name });
  return (body as { id: string }).id;
}

const AGE = { maxAgeDays: 60, expireWarnDays: 7, minAgeMinutes: 0, historyCount: 4 };

const appsOf = async (scene: Scene, policyId: string) => {
  type Mapping = { _links: { application: { href: string } } };
  const mappings = await scene.okta<Mapping[]>(`${policyAt(policyId)}/mappings`);
  return mappings.map(({ _links }) => _links.application.href.split('/').at(-1));
};

const ownPolicies = {
  'list-policies': {
    does: 'lists the policies of one type in their order, or those with a status and a name',
    changed: false,
    async play(run, scene) {
      const { engineers, password } = scene.seeded.policies;
      const guests = await policy(scene, 'PASSWORD', 'Guests', { priority: 1 });
      await scene.call('POST', `${policyAt(guests)}/lifecycle/deactivate`);
      const inactive = await run<Listed>({ type: 'PASSWORD', status: 'INACTIVE', q: 'gue' });
      expect(idsOf(inactive.items)).toEqual([guests]);
      const byName = await run<Listed>({ type: 'PASSWORD', sortBy: 'name' });
      expect(idsOf(byName.items)).toEqual([password, engineers, guests]);
      const { items } = await run<Listed>({ type: 'PASSWORD', expand: 'rules' });
      expect(idsOf(items)).toEqual([guests, engineers, password]);
      expect(items).toEqual(await scene.okta('/api/v1/policies?type=PASSWORD&expand=rules'));
    },
  },

  'get-policy': {
    does: "gives the org's own object: a password policy says when passwords expire",
    changed: false,
    async play(run, scene) {
      const { engineers } = scene.seeded.policies;
      const found = await run({ policyId: engineers });
      expect(found).toEqual(await scene.okta(policyAt(engineers)));
      expect(found).toMatchObject({ settings: { password: { age: { maxAgeDays: 90, expireWarnDays: 14 } } } });
      expect(await run({ policyId: engineers, expand: 'rules' })).toMatchObject({
        _embedded: { rules: [{ type: 'PASSWORD' }] },
      });
    },
  },

  'create-policy': {
    does: 'creates policies with what is given, at the place that is given',
    changed: true,
    async play(run, scene) {
      const { groups, policies: seeded } = scene.seeded;
      const conditions = { people: { groups: { include: [groups.support] } }, authProvider: { provider: 'OKTA' } };
      const settings = { password: { age: AGE } };
      const given = {
        type: 'PASSWORD',
        name: 'Support',
        description: 'For support',
        priority: 1,
        conditions,
        settings,
      };
      const { id } = await run<{ id: string }>(given);
      expect(await scene.okta(policyAt(id))).toMatchObject({ ...given, status: 'ACTIVE' });
      expect(await scene.okta(policyAt(seeded.engineers))).toMatchObject({ priority: 2 });
      const access = await run<{ id: string }>({ type: 'ACCESS_POLICY', name: 'Three factors', activate: true });
      expect(await scene.okta(`${policyAt(access.id)}/rules`)).toMatchObject([{ priority: 99, system: true }]);
    },
  },

  'update-policy': {
    does: 'sets what is given at any depth and keeps the rest',
    changed: true,
    async play(run, scene) {
      const { engineers } = scene.seeded.policies;
      const before = await scene.okta<{ conditions: object; settings: { password: object } }>(policyAt(engineers));
      await run({ policyId: engineers, settings: { password: { age: { maxAgeDays: 30 } } }, description: 'Short' });
      const after = await scene.okta(policyAt(engineers));
      expect(after).toMatchObject({ name: 'Engineers', description: 'Short', priority: 1, status: 'ACTIVE' });
      expect(after).toMatchObject({
        conditions: before.conditions,
        settings: {
          ...before.settings,
          password: {
            ...before.settings.password,
            age: { maxAgeDays: 30, expireWarnDays: 14, minAgeMinutes: 60, historyCount: 5 },
          },
        },
      });
    },
  },

  'delete-policy': {
    does: 'deletes an active policy, and the others move up',
    changed: true,
    async play(run, scene) {
      const { engineers } = scene.seeded.policies;
      const guests = await policy(scene, 'PASSWORD', 'Guests', { priority: 1 });
      expect(await scene.okta(policyAt(engineers))).toMatchObject({ priority: 2 });
      expect(await run({ policyId: guests })).toBeNull();
      expect(await scene.exists(policyAt(guests))).toBe(false);
      expect(await scene.okta(policyAt(engineers))).toMatchObject({ priority: 1 });
    },
  },

  'activate-policy': {
    does: 'makes an inactive policy active',
    changed: true,
    async play(run, scene) {
      const { engineers } = scene.seeded.policies;
      await scene.call('POST', `${policyAt(engineers)}/lifecycle/deactivate`);
      expect(await run({ policyId: engineers })).toBeNull();
      expect(await scene.okta(policyAt(engineers))).toMatchObject({ status: 'ACTIVE' });
      expect(await scene.logged('policy.lifecycle.activate', engineers)).toBe(1);
    },
  },

  'deactivate-policy': {
    does: 'makes an active policy inactive',
    changed: true,
    async play(run, scene) {
      const { engineers } = scene.seeded.policies;
      expect(await run({ policyId: engineers })).toBeNull();
      expect(await scene.okta(policyAt(engineers))).toMatchObject({ status: 'INACTIVE' });
      expect(await scene.logged('policy.lifecycle.deactivate', engineers)).toBe(1);
    },
  },
} satisfies Partial<Record<keyof typeof policies, Scenario>>;

const appPolicies = {
  'simulate-policy': {
    does: 'says which policies and rules would apply to a user, and which would not',
    changed: true,
    async play(run, scene) {
      const { users, groups, apps, policies: seeded } = scene.seeded;
      const conditions = { people: { groups: { include: [groups.support] } } };
      await policy(scene, 'OKTA_SIGN_ON', 'Support', { conditions });
      const input = { appInstance: apps.salesforce, policyContext: { user: { id: users.active } } };
      const all = await run<object[]>({ ...input, expand: 'EVALUATED' });
      expect(all).toHaveLength(4);
      expect(all).toMatchObject([{ policyType: ['OKTA_SIGN_ON'], evaluated: { policies: [] } }, {}, {}, {}]);
      expect(await run({ ...input, policyTypes: ['OKTA_SIGN_ON', 'ACCESS_POLICY'] })).toMatchObject([
        { status: 'MATCH', result: { policies: [{ id: seeded.signOn, rules: [{ name: 'Default Rule' }] }] } },
        { status: 'MATCH', result: { policies: [{ id: seeded.access, rules: [{ name: 'Catch-all Rule' }] }] } },
      ]);
    },
  },

  'assign-application-policy': {
    does: 'puts the policy in the place of the one before',
    changed: true,
    async play(run, scene) {
      const { apps, policies: seeded } = scene.seeded;
      const strict = await policy(scene, 'ACCESS_POLICY', 'Three factors');
      expect(await run({ appId: apps.salesforce, policyId: strict })).toBeNull();
      expect(await appsOf(scene, strict)).toEqual([apps.salesforce]);
      expect(await appsOf(scene, seeded.access)).not.toContain(apps.salesforce);
      await run({ appId: apps.salesforce, policyId: seeded.access });
      expect(await appsOf(scene, strict)).toEqual([]);
    },
  },
} satisfies Partial<Record<keyof typeof policies, Scenario>>;

export const policiesScenarios = { ...ownPolicies, ...policyRuleScenarios, ...appPolicies } satisfies Record<
  keyof typeof policies,
  Scenario
>;
