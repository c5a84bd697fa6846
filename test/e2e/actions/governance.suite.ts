import { describe, expect, it } from '@jest/globals';
import { campaignOf, governanceScenarios, grantOf, makeEntitlement } from './governance.scenarios.js';
import { playAll, useScene } from './scenario.js';

describe('actions of Identity Governance', () => {
  const scene = useScene();
  playAll(governanceScenarios, scene);

  it.each(['list-campaigns', 'list-reviews'])('%s says that the org lacks the product', async (actionId) => {
    await scene().org.settings({ featureOff: '^/governance/' });
    expect(await scene().refusal(actionId, {})).toMatchObject({
      status: 501,
      code: 'feature_not_enabled',
      retryable: false,
      remedy: expect.any(String),
      upstream: { code: 'E0000015' },
    });
  });

  it('pass on that a list of grants must name one application', async () => {
    const { code, upstream } = await scene().refusal('list-grants', { filter: 'action eq "ALLOW"' });
    expect([code, upstream?.code]).toEqual(['okta_rejected', 'E0000029']);
  });

  it('say that the application has no such entitlement', async () => {
    const grant = grantOf(scene(), await makeEntitlement(scene(), 'Role'));
    const target = { externalId: scene().seeded.apps.bookmark, type: 'APPLICATION' };
    expect(await scene().refusal('create-grant', { ...grant, target })).toMatchObject({ code: 'okta_not_found' });
  });

  it('pass on that the reviewer is unknown', async () => {
    const reviewerSettings = { type: 'USER', reviewerId: '00u1a2b3c4d5e6f7g8h9' };
    const problem = await scene().refusal('create-campaign', { ...campaignOf(scene(), 'Q1'), reviewerSettings });
    expect(problem.upstream?.causes).toEqual([expect.stringContaining('reviewerId')]);
  });

  it('do not take a cursor of another list', async () => {
    for (const name of ['A', 'B']) {
      await scene().call('POST', '/governance/api/v1/campaigns', campaignOf(scene(), name));
    }
    const { nextCursor } = await scene().stage.output<{ nextCursor: string }>('list-campaigns', { limit: 1 });
    expect(nextCursor).toEqual(expect.any(String));
    const { code } = await scene().refusal('list-reviews', { limit: 1, cursor: nextCursor });
    expect(code).toBe('invalid_input');
  });
});
