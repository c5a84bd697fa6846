import { expect } from '@jest/globals';
import type { sessions } from '../../../src/actions/catalog/sessions.js';
import type { Page } from '../../support/service.js';
import type { Scenario } from './scenario.js';
import type { Scene } from './scene.js';

const OTHER_CLIENT = '0oaotherclient1';

const tokensOf = (userId: string, clientId: string) => `/api/v1/users/${userId}/clients/${clientId}/tokens`;

/** Gives the seeded user a second session and a token of a second client, and another user one of each. */
async function signedIn({ org, seeded }: Scene) {
  const { active, admin } = seeded.users;
  const { sessionIds } = await org.seed({
    sessions: [{ userId: active }, { userId: admin }],
    refreshTokens: [active, admin].map((userId) => ({ userId, clientId: OTHER_CLIENT, scopes: ['offline_access'] })),
    grants: [{ userId: admin, clientId: OTHER_CLIENT, scopeId: 'openid' }],
  });
  const [second, others] = sessionIds.map((id) => `/api/v1/sessions/${id}`);
  const own = [`/api/v1/sessions/${seeded.sessionId}`, second ?? ''];
  return { userId: active, otherId: admin, own, others: others ?? '' };
}

async function expectSignedOut(scene: Scene, { own, others }: Awaited<ReturnType<typeof signedIn>>): Promise<void> {
  for (const session of own) expect(await scene.exists(session)).toBe(false);
  expect(await scene.exists(others)).toBe(true);
}

async function countTokens(scene: Scene, userId: string): Promise<number[]> {
  const lists = [scene.seeded.clientId, OTHER_CLIENT].map((clientId) => scene.idsInOkta(tokensOf(userId, clientId)));
  return (await Promise.all(lists)).map(({ length }) => length);
}

export const sessionScenarios = {
  'clear-user-sessions': {
    does: "ends the user's sessions, and revokes tokens only when told to",
    changed: true,
    async play(run, scene) {
      const cast = await signedIn(scene);
      expect(await run({ userId: cast.userId })).toBeNull();
      await expectSignedOut(scene, cast);
      expect(await countTokens(scene, cast.userId)).toEqual([1, 1]);
      await run({ userId: cast.userId, oauthTokens: true, forgetDevices: false });
      const [request] = await scene.org.requests();
      expect(request?.query).toEqual({ oauthTokens: 'true', forgetDevices: 'false' });
      expect(await countTokens(scene, cast.userId)).toEqual([0, 0]);
      expect(await countTokens(scene, cast.otherId)).toEqual([0, 1]);
    },
  },

  'universal-logout': {
    does: "ends the user's sessions and revokes their tokens",
    changed: true,
    async play(run, scene) {
      const cast = await signedIn(scene);
      expect(await run({ sub_id: { format: 'opaque', id: cast.userId } })).toBeNull();
      await expectSignedOut(scene, cast);
      expect(await countTokens(scene, cast.userId)).toEqual([0, 0]);
      expect(await scene.logged('user.authentication.universal_logout', cast.userId)).toBe(1);
    },
  },

  'revoke-user-grants': {
    does: "takes back all of the user's consents and nobody else's",
    changed: true,
    async play(run, scene) {
      const { userId, otherId } = await signedIn(scene);
      expect(await run({ userId })).toBeNull();
      expect(await scene.okta(`/api/v1/users/${userId}/grants`)).toEqual([]);
      expect(await scene.okta(`/api/v1/users/${otherId}/grants`)).toHaveLength(1);
    },
  },

  'list-user-grants': {
    does: 'lists which client may use which scope, or only grants of one scope',
    changed: false,
    async play(run, scene) {
      const { userId } = await signedIn(scene);
      const one = await run<Page<unknown>>({ userId, scopeId: 'openid', expand: 'scope' });
      expect(one.items).toMatchObject([{ scopeId: 'openid', clientId: scene.seeded.clientId, userId }]);
      const { items } = await run<Page<unknown>>({ userId });
      expect(items).toEqual(await scene.okta(`/api/v1/users/${userId}/grants`));
    },
  },

  'revoke-user-client-tokens': {
    does: "revokes the user's tokens of one client and of no other",
    changed: true,
    async play(run, scene) {
      const { userId } = await signedIn(scene);
      expect(await run({ userId, clientId: scene.seeded.clientId })).toBeNull();
      expect(await countTokens(scene, userId)).toEqual([0, 1]);
    },
  },
} satisfies Record<keyof typeof sessions, Scenario>;
