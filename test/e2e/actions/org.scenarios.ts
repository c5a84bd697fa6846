import { expect } from '@jest/globals';
import type { org } from '../../../src/actions/catalog/org.js';
import type { Scenario } from './scenario.js';

export const orgScenarios = {
  'get-org': {
    does: "gives the org's own object",
    changed: false,
    async play(run, scene) {
      const settings = await run({});
      expect(settings).toEqual(await scene.okta('/api/v1/org'));
      expect(settings).toMatchObject({ id: (await scene.org.state()).orgId, status: 'ACTIVE' });
    },
  },
} satisfies Record<keyof typeof org, Scenario>;
