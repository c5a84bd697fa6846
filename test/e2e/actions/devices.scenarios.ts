import { expect } from '@jest/globals';
import type { devices } from '../../../src/actions/catalog/devices.js';
import type { Page } from '../../support/service.js';
import type { Scenario } from './scenario.js';
import { idsOf, type Scene } from './scene.js';

interface Device {
  id: string;
  status: string;
  profile: { displayName: string };
}

const DEVICES = '/api/v1/devices';

/** Enrolls a device of a user of the seed; gives its id and its path in the org. */
export async function enroll(scene: Scene, displayName = 'Engine desk'): Promise<{ id: string; path: string }> {
  await scene.org.seed({ devices: [{ userId: scene.seeded.users.admin, displayName, platform: 'WINDOWS' }] });
  const all = await scene.okta<Device[]>(DEVICES);
  const id = all.find(({ profile }) => profile.displayName === displayName)?.id ?? '';
  return { id, path: `${DEVICES}/${id}` };
}

export const statusOf = async (scene: Scene, path: string) => (await scene.okta<Device>(path)).status;

const reading = {
  'search-devices': {
    does: 'finds by a SCIM expression, and lists all with their users',
    changed: false,
    async play(run, scene) {
      const { id } = await enroll(scene);
      const found = await run<Page<Device>>({ search: 'profile.displayName co "GINE" and status eq "ACTIVE"' });
      expect(idsOf(found.items)).toEqual([id]);
      const { items } = await run<Page<Device>>({ expand: 'userSummary' });
      expect(items).toEqual(await scene.okta(`${DEVICES}?expand=userSummary`));
      expect(items.at(-1)).toMatchObject({ id, _embedded: { users: [{ user: { id: scene.seeded.users.admin } }] } });
    },
  },

  'get-device': {
    does: "gives the org's own object",
    changed: false,
    async play(run, scene) {
      const { id, path } = await enroll(scene);
      expect(await run({ deviceId: id })).toEqual(await scene.okta(path));
    },
  },

  'list-device-users': {
    does: 'lists who has enrolled the device',
    changed: false,
    async play(run, scene) {
      const { id, path } = await enroll(scene);
      const users = await run<{ user: { id: string } }[]>({ deviceId: id });
      expect(users.map(({ user }) => user.id)).toEqual([scene.seeded.users.admin]);
      expect(users).toEqual(await scene.okta(`${path}/users`));
    },
  },

  'list-device-assurance-policies': {
    does: "lists the org's own policies",
    changed: false,
    async play(run, scene) {
      for (const platform of ['MACOS', 'WINDOWS']) {
        const policy = { name: `${platform} up to date`, platform, osVersion: { minimum: '15.0' } };
        expect((await scene.call('POST', '/api/v1/device-assurances', policy)).status).toBe(200);
      }
      const policies = await run<{ platform: string }[]>({});
      expect(policies.map(({ platform }) => platform)).toEqual(['MACOS', 'WINDOWS']);
      expect(policies).toEqual(await scene.okta('/api/v1/device-assurances'));
    },
  },
} satisfies Partial<Record<keyof typeof devices, Scenario>>;

const changing = {
  'activate-device': {
    does: 'makes a deactivated device active again, without its users',
    changed: true,
    async play(run, scene) {
      const { id, path } = await enroll(scene);
      await scene.call('POST', `${path}/lifecycle/deactivate`);
      expect(await run({ deviceId: id })).toBeNull();
      expect(await statusOf(scene, path)).toBe('ACTIVE');
      expect(await scene.okta(`${path}/users`)).toEqual([]);
    },
  },

  'deactivate-device': {
    does: 'deactivates the device, which loses its users',
    changed: true,
    async play(run, scene) {
      const { id, path } = await enroll(scene);
      const { admin } = scene.seeded.users;
      expect(await scene.okta(`/api/v1/users/${admin}/devices`)).toMatchObject([{ device: { id } }]);
      expect(await run({ deviceId: id })).toBeNull();
      expect(await statusOf(scene, path)).toBe('DEACTIVATED');
      expect(await scene.okta(`/api/v1/users/${admin}/devices`)).toEqual([]);
    },
  },

  'suspend-device': {
    does: 'suspends the device and keeps its users',
    changed: true,
    async play(run, scene) {
      const { id, path } = await enroll(scene);
      expect(await run({ deviceId: id })).toBeNull();
      expect(await statusOf(scene, path)).toBe('SUSPENDED');
      expect(await scene.okta(`${path}/users`)).toHaveLength(1);
    },
  },

  'unsuspend-device': {
    does: 'makes a suspended device active again',
    changed: true,
    async play(run, scene) {
      const { id, path } = await enroll(scene);
      await scene.call('POST', `${path}/lifecycle/suspend`);
      expect(await run({ deviceId: id })).toBeNull();
      expect(await statusOf(scene, path)).toBe('ACTIVE');
      expect(await scene.logged('device.lifecycle.unsuspend', id)).toBe(1);
    },
  },

  'delete-device': {
    does: 'deletes a deactivated device for good',
    changed: true,
    async play(run, scene) {
      const { id, path } = await enroll(scene);
      await scene.call('POST', `${path}/lifecycle/deactivate`);
      expect(await run({ deviceId: id })).toBeNull();
      expect(await scene.exists(path)).toBe(false);
    },
  },
} satisfies Partial<Record<keyof typeof devices, Scenario>>;

export const devicesScenarios = { ...reading, ...changing } satisfies Record<keyof typeof devices, Scenario>;
