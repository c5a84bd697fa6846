import { expect } from '@jest/globals';
import type { groupRules } from '../../../src/actions/catalog/group-rules.js';
import type { Page } from '../../support/service.js';
import type { Scenario } from './scenario.js';
import { idsOf, type Scene } from './scene.js';

interface Rule {
  id: string;
  status: string;
  lastUpdated: string;
}

const RULES = '/api/v1/groups/rules';
const LANGUAGE = 'urn:okta:expression:1.0';

export const ruleIn = (scene: Scene, id: string) => scene.okta<Rule>(`${RULES}/${id}`);

export const membersIn = (scene: Scene, groupId: string) => scene.idsInOkta(`/api/v1/groups/${groupId}/users`);

interface NewRule {
  name?: string;
  value?: string;
  groupIds: string[];
  active?: boolean;
}

/** Makes a rule in the org itself; gives its id. */
export async function newRule(scene: Scene, { name = 'Engineers', value, groupIds, active }: NewRule): Promise<string> {
  const expression = { type: LANGUAGE, value: value ?? 'user.department=="Rockets"' };
  const body = { type: 'group_rule', name, conditions: { expression }, actions: { assignUserToGroups: { groupIds } } };
  const { id } = (await scene.call('POST', RULES, body)).body as Rule;
  if (active) await scene.call('POST', `${RULES}/${id}/lifecycle/activate`);
  return id;
}

export const groupRulesScenarios = {
  'list-group-rules': {
    does: 'lists the rules in which a word occurs, with the names of their groups',
    changed: false,
    async play(run, scene) {
      const groupIds = [scene.seeded.groups.support];
      const ids = [await newRule(scene, { groupIds }), await newRule(scene, { name: 'Engine two', groupIds })];
      await newRule(scene, { name: 'Other', value: 'user.city=="Paris"', groupIds });
      expect((await run<Page<Rule>>({})).items).toHaveLength(3);
      const { items } = await run<Page<Rule>>({ search: 'Engine', expand: 'groupIdToGroupNameMap' });
      expect(idsOf(items)).toEqual(ids);
      expect(items[0]).toMatchObject({ _embedded: { groupIdToGroupNameMap: { [groupIds[0] ?? '']: 'Support' } } });
    },
  },

  'get-group-rule': {
    does: "gives the org's own object",
    changed: false,
    async play(run, scene) {
      const groupRuleId = await newRule(scene, { groupIds: [scene.seeded.groups.support] });
      expect(await run({ groupRuleId })).toEqual(await ruleIn(scene, groupRuleId));
    },
  },

  'create-group-rule': {
    does: 'makes a rule that does nothing yet',
    changed: true,
    async play(run, scene) {
      const { support } = scene.seeded.groups;
      await scene.user({ profile: { department: 'Rockets' } });
      const output = await run<Rule>({
        name: 'Rockets',
        conditions: {
          expression: { value: 'user.department=="Rockets"' },
          people: { users: { exclude: [scene.seeded.users.admin] } },
        },
        actions: { assignUserToGroups: { groupIds: [support] } },
      });
      expect(output).toMatchObject({ status: 'INACTIVE', type: 'group_rule' });
      expect(await ruleIn(scene, output.id)).toEqual(output);
      expect(await membersIn(scene, support)).toEqual([]);
    },
  },

  'update-group-rule': {
    does: 'changes an active rule, which is active again and works by its new condition',
    changed: true,
    async play(run, scene) {
      const { support } = scene.seeded.groups;
      const baker = await scene.user({ profile: { department: 'Bakery' } });
      const groupRuleId = await newRule(scene, { groupIds: [support], active: true });
      const conditions = { expression: { value: 'String.startsWith(user.department, "Bak")' } };
      const output = await run({ groupRuleId, conditions });
      expect(output).toMatchObject({ name: 'Engineers', status: 'ACTIVE', conditions });
      expect(await ruleIn(scene, groupRuleId)).toEqual(output);
      expect(await membersIn(scene, support)).toEqual([baker]);
    },
  },

  'activate-group-rule': {
    does: 'brings those whom the rule concerns into its groups, and who comes later',
    changed: true,
    async play(run, scene) {
      const { engineering, support } = scene.seeded.groups;
      const [first, excluded] = [
        await scene.user({ profile: { department: 'Rockets' } }),
        await scene.user({ profile: { department: 'Rockets' }, groupIds: [engineering] }),
      ];
      const value = `user.department=="Rockets" && !isMemberOfAnyGroup("${engineering}")`;
      const groupRuleId = await newRule(scene, { value, groupIds: [support] });
      expect(await run({ groupRuleId })).toBeNull();
      expect(await membersIn(scene, support)).toEqual([first]);
      const later = await scene.user({ profile: { department: 'Rockets' } });
      expect(await membersIn(scene, support)).toEqual([first, later]);
      expect(await membersIn(scene, support)).not.toContain(excluded);
    },
  },

  'deactivate-group-rule': {
    does: 'stops the rule and lets its members stay',
    changed: true,
    async play(run, scene) {
      const { support } = scene.seeded.groups;
      const first = await scene.user({ profile: { department: 'Rockets' } });
      const groupRuleId = await newRule(scene, { groupIds: [support], active: true });
      expect(await run({ groupRuleId })).toBeNull();
      await scene.user({ profile: { department: 'Rockets' } });
      expect(await ruleIn(scene, groupRuleId)).toMatchObject({ status: 'INACTIVE' });
      expect(await membersIn(scene, support)).toEqual([first]);
    },
  },

  'delete-group-rule': {
    does: 'deletes an active rule and takes out whom it brought, but not whom somebody added',
    changed: true,
    async play(run, scene) {
      const { users, groups } = scene.seeded;
      await scene.call('PUT', `/api/v1/groups/${groups.support}/users/${users.admin}`);
      await scene.user({ profile: { department: 'Rockets' } });
      const groupRuleId = await newRule(scene, { groupIds: [groups.support], active: true });
      expect(await membersIn(scene, groups.support)).toHaveLength(2);
      expect(await run({ groupRuleId, removeUsers: true })).toBeNull();
      expect(await scene.exists(`${RULES}/${groupRuleId}`)).toBe(false);
      expect(await membersIn(scene, groups.support)).toEqual([users.admin]);
    },
  },
} satisfies Record<keyof typeof groupRules, Scenario>;
