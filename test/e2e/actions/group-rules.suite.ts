import { describe, expect, it } from '@jest/globals';
import type { Problem } from '../../support/service.js';
import { groupRulesScenarios, membersIn, newRule, ruleIn } from './group-rules.scenarios.js';
import { playAll, useScene } from './scenario.js';
import type { Scene } from './scene.js';

const CONDITIONS = { expression: { value: 'user.department=="Bakery"' } };

/** What an update of an active rule answers when Okta does not carry out all of it. */
async function failedUpdate(scene: Scene, groupRuleId: string, change: object): Promise<Problem> {
  const { status, body } = await scene.stage.run('update-group-rule', { groupRuleId, ...change });
  expect(status).not.toBe(200);
  return body;
}

const activeRule = (scene: Scene) => newRule(scene, { groupIds: [scene.seeded.groups.support], active: true });

describe('actions on group rules', () => {
  const scene = useScene();
  playAll(groupRulesScenarios, scene);

  it('put a rule back when Okta refuses the change', async () => {
    const groupRuleId = await activeRule(scene());
    const before = await ruleIn(scene(), groupRuleId);
    const problem = await failedUpdate(scene(), groupRuleId, { conditions: { expression: { value: 'nonsense(' } } });
    expect(problem).toMatchObject({
      code: 'okta_rejected',
      detail: expect.stringContaining('The rule is ACTIVE now, with its old content.'),
      upstream: { code: 'E0000001', summary: expect.stringContaining('validateRule') },
    });
    const after = await ruleIn(scene(), groupRuleId);
    expect(after).toEqual({ ...before, lastUpdated: after.lastUpdated });
    const rocketeer = await scene().user({ profile: { department: 'Rockets' } });
    expect(await membersIn(scene(), scene().seeded.groups.support)).toEqual([rocketeer]);
  });

  it('put a rule back when it is not known whether Okta has carried out the change', async () => {
    const groupRuleId = await activeRule(scene());
    const before = await ruleIn(scene(), groupRuleId);
    // As often as a PUT is sent.
    await scene().org.faults.add({ kind: 'reset-after', method: 'PUT', path: 'rules', times: 3 });
    const { code, detail } = await failedUpdate(scene(), groupRuleId, { conditions: CONDITIONS });
    expect(code).toBe('okta_unavailable');
    expect(detail).toContain('The rule is ACTIVE now, with its old content.');
    const after = await ruleIn(scene(), groupRuleId);
    expect(after).toEqual({ ...before, lastUpdated: after.lastUpdated });
  });

  it('say that the rule is changed but not active when it cannot be activated again', async () => {
    const groupRuleId = await activeRule(scene());
    await scene().org.faults.add({ kind: 'status', status: 403, method: 'POST', path: 'lifecycle/activate' });
    const problem = await failedUpdate(scene(), groupRuleId, { conditions: CONDITIONS });
    expect(problem).toMatchObject({
      retryable: false,
      detail: expect.stringContaining('The rule is INACTIVE now, with its new content.'),
      remedy: expect.stringContaining('activate-group-rule'),
    });
    expect(await ruleIn(scene(), groupRuleId)).toMatchObject({ status: 'INACTIVE', conditions: CONDITIONS });
  });

  it('are needed because Okta changes and deletes inactive rules only, and never their groups (control)', async () => {
    const groupRuleId = await activeRule(scene());
    const path = `/api/v1/groups/rules/${groupRuleId}`;
    const { engineering, support } = scene().seeded.groups;
    const expression = { ...CONDITIONS.expression, type: 'urn:okta:expression:1.0' };
    const replace = async (groupId: string) => {
      const actions = { assignUserToGroups: { groupIds: [groupId] } };
      const body = { type: 'group_rule', name: 'Engineers', conditions: { expression }, actions };
      return (await scene().call('PUT', path, body)).status;
    };
    expect([await replace(support), (await scene().call('DELETE', path)).status]).toEqual([400, 400]);
    await scene().call('POST', `${path}/lifecycle/deactivate`);
    expect([await replace(engineering), await replace(support)]).toEqual([400, 200]);
  });

  it('change an inactive rule without activating it', async () => {
    const groupRuleId = await newRule(scene(), { groupIds: [scene().seeded.groups.support] });
    const output = await scene().run('update-group-rule', { groupRuleId, name: 'Bakers' }, { changed: true });
    expect(output).toMatchObject({ name: 'Bakers', status: 'INACTIVE' });
  });

  it('activate a rule again that Okta does not delete', async () => {
    const groupRuleId = await activeRule(scene());
    await scene().org.faults.add({ kind: 'status', status: 403, method: 'DELETE', path: 'rules', times: 1 });
    const { status, body } = await scene().stage.run('delete-group-rule', { groupRuleId });
    expect([status, body.detail]).toEqual([422, expect.stringContaining('still there, and ACTIVE again')]);
    expect(await ruleIn(scene(), groupRuleId)).toMatchObject({ status: 'ACTIVE' });
  });

  it('say that Okta is busy with priorities', async () => {
    const body = { errorCode: 'E0000239', errorSummary: 'Priorities are being reconciled', errorCauses: [] };
    await scene().org.faults.add({ kind: 'status', status: 423, body, method: 'POST', path: 'rules', times: 1 });
    const input = {
      name: 'Bakers',
      conditions: CONDITIONS,
      actions: { assignUserToGroups: { groupIds: [scene().seeded.groups.support] } },
    };
    expect(await scene().refusal('create-group-rule', input)).toMatchObject({
      code: 'okta_conflict',
      retryable: true,
      upstream: { code: 'E0000239' },
    });
  });

  it('cannot change a rule whose group is gone, only delete it', async () => {
    const group = await scene().group('Short-lived');
    const groupRuleId = await newRule(scene(), { groupIds: [group] });
    await scene().call('DELETE', `/api/v1/groups/${group}`);
    expect(await ruleIn(scene(), groupRuleId)).toMatchObject({ status: 'INVALID' });
    expect(await scene().refusal('update-group-rule', { groupRuleId, name: 'Other' })).toMatchObject({
      code: 'okta_rejected',
    });
    expect(await scene().run('delete-group-rule', { groupRuleId }, { changed: true })).toBeNull();
  });
});
