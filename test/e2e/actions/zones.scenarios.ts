import { expect } from '@jest/globals';
import type { zones } from '../../../src/actions/catalog/zones.js';
import type { Page } from '../../support/service.js';
import type { Scenario } from './scenario.js';
import { idsOf, type Scene } from './scene.js';

type Listed = Page<{ id: string }>;

export const zoneAt = (zoneId: string) => `/api/v1/zones/${zoneId}`;

export const OFFICE = [{ type: 'CIDR', value: '203.0.113.0/24' }];
const PROXY = [{ type: 'RANGE', value: '198.51.100.1-198.51.100.9' }];

/** Makes a zone of addresses in the org itself; gives the id. */
export async function zone(scene: Scene, name: string, change: object = {}): Promise<string> {
  const body = { type: 'IP', name, usage: 'POLICY', gateways: OFFICE, proxies: PROXY, ...change };
  const { body: made } = await scene.call('POST', '/api/v1/zones', body);
  expect(made).toMatchObject({ name });
  return (made as { id: string }).id;
}

export const zonesScenarios = {
  'list-network-zones': {
    does: "lists the org's own zone objects, or those that a filter picks",
    changed: false,
    async play(run, scene) {
      const { legacy, blocked } = scene.seeded.zones;
      const office = await zone(scene, 'Office');
      const policy = await run<Listed>({ filter: 'usage eq "POLICY"' });
      expect(idsOf(policy.items)).toEqual([legacy, office]);
      const { items } = await run<Listed>({});
      expect(idsOf(items)).toEqual([blocked, legacy, office]);
      expect(items).toEqual(await scene.okta('/api/v1/zones'));
    },
  },

  'get-network-zone': {
    does: "gives the org's own object",
    changed: false,
    async play(run, scene) {
      const office = await zone(scene, 'Office');
      expect(await run({ zoneId: office })).toEqual(await scene.okta(zoneAt(office)));
    },
  },

  'create-network-zone': {
    does: 'creates zones of each type',
    changed: true,
    async play(run, scene) {
      const content = {
        IP: { usage: 'BLOCKLIST', gateways: OFFICE },
        DYNAMIC: { asns: ['64496'], locations: [{ country: 'US', region: 'US-CA' }], proxyType: 'Tor' },
        DYNAMIC_V2: {
          locations: { exclude: [{ country: 'DE' }] },
          ipServiceCategories: { include: ['ALL_ANONYMIZERS'] },
        },
      };
      for (const [type, given] of Object.entries(content)) {
        // oxlint-disable-next-line no-await-in-loop -- one run after the other
        const { id } = await run<{ id: string }>({ type, name: `A zone of ${type}`, ...given });
        // oxlint-disable-next-line no-await-in-loop
        expect(await scene.okta(zoneAt(id))).toMatchObject({ type, status: 'ACTIVE', system: false, ...given });
      }
    },
  },

  'update-network-zone': {
    does: 'sets what is given and keeps the rest',
    changed: true,
    async play(run, scene) {
      const office = await zone(scene, 'Office');
      const gateways = [...OFFICE, { type: 'CIDR', value: '192.0.2.7/32' }];
      await run({ zoneId: office, gateways });
      expect(await scene.okta(zoneAt(office))).toMatchObject({
        name: 'Office',
        usage: 'POLICY',
        gateways,
        proxies: PROXY,
      });
      await run({ zoneId: office, name: 'Head office', proxies: null });
      expect(await scene.okta(zoneAt(office))).toMatchObject({ name: 'Head office', gateways, proxies: null });
    },
  },

  'activate-network-zone': {
    does: 'makes an inactive zone active',
    changed: true,
    async play(run, scene) {
      const office = await zone(scene, 'Office');
      await scene.call('POST', `${zoneAt(office)}/lifecycle/deactivate`);
      expect(await run({ zoneId: office })).toMatchObject({ status: 'ACTIVE' });
      expect(await scene.okta(zoneAt(office))).toMatchObject({ status: 'ACTIVE' });
    },
  },

  'deactivate-network-zone': {
    does: 'makes an active zone inactive and keeps its content',
    changed: true,
    async play(run, scene) {
      const office = await zone(scene, 'Office');
      await run({ zoneId: office });
      expect(await scene.okta(zoneAt(office))).toMatchObject({ status: 'INACTIVE', gateways: OFFICE });
    },
  },

  'delete-network-zone': {
    does: 'deletes an inactive zone',
    changed: true,
    async play(run, scene) {
      const office = await zone(scene, 'Office');
      await scene.call('POST', `${zoneAt(office)}/lifecycle/deactivate`);
      expect(await run({ zoneId: office })).toBeNull();
      expect(await scene.exists(zoneAt(office))).toBe(false);
    },
  },
} satisfies Record<keyof typeof zones, Scenario>;
