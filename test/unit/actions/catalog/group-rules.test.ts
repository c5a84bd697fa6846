import { describe, expect, it } from '@jest/globals';
import { groupRules } from '../../../../src/actions/catalog/group-rules.js';
import { exampleGroupRule } from '../../../../src/okta/schemas/group-rule.js';
import { fails, routesOf, runComposite } from './run-composite.ts';

const RULE = '/api/v1/groups/rules/{groupRuleId}';
const GET = `GET ${RULE}`;
const PUT = `PUT ${RULE}`;
const DELETE = `DELETE ${RULE}`;
const ACTIVATE = `POST ${RULE}/lifecycle/activate`;
const DEACTIVATE = `POST ${RULE}/lifecycle/deactivate`;

const { id: groupRuleId } = exampleGroupRule;
const rule = (status: string, name = 'Engineering') => ({ ...exampleGroupRule, status, name });
const nothing = () => null;

const update = groupRules['update-group-rule'];
const remove = groupRules['delete-group-rule'];
const change = { groupRuleId, name: 'Builders' };

describe('update-group-rule', () => {
  it('deactivates, replaces and reactivates an active rule, and sends back all that is not to change', async () => {
    const { sent } = await runComposite(update, change, {
      [GET]: () => rule('ACTIVE'),
      [DEACTIVATE]: nothing,
      [PUT]: () => rule('INACTIVE', 'Builders'),
      [ACTIVATE]: nothing,
    });
    expect(routesOf(sent)).toEqual([GET, DEACTIVATE, PUT, ACTIVATE, GET]);
    const { conditions, actions } = exampleGroupRule;
    expect(sent[2]?.input).toEqual({ groupRuleId, type: 'group_rule', name: 'Builders', conditions, actions });
  });

  it('keeps those whom the rule passes over when only the expression changes', async () => {
    const people = { users: { exclude: ['00u1a2b3c4d5e6f7g8h9'] } };
    const old = { ...rule('INACTIVE'), conditions: { ...exampleGroupRule.conditions, people } };
    const conditions = { expression: { value: 'user.city=="Paris"' } };
    const { sent } = await runComposite(update, { groupRuleId, conditions }, { [GET]: () => old, [PUT]: () => old });
    expect(sent[1]?.input['conditions']).toMatchObject({ people, ...conditions });
  });

  it('gives the changed rule although it cannot be read afterwards', async () => {
    let reads = 0;
    const { output } = await runComposite(update, change, {
      [GET]: () => ((reads += 1) === 1 ? rule('ACTIVE') : fails('okta_timeout')()),
      [DEACTIVATE]: nothing,
      [PUT]: () => rule('INACTIVE', 'Builders'),
      [ACTIVATE]: nothing,
    });
    expect(output).toMatchObject({ status: 'ACTIVE', name: 'Builders' });
  });

  it('says that it does not know how the rule is left when it cannot be read', async () => {
    let reads = 0;
    const outcome = runComposite(update, change, {
      [GET]: () => ((reads += 1) === 1 ? rule('ACTIVE') : fails('okta_timeout')()),
      [DEACTIVATE]: nothing,
      [PUT]: fails('okta_rejected'),
      [ACTIVATE]: fails('okta_timeout'),
    });
    await expect(outcome).rejects.toMatchObject({
      code: 'okta_rejected',
      message: expect.stringContaining('could not be read; it may be INACTIVE'),
      retryable: false,
    });
  });

  it('writes the old content back where the new one may have been taken', async () => {
    const writes: unknown[] = [];
    const outcome = runComposite(update, change, {
      [GET]: () => rule('ACTIVE'),
      [DEACTIVATE]: nothing,
      [PUT]: ({ name }) => (writes.push(name) === 1 ? fails('okta_timeout')() : rule('INACTIVE')),
      [ACTIVATE]: nothing,
    });
    await expect(outcome).rejects.toMatchObject({
      code: 'okta_timeout',
      message: expect.stringContaining('ACTIVE now, with its old content'),
      retryable: true,
    });
    expect(writes).toEqual(['Builders', 'Engineering']);
  });
});

describe('delete-group-rule', () => {
  it('does not deactivate a rule that is not active', async () => {
    const { sent } = await runComposite(remove, { groupRuleId }, { [GET]: () => rule('INVALID'), [DELETE]: nothing });
    expect(routesOf(sent)).toEqual([GET, DELETE]);
  });

  it('takes a rule that is gone for deleted', async () => {
    const stubs = { [GET]: () => rule('ACTIVE'), [DEACTIVATE]: nothing, [DELETE]: fails('okta_not_found') };
    expect((await runComposite(remove, { groupRuleId }, stubs)).output).toBeNull();
  });

  it('says that the rule may be left inactive', async () => {
    const outcome = runComposite(
      remove,
      { groupRuleId },
      {
        [GET]: () => rule('ACTIVE'),
        [DEACTIVATE]: nothing,
        [DELETE]: fails('okta_timeout'),
        [ACTIVATE]: fails('okta_not_found'),
      },
    );
    await expect(outcome).rejects.toMatchObject({ code: 'okta_timeout', retryable: false });
  });
});
