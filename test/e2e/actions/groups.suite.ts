import { describe, expect, it } from '@jest/globals';
import { groupScenarios } from './groups.scenarios.js';
import { playAll, useScene } from './scenario.js';

describe('actions on groups', () => {
  const scene = useScene();
  playAll(groupScenarios, scene);

  it("pass on Okta's reason when a group has the name already", async () => {
    const problem = await scene().refusal('create-group', { profile: { name: 'Support' } });
    expect(problem).toMatchObject({
      code: 'okta_rejected',
      upstream: { code: 'E0000001', causes: [expect.stringContaining('already exists')] },
    });
  });

  it('say that Okta does not permit deleting Everyone', async () => {
    const { everyone } = scene().seeded.groups;
    const problem = await scene().refusal('delete-group', { groupId: everyone });
    expect(problem).toMatchObject({ code: 'okta_rejected', retryable: false, upstream: { code: 'E0000060' } });
    expect(await scene().exists(`/api/v1/groups/${everyone}`)).toBe(true);
  });

  it('say that Okta does not permit changing the members of a directory group', async () => {
    const { users, groups } = scene().seeded;
    const input = { groupId: groups.directory, userId: users.admin };
    expect((await scene().refusal('add-user-to-group', input)).upstream).toMatchObject({ code: 'E0000006' });
    expect(await scene().idsInOkta(`/api/v1/groups/${groups.directory}/users`)).toEqual([users.active]);
  });
});
