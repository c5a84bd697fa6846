import { expect } from '@jest/globals';
import type { generic } from '../../../src/actions/catalog/generic.js';
import type { Scenario } from './scenario.js';

interface Whole {
  status: number;
  headers: Record<string, string>;
  body: { id: string };
}

export const genericScenarios = {
  'custom-api-action': {
    does: "sends the caller's own request and gives status, headers and body",
    changed: true,
    async play(run, scene) {
      const profile = { name: 'Analytical Engines', description: 'Made by hand' };
      const input = { method: 'POST', path: '/api/v1/groups', body: { profile } };
      const { status, headers, body } = await run<Whole>(input);
      expect([status, headers['content-type']]).toEqual([200, expect.stringContaining('json')]);
      expect(await scene.okta(`/api/v1/groups/${body.id}`)).toMatchObject({ profile });
    },
  },
} satisfies Record<keyof typeof generic, Scenario>;
