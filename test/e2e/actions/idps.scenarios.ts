import { expect } from '@jest/globals';
import type { idps } from '../../../src/actions/catalog/idps.js';
import type { Page } from '../../support/service.js';
import type { Scenario } from './scenario.js';
import { idsOf, type Scene } from './scene.js';

interface IdentityProvider {
  id: string;
  name: string;
}

const IDPS = '/api/v1/idps';

/** Makes an identity provider in the org itself; gives its id. */
async function makeProvider(scene: Scene, name: string, type: string): Promise<string> {
  const protocol = { type, credentials: { client: { client_id: 'okta', client_secret: `secret of ${name}` } } };
  const { status, body } = await scene.call('POST', IDPS, { name, type, protocol, policy: {} });
  expect(status).toBe(200);
  return (body as IdentityProvider).id;
}

export const idpsScenarios = {
  'list-identity-providers': {
    does: 'finds by type and by name, and lists all',
    changed: false,
    async play(run, scene) {
      const partner = await makeProvider(scene, 'Partner sign-in', 'OIDC');
      const works = await makeProvider(scene, 'Works sign-in', 'SAML2');
      expect(idsOf((await run<Page<IdentityProvider>>({ type: 'SAML2' })).items)).toEqual([works]);
      expect(idsOf((await run<Page<IdentityProvider>>({ q: 'partner' })).items)).toEqual([partner]);
      const { items } = await run<Page<IdentityProvider>>({});
      expect(idsOf(items)).toEqual([partner, works]);
      expect(items).toEqual(await scene.okta(IDPS));
    },
  },
} satisfies Record<keyof typeof idps, Scenario>;
