import { describe, expect, it } from '@jest/globals';
import { newRealm, realmsScenarios } from './realms.scenarios.js';
import { playAll, useScene } from './scenario.js';

describe('actions on realms', () => {
  const scene = useScene();
  playAll(realmsScenarios, scene);

  it("pass on Okta's reason when a user is not of the realm's domains", async () => {
    const { active: userId } = scene().seeded.users;
    const realmId = await newRealm(scene(), 'Contractors', ['acme.example']);
    const problem = await scene().refusal('update-realm-for-user', { userId, realmId });
    expect(problem).toMatchObject({ code: 'okta_rejected', upstream: { code: 'E0000001' } });
    expect(problem.upstream?.causes).toEqual([expect.stringContaining('domains')]);
  });

  it('say that a realm has the name already', async () => {
    await newRealm(scene(), 'Contractors');
    const problem = await scene().refusal('create-realm', { profile: { name: 'contractors' } });
    expect(problem.upstream?.causes).toEqual([expect.stringContaining('already exists')]);
  });

  it('say that the org lacks realms', async () => {
    await scene().org.settings({ featureOff: '^/api/v1/realms' });
    const problem = await scene().refusal('create-realm', { profile: { name: 'Contractors' } });
    expect(problem).toMatchObject({ status: 501, code: 'feature_not_enabled', upstream: { code: 'E0000015' } });
  });
});
