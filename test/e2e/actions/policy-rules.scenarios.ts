import { expect } from '@jest/globals';
import type { policyRules } from '../../../src/actions/catalog/policy-rules.js';
import type { Scenario } from './scenario.js';
import type { Scene } from './scene.js';

interface Rule {
  id: string;
  name: string;
}

export const rulesOf = (policyId: string) => `/api/v1/policies/${policyId}/rules`;
export const ruleAt = (policyId: string, ruleId: string) => `${rulesOf(policyId)}/${ruleId}`;

const ACTIONS = {
  passwordChange: { access: 'ALLOW' },
  selfServicePasswordReset: { access: 'ALLOW' },
  selfServiceUnlock: { access: 'ALLOW' },
};

/** Makes a rule of the seeded password policy in the org itself; gives policy and id. */
export async function rule(scene: Scene, name: string, change: object = {}) {
  const policyId = scene.seeded.policies.engineers;
  const { body } = await scene.call('POST', rulesOf(policyId), { type: 'PASSWORD', name, actions: ACTIONS, ...change });
  expect(body).toMatchObject({ name });
  return { policyId, ruleId: (body as Rule).id };
}

const namesIn = async (scene: Scene, policyId: string) =>
  (await scene.okta<Rule[]>(rulesOf(policyId))).map(({ name }) => name);

export const policyRuleScenarios = {
  'list-policy-rules': {
    does: "lists the org's own rule objects in their order",
    changed: false,
    async play(run, scene) {
      const { policyId } = await rule(scene, 'First', { priority: 1 });
      const rules = await run<Rule[]>({ policyId });
      expect(rules.map(({ name }) => name)).toEqual(['First', 'Engineers anywhere']);
      expect(rules).toEqual(await scene.okta(rulesOf(policyId)));
    },
  },

  'create-policy-rule': {
    does: 'creates rules with what is given, at the place that is given',
    changed: true,
    async play(run, scene) {
      const { policies, zones } = scene.seeded;
      const conditions = { network: { connection: 'ZONE', include: [zones.legacy] } };
      const given = { type: 'PASSWORD', name: 'From the office', priority: 1, conditions, actions: ACTIONS };
      const { id } = await run<Rule>({ policyId: policies.engineers, ...given, activate: false });
      expect(await scene.okta(ruleAt(policies.engineers, id))).toMatchObject({ ...given, status: 'INACTIVE' });
      await run({ policyId: policies.engineers, type: 'PASSWORD', name: 'Last', actions: ACTIONS });
      expect(await namesIn(scene, policies.engineers)).toEqual(['From the office', 'Engineers anywhere', 'Last']);
      const session = { signon: { access: 'DENY' } };
      await run({ policyId: policies.signOn, type: 'SIGN_ON', name: 'Nobody', actions: session });
      expect(await namesIn(scene, policies.signOn)).toEqual(['Nobody', 'Default Rule']);
    },
  },

  'update-policy-rule': {
    does: 'sets what is given at any depth and keeps the rest',
    changed: true,
    async play(run, scene) {
      const conditions = { network: { connection: 'ZONE', exclude: [scene.seeded.zones.legacy] } };
      const made = await rule(scene, 'Elsewhere', { conditions });
      await run({ ...made, actions: { selfServiceUnlock: { access: 'DENY' } }, priority: 1 });
      expect(await scene.okta(ruleAt(made.policyId, made.ruleId))).toMatchObject({
        name: 'Elsewhere',
        priority: 1,
        conditions,
        actions: { ...ACTIONS, selfServiceUnlock: { access: 'DENY' } },
      });
      expect(await namesIn(scene, made.policyId)).toEqual(['Elsewhere', 'Engineers anywhere']);
    },
  },

  'delete-policy-rule': {
    does: 'deletes an active rule and leaves the others',
    changed: true,
    async play(run, scene) {
      const made = await rule(scene, 'First', { priority: 1 });
      expect(await run(made)).toBeNull();
      expect(await namesIn(scene, made.policyId)).toEqual(['Engineers anywhere']);
    },
  },

  'activate-policy-rule': {
    does: 'makes an inactive rule active',
    changed: true,
    async play(run, scene) {
      const made = await rule(scene, 'First');
      await scene.call('POST', `${ruleAt(made.policyId, made.ruleId)}/lifecycle/deactivate`);
      expect(await run(made)).toBeNull();
      expect(await scene.okta(ruleAt(made.policyId, made.ruleId))).toMatchObject({ status: 'ACTIVE' });
      expect(await scene.logged('policy.rule.activate', made.ruleId)).toBe(1);
    },
  },

  'deactivate-policy-rule': {
    does: 'makes an active rule inactive',
    changed: true,
    async play(run, scene) {
      const made = await rule(scene, 'First');
      expect(await run(made)).toBeNull();
      expect(await scene.okta(ruleAt(made.policyId, made.ruleId))).toMatchObject({ status: 'INACTIVE' });
      expect(await scene.logged('policy.rule.deactivate', made.ruleId)).toBe(1);
    },
  },
} satisfies Record<keyof typeof policyRules, Scenario>;
