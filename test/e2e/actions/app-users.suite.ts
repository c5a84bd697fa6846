import { describe, expect, it } from '@jest/globals';
import { appUsersScenarios, usersOf } from './app-users.scenarios.js';
import { playAll, useScene } from './scenario.js';

describe('actions on users of applications', () => {
  const scene = useScene();
  playAll(appUsersScenarios, scene);

  it('say that the user has the application already', async () => {
    const { apps, users } = scene().seeded;
    const input = { appId: apps.bookmark, id: users.active };
    expect(await scene().refusal('assign-user-to-application', input)).toMatchObject({
      code: 'okta_conflict',
      upstream: { code: 'E0000062' },
    });
  });

  it("pass on what the application's schema does not permit", async () => {
    const { apps, users } = scene().seeded;
    const input = { appId: apps.salesforce, id: users.admin, profile: { shoeSize: 43, title: 7 } };
    expect(await scene().refusal('assign-user-to-application', input)).toMatchObject({
      code: 'okta_rejected',
      upstream: { code: 'E0000001', causes: [expect.stringContaining('shoeSize'), expect.stringContaining('title')] },
    });
    expect(await scene().exists(`${usersOf(apps.salesforce)}/${users.admin}`)).toBe(false);
  });

  it('say that a user who has it through a group cannot be removed alone', async () => {
    const { apps, users } = scene().seeded;
    const input = { appId: apps.salesforce, userId: users.active };
    expect((await scene().refusal('remove-user-from-application', input)).upstream).toMatchObject({
      code: 'E0000046',
    });
  });

  it('adopt an assignment whose answer was lost', async () => {
    const { apps, users } = scene().seeded;
    await scene().org.faults.add({ kind: 'reset-after', method: 'POST', path: 'users', times: 1 });
    const input = { appId: apps.bookmark, id: users.admin };
    const output = await scene().stage.output<{ id: string }>('assign-user-to-application', input);
    expect(output.id).toBe(users.admin);
    expect(await scene().idsInOkta(usersOf(apps.bookmark))).toEqual([users.admin, users.active]);
  });

  it('do not take an assignment of before for that of a lost call', async () => {
    const { apps, users } = scene().seeded;
    await scene().org.settings({ clockOffsetMs: 60_000 });
    await scene().org.faults.add({ kind: 'reset', method: 'POST', path: 'users', times: 1 });
    const input = { appId: apps.bookmark, id: users.active };
    expect((await scene().stage.run('assign-user-to-application', input)).body.code).toBe('outcome_unknown');
  });

  it('need credentials or a profile to update', async () => {
    const { apps, users } = scene().seeded;
    const input = { appId: apps.bookmark, userId: users.active };
    expect(await scene().refusal('update-application-user', input)).toMatchObject({ code: 'invalid_input' });
  });
});
