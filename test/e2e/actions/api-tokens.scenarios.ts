import { expect } from '@jest/globals';
import type { apiTokens } from '../../../src/actions/catalog/api-tokens.js';
import { callApi } from '../../okta-org/api-call.ts';
import type { Scenario } from './scenario.js';
import { idsOf } from './scene.js';

const TOKENS = '/api/v1/api-tokens';

export const apiTokensScenarios = {
  'list-api-tokens': {
    does: 'lists the tokens by name and owner, never the tokens themselves',
    changed: false,
    async play(run, scene) {
      const { token, id, userId } = await scene.org.createToken({ name: 'Nightly export' });
      const tokens = await run<{ id: string }[]>({});
      expect(idsOf(tokens)).toEqual(await scene.idsInOkta(TOKENS));
      expect(tokens).toContainEqual(expect.objectContaining({ id, userId, name: 'Nightly export' }));
      for (const secret of [token, scene.org.apiToken]) expect(JSON.stringify(tokens)).not.toContain(secret);
    },
  },

  'revoke-api-token': {
    does: 'ends one token at once, and no other',
    changed: true,
    async play(run, scene) {
      const [first, second] = [await scene.org.createToken(), await scene.org.createToken()];
      const works = async (token: string) => (await callApi(scene.org, 'GET', '/api/v1/org', { token })).status;
      expect(await works(first.token)).toBe(200);
      expect(await run({ apiTokenId: first.id })).toBeNull();
      expect([await works(first.token), await works(second.token)]).toEqual([401, 200]);
      expect(await scene.logged('system.api_token.revoke', first.id)).toBe(1);
    },
  },
} satisfies Record<keyof typeof apiTokens, Scenario>;
