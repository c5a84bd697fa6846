import { expect } from '@jest/globals';
import type { realms } from '../../../src/actions/catalog/realms.js';
import type { Page } from '../../support/service.js';
import type { Scenario } from './scenario.js';
import type { Scene } from './scene.js';
import { idsOf } from './scene.js';

type Listed = Page<{ id: string }>;

interface Realm {
  id: string;
  isDefault: boolean;
}

const REALMS = '/api/v1/realms';

/** Makes a realm in the org itself; gives the id. */
export async function newRealm(scene: Scene, name: string, domains?: string[]): Promise<string> {
  const { body } = await scene.call('POST', REALMS, { profile: { name, ...(domains && { domains }) } });
  return (body as Realm).id;
}

async function memberOf(scene: Scene, realmId: string): Promise<string> {
  const id = await scene.user();
  await scene.call('POST', `/api/v1/users/${id}`, { realmId });
  return id;
}

const NEW_USER = { login: 'ada@acme.example', email: 'ada@acme.example', firstName: 'Ada', lastName: 'Lovelace' };

export const realmsScenarios = {
  'search-realms': {
    does: 'finds by a SCIM expression in the order asked for, or lists all',
    changed: false,
    async play(run, scene) {
      const [first, second] = [await newRealm(scene, 'Contractors A'), await newRealm(scene, 'Contractors B')];
      const search = { search: 'profile.name co "Contractors"', sortBy: 'profile.name', sortOrder: 'desc' };
      expect(idsOf((await run<Listed>(search)).items)).toEqual([second, first]);
      const { items } = await run<Page<Realm>>({});
      expect(items).toEqual(await scene.okta(REALMS));
      expect(items[0]?.isDefault).toBe(true);
    },
  },

  'get-realm': {
    does: "gives the org's own object",
    changed: false,
    async play(run, scene) {
      const realmId = await newRealm(scene, 'Contractors', ['acme.example']);
      expect(await run({ realmId })).toEqual(await scene.okta(`${REALMS}/${realmId}`));
    },
  },

  'create-realm': {
    does: 'makes a realm without users',
    changed: true,
    async play(run, scene) {
      const profile = { name: 'Contractors', realmType: 'PARTNER', domains: ['acme.example'] };
      const output = await run<Realm>({ profile });
      expect(output).toMatchObject({ isDefault: false, profile });
      expect(await scene.okta(`${REALMS}/${output.id}`)).toEqual(output);
    },
  },

  'update-realm': {
    does: 'replaces the profile, so that domains which are left out no longer bind',
    changed: true,
    async play(run, scene) {
      const realmId = await newRealm(scene, 'Contractors', ['acme.example']);
      const output = await run({ realmId, profile: { name: 'Partners' } });
      expect(output).toEqual(await scene.okta(`${REALMS}/${realmId}`));
      expect(output).toMatchObject({ profile: { name: 'Partners', realmType: 'DEFAULT' } });
      expect(output).not.toMatchObject({ profile: { domains: expect.anything() } });
    },
  },

  'create-realm-user': {
    does: 'makes a user who lives in the realm',
    changed: true,
    async play(run, scene) {
      const realmId = await newRealm(scene, 'Contractors', ['acme.example']);
      const { engineering } = scene.seeded.groups;
      const output = await run<{ id: string }>({
        realmId,
        profile: NEW_USER,
        groupIds: [engineering],
        activate: false,
      });
      expect(output).toEqual(await scene.userInOkta(output.id));
      expect(output).toMatchObject({ status: 'STAGED', realmId });
      expect(await scene.idsInOkta(`/api/v1/groups/${engineering}/users`)).toContain(output.id);
    },
  },

  'list-realm-users': {
    does: 'lists the users of the realm and nobody else, or those that a search picks',
    changed: false,
    async play(run, scene) {
      const realmId = await newRealm(scene, 'Contractors');
      const [first, second] = [await memberOf(scene, realmId), await memberOf(scene, realmId)];
      await scene.call('POST', `/api/v1/users/${second}/lifecycle/suspend`);
      const picked = await run<Listed>({ realmId, search: 'status eq "SUSPENDED" or status eq "STAGED"' });
      expect(idsOf(picked.items)).toEqual([second]);
      expect(idsOf((await run<Listed>({ realmId })).items)).toEqual([first, second]);
    },
  },

  'update-realm-for-user': {
    does: 'moves the user, by login, and changes nothing else',
    changed: true,
    async play(run, scene) {
      const { active } = scene.seeded.users;
      const realmId = await newRealm(scene, 'Contractors');
      const before = await scene.okta<{ profile: object }>(`/api/v1/users/${active}`);
      expect(await run({ userId: 'isaac.brock@example.com', realmId })).toMatchObject({ realmId });
      expect(await scene.userInOkta(active)).toMatchObject({ realmId, profile: before.profile, status: 'ACTIVE' });
    },
  },
} satisfies Record<keyof typeof realms, Scenario>;
