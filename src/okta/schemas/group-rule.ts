import { z } from 'zod';
import { EXAMPLE_IDS, GroupId, isUserId } from './ids.js';

const text = (description: string) => z.string().nullable().optional().describe(description);

/** A group rule as Okta answers it. */
export const GroupRule = z.looseObject({
  id: z.string().describe('The id of the rule'),
  type: text('Always group_rule'),
  name: text('The name of the rule'),
  status: text('ACTIVE, INACTIVE, or INVALID where a group that it gives is gone'),
  created: text('When the rule was created'),
  lastUpdated: text('When it last changed'),
  conditions: z.looseObject({}).nullable().optional().describe('Whom it concerns: an expression, and who is excluded'),
  actions: z.looseObject({}).nullable().optional().describe('The groups that it gives'),
  _embedded: z.looseObject({}).optional().describe('What expand asked for'),
});

/** The language that Okta knows for rules. */
const LANGUAGE = 'urn:okta:expression:1.0';

export const RuleName = z.string().min(1).max(50).describe('The name of the rule, which no other rule has');

const excluded = z
  .array(z.string().max(100).refine(isUserId, 'must be the id of a user'))
  .max(100)
  .describe('The ids of users whom the rule passes over');

export const RuleConditions = z
  .strictObject({
    expression: z
      .strictObject({
        type: z.literal(LANGUAGE).default(LANGUAGE).describe('The expression language'),
        value: z
          .string()
          .min(1)
          .max(4000)
          .describe('True for those who get the groups, such as user.department=="Engineering"'),
      })
      .describe("An expression in Okta's expression language"),
    people: z
      .strictObject({ users: z.strictObject({ exclude: excluded }).describe('Excluded users') })
      .optional()
      .describe('Who is left out'),
  })
  .describe('Whom the rule concerns');

export const RuleActions = z
  .strictObject({
    assignUserToGroups: z
      .strictObject({ groupIds: z.array(GroupId).min(1).max(100).describe('The ids of Okta groups') })
      .describe('Groups that the rule gives'),
  })
  .describe('What the rule does; it cannot be changed later');

export const exampleRuleActions: z.input<typeof RuleActions> = {
  assignUserToGroups: { groupIds: [EXAMPLE_IDS.engineers] },
};

export const exampleGroupRule: z.input<typeof GroupRule> = {
  id: EXAMPLE_IDS.groupRule,
  type: 'group_rule',
  name: 'Engineering',
  status: 'INACTIVE',
  created: '2026-02-01T12:00:00.000Z',
  lastUpdated: '2026-02-01T12:00:00.000Z',
  conditions: {
    people: { users: { exclude: [] }, groups: { exclude: [] } },
    expression: { value: 'user.department=="Engineering"', type: LANGUAGE },
  },
  actions: exampleRuleActions,
};
