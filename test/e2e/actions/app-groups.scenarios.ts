import { expect } from '@jest/globals';
import type { appGroups } from '../../../src/actions/catalog/app-groups.js';
import type { Page } from '../../support/service.js';
import type { Scenario } from './scenario.js';
import { idsOf, type Scene } from './scene.js';

type Listed = Page<{ id: string }>;

export const groupsOf = (appId: string) => `/api/v1/apps/${appId}/groups`;

const appGroupIn = (scene: Scene, appId: string, groupId: string) => scene.okta(`${groupsOf(appId)}/${groupId}`);

/** More than a page of 20. */
const MANY = 25;

export const appGroupsScenarios = {
  'list-application-groups': {
    does: 'lists the groups of the application, by the beginning of their names, with the groups',
    changed: false,
    async play(run, scene) {
      const { apps, groups } = scene.seeded;
      const { groupIds } = await scene.org.seed({
        groups: Array.from({ length: MANY }, (_, number) => ({ name: `Squad ${number}` })),
      });
      for (const id of groupIds) await scene.call('PUT', `${groupsOf(apps.salesforce)}/${id}`);
      const found = await run<Listed>({ appId: apps.salesforce, q: 'engin', expand: 'group' });
      expect(found.items).toMatchObject([
        { id: groups.engineering, _embedded: { group: { profile: { name: 'Engineering' } } } },
      ]);
      const { items } = await run<Listed>({ appId: apps.salesforce, limit: 200 });
      expect(idsOf(items)).toEqual([groups.engineering, ...groupIds]);
    },
  },

  'get-application-group': {
    does: "gives the org's own object",
    changed: false,
    async play(run, scene) {
      const { apps, groups } = scene.seeded;
      const at = { appId: apps.salesforce, groupId: groups.engineering };
      expect(await run(at)).toEqual(await appGroupIn(scene, at.appId, at.groupId));
    },
  },

  'assign-group-to-application': {
    does: 'gives the application to the members of the group',
    changed: true,
    async play(run, scene) {
      const { apps, users } = scene.seeded;
      const groupId = await scene.group('Analysts', [users.admin]);
      const output = await run({ appId: apps.salesforce, groupId, priority: 3, profile: { department: 'Analytics' } });
      expect(output).toMatchObject({ id: groupId, priority: 3, profile: { department: 'Analytics' } });
      expect(await appGroupIn(scene, apps.salesforce, groupId)).toEqual(output);
      expect(await scene.okta(`/api/v1/apps/${apps.salesforce}/users/${users.admin}`)).toMatchObject({
        scope: 'GROUP',
      });
    },
  },

  'update-application-group': {
    does: 'changes the priority and single attributes, and keeps the others',
    changed: true,
    async play(run, scene) {
      const { apps, groups } = scene.seeded;
      const at = { appId: apps.salesforce, groupId: groups.engineering };
      const profile = { department: 'Engines', title: 'Engineer', lastName: 'Smith' };
      await scene.call('PUT', `${groupsOf(at.appId)}/${at.groupId}`, { priority: 5, profile });
      const output = await run({ ...at, priority: 1, profile: { title: 'Chief', lastName: null } });
      expect(output).toMatchObject({ priority: 1, profile: { department: 'Engines', title: 'Chief' } });
      expect(output).not.toHaveProperty('profile.lastName');
      expect(await appGroupIn(scene, at.appId, at.groupId)).toEqual(output);
    },
  },

  'remove-group-from-application': {
    does: 'takes the application away from the group and its members',
    changed: true,
    async play(run, scene) {
      const { apps, groups } = scene.seeded;
      expect(await run({ appId: apps.salesforce, groupId: groups.engineering })).toBeNull();
      expect(await scene.idsInOkta(groupsOf(apps.salesforce))).toEqual([]);
      expect(await scene.idsInOkta(`/api/v1/apps/${apps.salesforce}/users`)).toEqual([]);
    },
  },
} satisfies Record<keyof typeof appGroups, Scenario>;
