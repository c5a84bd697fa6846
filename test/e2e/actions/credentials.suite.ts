import { describe, expect, it } from '@jest/globals';
import { credentialScenarios } from './credentials.scenarios.js';
import { playAll, useScene } from './scenario.js';
import { PASSWORD } from './scene.js';

const NEW_PASSWORD = { value: 'Analytical-Engine-1843' };

describe('actions on credentials', () => {
  const scene = useScene();
  playAll(credentialScenarios, scene);

  it('say that the state of the user does not permit it', async () => {
    const input = {
      userId: scene().seeded.users.suspended,
      oldPassword: { value: PASSWORD },
      newPassword: NEW_PASSWORD,
    };
    const { code, upstream } = await scene().refusal('change-password', input);
    expect([code, upstream?.code]).toEqual(['okta_conflict', 'E0000035']);
  });

  it("pass on Okta's reason when the old password is wrong, and neither password", async () => {
    const userId = await scene().user();
    const input = { userId, oldPassword: { value: 'Wrong-Horse-1842' }, newPassword: NEW_PASSWORD };
    const problem = await scene().refusal('change-password', input);
    expect(problem).toMatchObject({ code: 'okta_rejected', upstream: { causes: ['Old Password is not correct'] } });
    expect(JSON.stringify(problem)).not.toMatch(/Wrong-Horse|Analytical-Engine/);
    expect(await scene().takesPassword(userId, PASSWORD)).toBe(true);
  });
});
