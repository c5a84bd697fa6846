import { describe, expect, it } from '@jest/globals';
import { groupPushScenarios, pushed } from './group-push.scenarios.js';
import { playAll, useScene } from './scenario.js';

describe('actions on group push mappings', () => {
  const scene = useScene();
  playAll(groupPushScenarios, scene);

  it('say that Okta does not delete an active mapping', async () => {
    const { apps, groups } = scene().seeded;
    const { id } = await pushed(scene(), groups.engineering);
    const input = { appId: apps.salesforce, mappingId: id, deleteTargetGroup: false };
    expect(await scene().refusal('delete-group-push-mapping', input)).toMatchObject({
      code: 'okta_rejected',
      upstream: { code: 'E0000027' },
    });
  });

  it('say that the application does not push groups', async () => {
    const { apps, groups } = scene().seeded;
    const input = { appId: apps.bookmark, sourceGroupId: groups.engineering, targetGroupName: 'Engineers' };
    expect((await scene().refusal('create-group-push-mapping', input)).upstream).toMatchObject({ code: 'E0000027' });
  });

  it('say that a pushed group cannot be deleted', async () => {
    const { groups } = scene().seeded;
    await pushed(scene(), groups.engineering);
    expect(await scene().refusal('delete-group', { groupId: groups.engineering })).toMatchObject({
      code: 'okta_conflict',
    });
  });

  it('name exactly one target', async () => {
    const { apps, groups } = scene().seeded;
    const input = { appId: apps.salesforce, sourceGroupId: groups.engineering };
    const targets = [{}, { targetGroupId: groups.support, targetGroupName: 'Support' }];
    for (const target of targets) {
      const problem = await scene().refusal('create-group-push-mapping', { ...input, ...target });
      expect(problem).toMatchObject({ code: 'invalid_input', errors: [{ pointer: '/input/targetGroupId' }] });
    }
  });

  it('say that the org lacks the product', async () => {
    const { apps } = scene().seeded;
    await scene().org.settings({ featureOff: 'group-push' });
    expect(await scene().refusal('list-group-push-mappings', { appId: apps.salesforce })).toMatchObject({
      status: 501,
      code: 'feature_not_enabled',
    });
  });
});
