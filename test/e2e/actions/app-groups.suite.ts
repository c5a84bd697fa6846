import { describe, expect, it } from '@jest/globals';
import { appGroupsScenarios, groupsOf } from './app-groups.scenarios.js';
import { playAll, useScene } from './scenario.js';

describe('actions on groups of applications', () => {
  const scene = useScene();
  playAll(appGroupsScenarios, scene);

  it('refuse pages that are smaller than Okta gives, before Okta does', async () => {
    const input = { appId: scene().seeded.apps.salesforce, limit: 19 };
    expect(await scene().refusal('list-application-groups', input)).toMatchObject({ code: 'invalid_input' });
    const { status } = await scene().call('GET', `${groupsOf(input.appId)}?limit=19`);
    expect(status).toBe(400);
  });

  it('say that the group does not have the application', async () => {
    const { apps, groups } = scene().seeded;
    const input = { appId: apps.salesforce, groupId: groups.support };
    for (const id of ['get-application-group', 'remove-group-from-application'])
      expect(await scene().refusal(id, input)).toMatchObject({ code: 'okta_not_found' });
  });

  it("pass on what the application's schema does not permit", async () => {
    const { apps, groups } = scene().seeded;
    const input = { appId: apps.salesforce, groupId: groups.engineering, profile: { 'shoe/size~': 'large' } };
    expect((await scene().refusal('update-application-group', input)).upstream).toMatchObject({ code: 'E0000001' });
    const sent = (await scene().org.requests()).find(({ method }) => method === 'PATCH');
    expect(sent?.body).toEqual([{ op: 'replace', path: '/profile/shoe~1size~0', value: 'large' }]);
  });

  it('need a change', async () => {
    const { apps, groups } = scene().seeded;
    const input = { appId: apps.salesforce, groupId: groups.engineering, profile: {} };
    expect(await scene().refusal('update-application-group', input)).toMatchObject({ code: 'invalid_input' });
  });
});
