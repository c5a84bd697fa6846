import { describe, expect, it } from '@jest/globals';
import { playAll, useScene } from './scenario.js';
import { userScenarios } from './users.scenarios.js';

describe('actions on users', () => {
  const scene = useScene();
  playAll(userScenarios, scene);

  it('say that the state of the user does not permit it', async () => {
    const { active } = scene().seeded.users;
    expect(await scene().refusal('reactivate-user', { userId: active })).toMatchObject({
      code: 'okta_conflict',
      status: 409,
      remedy: expect.any(String),
      upstream: { code: 'E0000038' },
    });
    expect(await scene().refusal('unlock-user', { userId: active })).toMatchObject({
      code: 'okta_conflict',
      upstream: { code: 'E0000032' },
    });
    expect(await scene().userInOkta(active)).toMatchObject({ status: 'ACTIVE' });
  });

  it("pass on Okta's reason when a login is taken", async () => {
    const login = 'isaac.brock@example.com';
    const profile = { login, email: login, firstName: 'Isaac', lastName: 'Newton' };
    const { code, upstream } = await scene().refusal('create-user', { profile });
    expect([code, upstream?.code, upstream?.causes?.join()]).toEqual([
      'okta_rejected',
      'E0000001',
      expect.stringContaining('already exists'),
    ]);
  });

  it('never take one user for another with the same e-mail address', async () => {
    for (const login of ['a@acme.example', 'b@acme.example'])
      await scene().user({ login, profile: { email: 'team@acme.example' } });
    const { code } = await scene().refusal('find-user-by-login-or-email', { userId: 'team@acme.example' });
    expect(code).toBe('okta_conflict');
  });
});
