import { expect } from '@jest/globals';
import type { risk } from '../../../src/actions/catalog/risk.js';
import type { Scenario } from './scenario.js';

const LOGIN = 'isaac.brock@example.com';
const riskOf = (userId: string) => `/api/v1/users/${userId}/risk`;

export const riskScenarios = {
  'get-user-risk': {
    does: 'says NONE where nothing is known, and afterwards the level and why',
    changed: false,
    async play(run, scene) {
      const { active } = scene.seeded.users;
      expect(await run({ userId: LOGIN })).toMatchObject({ riskLevel: 'NONE' });
      await scene.call('PUT', riskOf(active), { riskLevel: 'MEDIUM' });
      expect(await run({ userId: active })).toEqual(await scene.okta(riskOf(active)));
    },
  },

  'set-user-risk': {
    does: 'sets the level for the first time and once more',
    changed: true,
    async play(run, scene) {
      const { active } = scene.seeded.users;
      const riskReason = 'Laptop reported stolen';
      expect(await run({ userId: LOGIN, riskLevel: 'HIGH', riskReason })).toMatchObject({
        riskLevel: 'HIGH',
        reason: riskReason,
      });
      await run({ userId: active, riskLevel: 'LOW' });
      expect(await scene.okta(riskOf(active))).toMatchObject({ riskLevel: 'LOW', reason: 'override.by.admin' });
      expect(await scene.logged('user.risk.change', active)).toBe(2);
    },
  },
} satisfies Record<keyof typeof risk, Scenario>;
