import { z } from 'zod';
import { compose, defineAction, defineList, ifFound, type ActionDefinition, type Call } from '../define-action.js';
import { merged } from '../replacement.js';
import { isUnclear, leftBehind, removeActive } from '../safe-change.js';
import {
  exampleGroupRule,
  exampleRuleActions,
  GroupRule,
  RuleActions,
  RuleConditions,
  RuleName,
} from '../../okta/schemas/group-rule.js';
import { EXAMPLE_IDS, GroupRuleId } from '../../okta/schemas/ids.js';
import { Nothing } from '../../okta/schemas/nothing.js';
import {
  activateGroupRule,
  deactivateGroupRule,
  deleteInactiveGroupRule,
  expand,
  getGroupRule,
  MANAGE,
  READ,
  replaceGroupRule,
} from './group-rule-operations.js';

type Rule = z.output<typeof GroupRule>;
type Replacement = z.input<typeof replaceGroupRule.input>;

/** What a replacement must say to leave the rule as it is. */
const contentOf = ({ id, name, conditions, actions }: Rule): Replacement => ({
  groupRuleId: id,
  type: 'group_rule',
  name: name ?? '',
  conditions: conditions ?? {},
  actions: actions ?? {},
});

const sameContent = (rule: Rule, content: Replacement): boolean =>
  rule.name === content.name && JSON.stringify(rule.conditions) === JSON.stringify(content.conditions);

interface Versions {
  old: Rule;
  wanted: Replacement;
}

/** The rule as Okta has it now; null where it cannot be read. */
async function readBack(call: Call, groupRuleId: string): Promise<Rule | null> {
  try {
    return await ifFound(call(getGroupRule, { groupRuleId }));
  } catch {
    return null;
  }
}

const ACTIVATE = 'Read the rule, and make it active again with activate-group-rule.';

/** How a failed update leaves the rule, read from Okta where that works. */
async function stateOf(call: Call, { old, wanted }: Versions): Promise<{ sentence: string; remedy?: string }> {
  const rule = await readBack(call, old.id);
  if (!rule) return { sentence: 'How the rule is left could not be read; it may be INACTIVE.', remedy: ACTIVATE };
  const hasOld = sameContent(rule, contentOf(old));
  // Okta may add to what it was sent, so anything but the old content is the new one.
  const content = hasOld && !sameContent(old, wanted) ? 'old' : hasOld ? 'same' : 'new';
  const status = rule.status ?? 'in an unknown status';
  const sentence = `The rule is ${status} now, with its ${content} content.`;
  return status === 'ACTIVE' ? { sentence } : { sentence, remedy: ACTIVATE };
}

/** Brings the rule back to what it was, as far as Okta lets it. */
async function putBack(call: Call, old: Rule, error: unknown): Promise<void> {
  try {
    if (isUnclear(error)) await call(replaceGroupRule, contentOf(old));
    await call(activateGroupRule, { groupRuleId: old.id });
  } catch {
    // How the rule is left is read afterwards, and told with the error that began it.
  }
}

/** Deactivates, replaces and reactivates; what fails on the way is undone, or the error says how the rule is left. */
async function replaceActive(call: Call, versions: Versions): Promise<Rule> {
  const { old, wanted } = versions;
  const { groupRuleId } = wanted;
  let replaced: Rule;
  try {
    await call(deactivateGroupRule, { groupRuleId });
    replaced = await call(replaceGroupRule, wanted);
  } catch (error) {
    await putBack(call, old, error);
    throw leftBehind(error, await stateOf(call, versions));
  }
  try {
    await call(activateGroupRule, { groupRuleId });
  } catch (error) {
    throw leftBehind(error, await stateOf(call, versions));
  }
  return (await readBack(call, groupRuleId)) ?? { ...replaced, status: 'ACTIVE' };
}

export const groupRules = {
  'list-group-rules': defineList({
    ...READ,
    title: 'List group rules',
    description: 'Lists all group rules, or those in which a word occurs.',
    route: 'GET /api/v1/groups/rules',
    input: z.strictObject({
      search: z.string().min(1).max(255).optional().describe('A word to look for in the rules'),
      expand,
    }),
    item: GroupRule,
    maxLimit: 200,
    example: { input: { search: 'Engineering' }, response: [exampleGroupRule] },
  }),

  'get-group-rule': getGroupRule,

  'create-group-rule': defineAction({
    ...MANAGE,
    title: 'Create group rule',
    description:
      'Creates a rule that brings users into groups. It is INACTIVE at first and does nothing before activate-group-rule. Reverse it with delete-group-rule.',
    route: 'POST /api/v1/groups/rules',
    effect: 'write',
    input: z.strictObject({
      type: z.literal('group_rule').default('group_rule').describe('Always group_rule'),
      name: RuleName,
      conditions: RuleConditions,
      actions: RuleActions,
    }),
    output: GroupRule,
    example: {
      input: {
        name: 'Engineering',
        conditions: { expression: { value: 'user.department=="Engineering"' } },
        actions: exampleRuleActions,
      },
      response: exampleGroupRule,
    },
  }),

  'update-group-rule': compose({
    title: 'Update group rule',
    description:
      'Changes name or conditions of a rule and keeps the rest; its groups stay as they are. An active rule is deactivated, changed and activated again, since Okta changes inactive ones only. If Okta refuses the change, the rule is put back as it was; if it cannot be activated again, the error says how it is left.',
    uses: [getGroupRule, deactivateGroupRule, replaceGroupRule, activateGroupRule],
    input: z.strictObject({
      groupRuleId: GroupRuleId,
      name: RuleName.optional(),
      conditions: RuleConditions.partial().describe('The conditions to change; the others stay').optional(),
    }),
    output: GroupRule,
    run: async ({ groupRuleId, name, conditions }, call) => {
      const old = await call(getGroupRule, { groupRuleId });
      const present = contentOf(old);
      const wanted: Replacement = {
        ...present,
        ...(name !== undefined && { name }),
        conditions: merged(present.conditions, conditions ?? {}),
      };
      return old.status === 'ACTIVE' ? replaceActive(call, { old, wanted }) : call(replaceGroupRule, wanted);
    },
    example: {
      input: {
        groupRuleId: EXAMPLE_IDS.groupRule,
        conditions: { expression: { value: 'String.startsWith(user.department,"Eng")' } },
      },
      response: exampleGroupRule,
    },
  }),

  'activate-group-rule': activateGroupRule,

  'deactivate-group-rule': deactivateGroupRule,

  'delete-group-rule': compose({
    title: 'Delete group rule',
    description:
      'Deletes a rule for good; an active one is deactivated first, and activated again if Okta refuses to delete it. Okta carries it out in the background. Users stay in the groups unless removeUsers says otherwise. It cannot be undone.',
    uses: [getGroupRule, deactivateGroupRule, deleteInactiveGroupRule, activateGroupRule],
    input: deleteInactiveGroupRule.input,
    output: Nothing,
    run: async (input, call) => {
      const { groupRuleId } = input;
      const { status } = await call(getGroupRule, { groupRuleId });
      // Gone meanwhile, or gone by an attempt whose answer was lost.
      const remove = () => ifFound(call(deleteInactiveGroupRule, input));
      if (status !== 'ACTIVE') return remove();
      await removeActive({
        noun: 'rule',
        activateWith: 'activate-group-rule',
        deactivate: () => call(deactivateGroupRule, { groupRuleId }),
        remove,
        activate: () => call(activateGroupRule, { groupRuleId }),
      });
      return null;
    },
    example: { input: { groupRuleId: EXAMPLE_IDS.groupRule, removeUsers: true }, response: null },
  }),
} satisfies Record<string, ActionDefinition>;
