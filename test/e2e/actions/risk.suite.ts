import { describe, expect, it } from '@jest/globals';
import { riskScenarios } from './risk.scenarios.js';
import { playAll, useScene } from './scenario.js';

describe('actions on the risk of users', () => {
  const scene = useScene();
  playAll(riskScenarios, scene);

  it('say that the org lacks Identity Threat Protection', async () => {
    await scene().org.settings({ featureOff: '/risk$' });
    const problem = await scene().refusal('set-user-risk', { userId: scene().seeded.users.active, riskLevel: 'HIGH' });
    expect(problem).toMatchObject({ status: 501, code: 'feature_not_enabled', upstream: { code: 'E0000015' } });
  });
});
