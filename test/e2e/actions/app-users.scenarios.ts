import { expect } from '@jest/globals';
import type { appUsers } from '../../../src/actions/catalog/app-users.js';
import type { Page } from '../../support/service.js';
import type { Scenario } from './scenario.js';
import { idsOf, type Scene } from './scene.js';

type Listed = Page<{ id: string }>;

export const usersOf = (appId: string) => `/api/v1/apps/${appId}/users`;

const appUserIn = (scene: Scene, appId: string, userId: string) =>
  scene.okta<Record<string, unknown>>(`${usersOf(appId)}/${userId}`);

export const appUsersScenarios = {
  'list-application-users': {
    does: 'lists those who have the application through a group, by the beginning of a name, with the user',
    changed: false,
    async play(run, scene) {
      const { apps, users } = scene.seeded;
      const found = await run<Listed>({ appId: apps.salesforce, q: 'isa', expand: 'user' });
      expect(found.items).toMatchObject([{ id: users.active, _embedded: { user: { id: users.active } } }]);
      const { items } = await run<Listed>({ appId: apps.salesforce });
      expect(idsOf(items)).toEqual([users.active, users.suspended]);
      expect(items).toMatchObject([{ scope: 'GROUP', status: 'PROVISIONED' }, { scope: 'GROUP' }]);
    },
  },

  'get-application-user': {
    does: "gives the org's own object by the user's login",
    changed: false,
    async play(run, scene) {
      const { apps, users } = scene.seeded;
      const output = await run({ appId: apps.bookmark, userId: 'isaac.brock@example.com' });
      expect(output).toEqual(await appUserIn(scene, apps.bookmark, users.active));
      expect(output).toMatchObject({ id: users.active, scope: 'USER' });
    },
  },

  'assign-user-to-application': {
    does: 'assigns users by login and by id, with credentials and profile',
    changed: true,
    async play(run, scene) {
      const { apps, users } = scene.seeded;
      const credentials = { userName: 'super', password: { value: 'Engine-Pass-1' } };
      const profile = { department: 'Analytics' };
      const appId = apps.salesforce;
      const output = await run({ appId, id: 'admin@example.com', credentials, profile });
      expect(output).toMatchObject({
        id: users.admin,
        scope: 'USER',
        credentials: { userName: 'super', password: {} },
      });
      expect(await appUserIn(scene, appId, users.admin)).toEqual(output);
      expect(output).toMatchObject({ profile: { ...profile, firstName: 'Super' } });
      expect(JSON.stringify(output)).not.toContain('Engine-Pass-1');
      await run({ appId, id: users.active, scope: 'USER' });
      expect(await appUserIn(scene, appId, users.active)).toMatchObject({ scope: 'USER' });
    },
  },

  'update-application-user': {
    does: 'sets an attribute and keeps the others',
    changed: true,
    async play(run, scene) {
      const { apps, users } = scene.seeded;
      const at = { appId: apps.salesforce, userId: users.active };
      const output = await run({ ...at, profile: { title: 'Singer' } });
      expect(output).toMatchObject({ profile: { title: 'Singer', firstName: 'Isaac' } });
      expect(await appUserIn(scene, at.appId, at.userId)).toEqual(output);
      await run({ ...at, credentials: { userName: 'isaac' } });
      expect(await appUserIn(scene, at.appId, at.userId)).toMatchObject({
        credentials: { userName: 'isaac' },
        profile: { title: 'Singer' },
      });
    },
  },

  'remove-user-from-application': {
    does: 'takes the application away from a user and tells the administrator',
    changed: true,
    async play(run, scene) {
      const { apps, users } = scene.seeded;
      expect(await run({ appId: apps.bookmark, userId: 'isaac.brock@example.com', sendEmail: true })).toBeNull();
      expect(await scene.idsInOkta(usersOf(apps.bookmark))).toEqual([]);
      const sent = (await scene.org.requests()).find(({ method }) => method === 'DELETE');
      expect(sent?.query).toEqual({ sendEmail: 'true' });
      expect(await scene.logged('application.user_membership.remove', users.active)).toBe(1);
    },
  },
} satisfies Record<keyof typeof appUsers, Scenario>;
