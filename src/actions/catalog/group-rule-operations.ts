import { z } from 'zod';
import { defineAction } from '../define-action.js';
import { exampleGroupRule, exampleRuleActions, GroupRule, RuleName } from '../../okta/schemas/group-rule.js';
import { EXAMPLE_IDS, GroupRuleId } from '../../okta/schemas/ids.js';
import { Nothing } from '../../okta/schemas/nothing.js';
import { GROUP_READERS, USER_MANAGERS } from '../../okta/schemas/role-sets.js';

export const READ = { scopes: ['okta.groups.read'], roles: GROUP_READERS } as const;
export const MANAGE = { scopes: ['okta.groups.manage'], roles: USER_MANAGERS } as const;

export const expand = z
  .literal('groupIdToGroupNameMap')
  .optional()
  .describe('Embeds the names of the groups, by their ids');

export const getGroupRule = defineAction({
  ...READ,
  title: 'Get group rule',
  description: 'Reads one group rule with its status, conditions and groups.',
  route: 'GET /api/v1/groups/rules/{groupRuleId}',
  effect: 'read',
  input: z.strictObject({ groupRuleId: GroupRuleId, expand }),
  output: GroupRule,
  example: { input: { groupRuleId: EXAMPLE_IDS.groupRule }, response: exampleGroupRule },
});

export const replaceGroupRule = defineAction({
  ...MANAGE,
  title: 'Replace group rule',
  description: 'Puts new conditions and a new name in the place of those of an inactive rule.',
  route: 'PUT /api/v1/groups/rules/{groupRuleId}',
  effect: 'write',
  input: z.strictObject({
    groupRuleId: GroupRuleId,
    type: z.literal('group_rule').describe('Always group_rule'),
    name: RuleName,
    conditions: z.looseObject({}).describe('All conditions'),
    actions: z.looseObject({}).describe('The groups as they are'),
  }),
  output: GroupRule,
  example: {
    input: {
      groupRuleId: EXAMPLE_IDS.groupRule,
      type: 'group_rule',
      name: 'Engineering',
      conditions: exampleGroupRule.conditions ?? {},
      actions: exampleRuleActions,
    },
    response: exampleGroupRule,
  },
});

export const activateGroupRule = defineAction({
  ...MANAGE,
  title: 'Activate group rule',
  description:
    'Makes Okta apply the rule: all users whom it concerns join its groups, within seconds to minutes. Reverse it with deactivate-group-rule, which lets them stay in the groups.',
  route: 'POST /api/v1/groups/rules/{groupRuleId}/lifecycle/activate',
  effect: 'write',
  idempotent: true,
  input: z.strictObject({ groupRuleId: GroupRuleId }),
  output: Nothing,
  example: { input: { groupRuleId: EXAMPLE_IDS.groupRule }, response: null },
});

export const deactivateGroupRule = defineAction({
  ...MANAGE,
  title: 'Deactivate group rule',
  description:
    'Makes Okta apply the rule no longer. Users who have joined groups through it stay in them. Reverse it with activate-group-rule.',
  route: 'POST /api/v1/groups/rules/{groupRuleId}/lifecycle/deactivate',
  effect: 'write',
  idempotent: true,
  input: z.strictObject({ groupRuleId: GroupRuleId }),
  output: Nothing,
  example: { input: { groupRuleId: EXAMPLE_IDS.groupRule }, response: null },
});

export const deleteInactiveGroupRule = defineAction({
  ...MANAGE,
  title: 'Delete inactive group rule',
  description: 'Deletes a group rule that is inactive or invalid.',
  route: 'DELETE /api/v1/groups/rules/{groupRuleId}',
  effect: 'destructive',
  input: z.strictObject({
    groupRuleId: GroupRuleId,
    removeUsers: z
      .boolean()
      .optional()
      .describe('Takes everybody out of the groups whom the rule has brought there; false where omitted'),
  }),
  output: Nothing,
  example: { input: { groupRuleId: EXAMPLE_IDS.groupRule }, response: null },
});
