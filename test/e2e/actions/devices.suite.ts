import { describe, expect, it } from '@jest/globals';
import { devicesScenarios, enroll, statusOf } from './devices.scenarios.js';
import { playAll, useScene } from './scenario.js';

describe('actions on devices', () => {
  const scene = useScene();
  playAll(devicesScenarios, scene);

  it.each([
    ['delete-device', [], 'ACTIVE'],
    ['delete-device', ['suspend'], 'SUSPENDED'],
    ['activate-device', ['suspend'], 'SUSPENDED'],
    ['suspend-device', ['deactivate'], 'DEACTIVATED'],
    ['unsuspend-device', ['deactivate'], 'DEACTIVATED'],
  ])('say that %s does not fit the status after %j', async (actionId, steps, status) => {
    const { id, path } = await enroll(scene());
    for (const step of steps) await scene().call('POST', `${path}/lifecycle/${step}`);
    expect(await scene().refusal(actionId, { deviceId: id })).toMatchObject({
      status: 409,
      code: 'okta_conflict',
      remedy: expect.any(String),
      upstream: { code: 'E0000152' },
    });
    expect(await statusOf(scene(), path)).toBe(status);
  });

  it('say that Okta does not know the device', async () => {
    const { code } = await scene().refusal('get-device', { deviceId: 'guo1a2b3c4d5e6f7g8h9' });
    expect(code).toBe('okta_not_found');
  });

  it('say that a Classic org has no devices', async () => {
    await scene().org.settings({ pipeline: 'v1' });
    expect(await scene().refusal('search-devices', {})).toMatchObject({ status: 501, code: 'feature_not_enabled' });
  });

  it('pass on that Okta does not search by part of the platform', async () => {
    const { upstream } = await scene().refusal('search-devices', { search: 'profile.platform co "WIN"' });
    expect(upstream?.code).toBe('E0000031');
  });
});
