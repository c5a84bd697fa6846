import { describe, expect, it } from '@jest/globals';
import { rulesOf } from './policy-rules.scenarios.js';
import { playAll, useScene } from './scenario.js';
import { OFFICE, zone, zoneAt, zonesScenarios } from './zones.scenarios.js';

const addresses = (count: number) =>
  Array.from({ length: count }, (_, place) => ({ type: 'CIDR', value: `10.0.${place >> 8}.${place & 255}/32` }));

describe('actions on network zones', () => {
  const scene = useScene();
  playAll(zonesScenarios, scene);

  it('cannot delete an active zone', async () => {
    const office = await zone(scene(), 'Office');
    const problem = await scene().refusal('delete-network-zone', { zoneId: office });
    expect(problem).toMatchObject({
      code: 'okta_rejected',
      upstream: { code: 'E0000001', causes: [expect.stringContaining('Active zones cannot be deleted')] },
    });
    expect(await scene().exists(zoneAt(office))).toBe(true);
  });

  it('cannot delete a zone that a rule uses', async () => {
    const office = await zone(scene(), 'Office');
    const conditions = { network: { connection: 'ZONE', include: [office] } };
    const body = { type: 'PASSWORD', name: 'Office', conditions, actions: {} };
    await scene().call('POST', rulesOf(scene().seeded.policies.engineers), body);
    await scene().call('POST', `${zoneAt(office)}/lifecycle/deactivate`);
    const problem = await scene().refusal('delete-network-zone', { zoneId: office });
    expect(problem.upstream).toMatchObject({ causes: [expect.stringContaining('used by a policy')] });
  });

  it("cannot delete one of Okta's own zones, but change it", async () => {
    const { blocked } = scene().seeded.zones;
    expect(await scene().refusal('delete-network-zone', { zoneId: blocked })).toMatchObject({ code: 'okta_rejected' });
    await scene().run('update-network-zone', { zoneId: blocked, gateways: OFFICE }, { changed: true });
    expect(await scene().okta(zoneAt(blocked))).toMatchObject({
      name: 'BlockedIpZone',
      usage: 'BLOCKLIST',
      gateways: OFFICE,
    });
  });

  it.each([
    ['POLICY', 150],
    ['BLOCKLIST', 1000],
  ])('take as many addresses as Okta takes in a %s zone', async (usage, most) => {
    const create = (count: number) => ({ type: 'IP', name: 'Many', usage, gateways: addresses(count) });
    const problem = await scene().refusal('create-network-zone', create(most + 1));
    expect(problem).toMatchObject({ code: 'invalid_input', errors: [{ pointer: '/input/gateways' }] });
    const { id } = await scene().run<{ id: string }>('create-network-zone', create(most), { changed: true });
    const more = await scene().refusal('update-network-zone', { zoneId: id, gateways: addresses(most + 1) });
    expect(more).toMatchObject({ code: 'okta_rejected', upstream: { causes: [expect.stringContaining(`${most}`)] } });
  });

  it.each([
    [{ type: 'IP' }, '/input/gateways'],
    [{ type: 'DYNAMIC', gateways: OFFICE }, '/input/gateways'],
    [{ type: 'DYNAMIC_V2', locations: {}, proxyType: 'Tor' }, '/input/proxyType'],
    [{ type: 'IP', gateways: [{ type: 'CIDR', value: 'office.example.com' }] }, '/input/gateways/0/value'],
  ])('refuse %j before Okta sees it', async (given, pointer) => {
    const problem = await scene().refusal('create-network-zone', { name: 'Odd', ...given });
    expect(problem.code).toBe('invalid_input');
    expect(problem.errors?.map((issue) => issue.pointer)).toContain(pointer);
    expect(await scene().org.requests()).toEqual([]);
  });

  it('say that a name is taken', async () => {
    const input = { type: 'IP', name: 'LegacyIpZone', gateways: OFFICE };
    expect((await scene().refusal('create-network-zone', input)).upstream).toMatchObject({ code: 'E0000001' });
  });
});
