import { describe, expect, it, jest } from '@jest/globals';
import { ConnectionCache } from '../../../src/connections/connection-cache.js';
import type { OktaSession } from '../../../src/connections/okta-session.js';
import { session } from '../actions/fake-okta.js';

const tenant = session.tenantId;

const loading = (...sessions: (OktaSession | Error | Promise<OktaSession>)[]) =>
  jest.fn(async () => {
    const next = sessions.shift();
    if (next === undefined) throw new Error('loaded once too often');
    if (next instanceof Error) throw next;
    return next;
  });

const announced = () => {
  const cache = new ConnectionCache();
  cache.setAnnounced('announced');
  return cache;
};

const version = (number: number): OktaSession => ({ ...session, version: number });

describe('ConnectionCache', () => {
  it('loads once', async () => {
    const cache = announced();
    const load = loading(version(1));
    expect([await cache.open(tenant, 'con_1', load), await cache.open(tenant, 'con_1', load)]).toEqual([
      version(1),
      version(1),
    ]);
  });

  it('lets simultaneous callers share one load', async () => {
    const cache = announced();
    const load = loading(version(1));
    await Promise.all([cache.open(tenant, 'con_1', load), cache.open(tenant, 'con_1', load)]);
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('loads again after a change', async () => {
    const cache = announced();
    const load = loading(version(1), version(2));
    await cache.open(tenant, 'con_1', load);
    cache.forget(tenant, 'con_1');
    expect((await cache.open(tenant, 'con_1', load)).version).toBe(2);
  });

  it('does not keep what was being loaded while the connection changed', async () => {
    const cache = announced();
    const slow = Promise.withResolvers<OktaSession>();
    const load = loading(slow.promise, version(2));
    const stale = cache.open(tenant, 'con_1', load);
    cache.forget(tenant, 'con_1');
    slow.resolve(version(1));
    expect((await stale).version).toBe(1);
    expect((await cache.open(tenant, 'con_1', load)).version).toBe(2);
  });

  it('does not keep failures', async () => {
    const cache = announced();
    const load = loading(new Error('the database is away'), version(1));
    await expect(cache.open(tenant, 'con_1', load)).rejects.toThrow('the database is away');
    expect((await cache.open(tenant, 'con_1', load)).version).toBe(1);
  });

  it('keeps tenants apart', async () => {
    const cache = announced();
    const load = loading(version(1), version(2));
    await cache.open(tenant, 'con_1', load);
    const other = 'other' as OktaSession['tenantId'];
    expect((await cache.open(other, 'con_1', load)).version).toBe(2);
  });

  it.each(['announced', 'unannounced'] as const)('trusts nothing from before changes were %s', async (now) => {
    const cache = new ConnectionCache();
    cache.setAnnounced(now === 'announced' ? 'unannounced' : 'announced');
    const load = loading(version(1), version(2));
    await cache.open(tenant, 'con_1', load);
    cache.setAnnounced(now);
    expect((await cache.open(tenant, 'con_1', load)).version).toBe(2);
  });

  it('lets entries live for seconds only while changes are not heard', async () => {
    const clock = jest.spyOn(performance, 'now');
    const cache = new ConnectionCache();
    const load = loading(version(1), version(2));
    clock.mockReturnValue(1_000);
    await cache.open(tenant, 'con_1', load);
    clock.mockReturnValue(2_999);
    expect((await cache.open(tenant, 'con_1', load)).version).toBe(1);
    clock.mockReturnValue(3_001);
    expect((await cache.open(tenant, 'con_1', load)).version).toBe(2);
    clock.mockRestore();
  });
});
