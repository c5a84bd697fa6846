import { expect } from '@jest/globals';
import type { groupPush } from '../../../src/actions/catalog/group-push.js';
import type { Page } from '../../support/service.js';
import type { Scenario } from './scenario.js';
import { idsOf, type Scene } from './scene.js';

interface Mapping {
  id: string;
  targetGroupId: string;
  status: string;
}

const mappingsOf = (appId: string) => `/api/v1/apps/${appId}/group-push/mappings`;

/** Pushes a group of the org itself to Salesforce. */
export async function pushed(scene: Scene, sourceGroupId: string, status = 'ACTIVE'): Promise<Mapping> {
  const path = mappingsOf(scene.seeded.apps.salesforce);
  const body = { sourceGroupId, targetGroupName: `Pushed ${sourceGroupId}`, status };
  return (await scene.call('POST', path, body)).body as Mapping;
}

export const groupPushScenarios = {
  'list-group-push-mappings': {
    does: 'lists the mappings of the application, by group, status and time of change',
    changed: false,
    async play(run, scene) {
      const { apps, groups } = scene.seeded;
      const first = await pushed(scene, groups.engineering);
      const second = await pushed(scene, groups.support, 'INACTIVE');
      const appId = apps.salesforce;
      const idsFor = async (filter: object) => idsOf((await run<Page<Mapping>>({ appId, ...filter })).items);
      expect(await idsFor({ sourceGroupId: groups.support })).toEqual([second.id]);
      expect(await idsFor({ status: 'ACTIVE' })).toEqual([first.id]);
      expect(await idsFor({ lastUpdated: '2099-01-01T00:00:00Z' })).toEqual([]);
      expect(await idsFor({})).toEqual([first.id, second.id]);
    },
  },

  'create-group-push-mapping': {
    does: 'makes a group in the application with the members of the source',
    changed: true,
    async play(run, scene) {
      const { apps, groups, users } = scene.seeded;
      const input = { appId: apps.salesforce, sourceGroupId: groups.engineering, targetGroupName: 'Engineers' };
      const output = await run<Mapping>(input);
      expect(await scene.okta(`${mappingsOf(apps.salesforce)}/${output.id}`)).toEqual(output);
      expect(await scene.okta(`/api/v1/groups/${output.targetGroupId}`)).toMatchObject({
        type: 'APP_GROUP',
        profile: { name: 'Engineers' },
      });
      const members = await scene.idsInOkta(`/api/v1/groups/${output.targetGroupId}/users`);
      expect(members).toEqual([users.active, users.suspended]);
    },
  },

  'update-group-push-mapping': {
    does: 'stops a push, and starts it again with the members of then',
    changed: true,
    async play(run, scene) {
      const { apps, groups, users } = scene.seeded;
      const { id, targetGroupId } = await pushed(scene, groups.engineering);
      const at = { appId: apps.salesforce, mappingId: id };
      expect(await run({ ...at, status: 'INACTIVE' })).toMatchObject({ status: 'INACTIVE' });
      await scene.call('DELETE', `/api/v1/groups/${groups.engineering}/users/${users.suspended}`);
      expect(await scene.idsInOkta(`/api/v1/groups/${targetGroupId}/users`)).toHaveLength(2);
      const output = await run({ ...at, status: 'ACTIVE' });
      expect(await scene.okta(`${mappingsOf(at.appId)}/${id}`)).toEqual(output);
      expect(await scene.idsInOkta(`/api/v1/groups/${targetGroupId}/users`)).toEqual([users.active]);
    },
  },

  'delete-group-push-mapping': {
    does: 'deletes inactive mappings, with or without the target group',
    changed: true,
    async play(run, scene) {
      const { apps, groups } = scene.seeded;
      const kept = await pushed(scene, groups.engineering, 'INACTIVE');
      const gone = await pushed(scene, groups.support, 'INACTIVE');
      const appId = apps.salesforce;
      expect(await run({ appId, mappingId: kept.id, deleteTargetGroup: false })).toBeNull();
      expect(await run({ appId, mappingId: gone.id, deleteTargetGroup: true })).toBeNull();
      expect(await scene.idsInOkta(mappingsOf(appId))).toEqual([]);
      expect(await scene.exists(`/api/v1/groups/${kept.targetGroupId}`)).toBe(true);
      expect(await scene.exists(`/api/v1/groups/${gone.targetGroupId}`)).toBe(false);
    },
  },
} satisfies Record<keyof typeof groupPush, Scenario>;
