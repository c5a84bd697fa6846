import { describe, expect, it } from '@jest/globals';
import { policiesScenarios, policy, policyAt } from './policies.scenarios.js';
import { rule, ruleAt, rulesOf } from './policy-rules.scenarios.js';
import { playAll, useScene } from './scenario.js';

describe('actions on policies', () => {
  const scene = useScene();
  playAll(policiesScenarios, scene);

  it.each(['delete-policy', 'deactivate-policy'])('%s: Okta keeps its own policies', async (actionId) => {
    const { password } = scene().seeded.policies;
    const problem = await scene().refusal(actionId, { policyId: password });
    expect(problem).toMatchObject({ code: 'okta_rejected', upstream: { code: 'E0000001' } });
    expect(await scene().okta(policyAt(password))).toMatchObject({ status: 'ACTIVE' });
  });

  it.each(['delete-policy-rule', 'deactivate-policy-rule'])('%s: Okta keeps its default rules', async (actionId) => {
    const { signOn } = scene().seeded.policies;
    const [own] = await scene().okta<{ id: string }[]>(rulesOf(signOn));
    const problem = await scene().refusal(actionId, { policyId: signOn, ruleId: own?.id });
    expect(problem).toMatchObject({ code: 'okta_rejected', upstream: { code: 'E0000001' } });
    expect(await scene().exists(ruleAt(signOn, own?.id ?? ''))).toBe(true);
  });

  it('cannot delete a policy that an app still uses, and leave it active', async () => {
    const strict = await policy(scene(), 'ACCESS_POLICY', 'Three factors');
    await scene().call('PUT', `/api/v1/apps/${scene().seeded.apps.salesforce}/policies/${strict}`);
    const problem = await scene().refusal('delete-policy', { policyId: strict });
    expect(problem).toMatchObject({
      code: 'okta_rejected',
      upstream: { causes: [expect.stringContaining('assigned')] },
    });
    expect(await scene().okta(policyAt(strict))).toMatchObject({ status: 'ACTIVE' });
  });

  it("pass on Okta's words on zones that a rule both includes and excludes", async () => {
    const { policies, zones } = scene().seeded;
    const network = { connection: 'ZONE', include: [zones.legacy], exclude: [zones.blocked] };
    const input = { policyId: policies.engineers, type: 'PASSWORD', name: 'Both', conditions: { network } };
    const problem = await scene().refusal('create-policy-rule', input);
    expect(problem.upstream).toMatchObject({ code: 'E0000001', causes: [expect.stringContaining('either')] });
  });

  it('cannot add a rule to a user profile policy', async () => {
    const { profile } = scene().seeded.policies;
    const input = { policyId: profile, type: 'PROFILE_ENROLLMENT', name: 'Second' };
    expect(await scene().refusal('create-policy-rule', input)).toMatchObject({ code: 'okta_rejected' });
  });

  it('need the type of the policies to list', async () => {
    expect(await scene().refusal('list-policies', {})).toMatchObject({
      code: 'invalid_input',
      errors: [{ pointer: '/input/type' }],
    });
  });

  it('simulate for a user or for groups, not for both', async () => {
    const { users, groups, apps } = scene().seeded;
    const policyContext = { user: { id: users.active }, groups: { ids: [groups.support] } };
    const problem = await scene().refusal('simulate-policy', { appInstance: apps.salesforce, policyContext });
    expect(problem).toMatchObject({ code: 'invalid_input', errors: [{ pointer: '/input/policyContext/groups' }] });
  });

  it('simulate with the zones that the sign-in comes from', async () => {
    const { apps, policies, zones } = scene().seeded;
    const conditions = { network: { connection: 'ZONE', include: [zones.legacy] } };
    const body = { type: 'SIGN_ON', name: 'From the office', conditions, actions: { signon: { access: 'ALLOW' } } };
    await scene().call('POST', rulesOf(policies.signOn), body);
    const simulate = (policyContext: object) =>
      scene().run(
        'simulate-policy',
        { appInstance: apps.salesforce, policyTypes: ['OKTA_SIGN_ON'], policyContext, expand: 'EVALUATED' },
        { changed: true },
      );
    expect(await simulate({ zones: { ids: [zones.legacy] } })).toMatchObject([
      { result: { policies: [{ rules: [{ name: 'From the office' }] }] } },
    ]);
    expect(await simulate({})).toMatchObject([
      {
        result: { policies: [{ rules: [{ name: 'Default Rule' }] }] },
        evaluated: { policies: [{ rules: [{ name: 'From the office', status: 'NOT_MATCH' }] }] },
      },
    ]);
  });

  it.each([
    ['simulate-policy', () => ({ appInstance: scene().seeded.apps.salesforce })],
    [
      'assign-application-policy',
      () => ({ appId: scene().seeded.apps.salesforce, policyId: scene().seeded.policies.access }),
    ],
    ['list-policies', () => ({ type: 'ACCESS_POLICY' })],
  ])('%s: an org of the Classic Engine lacks the feature', async (actionId, input) => {
    await scene().org.settings({ pipeline: 'v1' });
    expect(await scene().refusal(actionId, input())).toMatchObject({ code: 'feature_not_enabled' });
  });

  it('update nothing of a rule that Okta does not know', async () => {
    const { policyId } = await rule(scene(), 'First');
    const problem = await scene().refusal('update-policy-rule', { policyId, ruleId: '0prunknown', name: 'Second' });
    expect(problem).toMatchObject({ code: 'okta_not_found' });
  });
});
