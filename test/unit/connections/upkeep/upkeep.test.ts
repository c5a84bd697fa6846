import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type { ConnectionEvents } from '../../../../src/connections/events/connection-events.service.js';
import type { EventDelivery } from '../../../../src/connections/events/event-delivery.service.js';
import type { ExpiryWarnings } from '../../../../src/connections/upkeep/expiry-warnings.service.js';
import type { HookRemovals } from '../../../../src/connections/upkeep/hook-removals.service.js';
import type { KeepAlive } from '../../../../src/connections/upkeep/keep-alive.service.js';
import type { KeyTrials } from '../../../../src/connections/upkeep/key-trials.service.js';
import type { Revocations } from '../../../../src/connections/upkeep/revocations.service.js';
import type { TokenUpkeep } from '../../../../src/connections/upkeep/token-upkeep.service.js';
import { Upkeep } from '../../../../src/connections/upkeep/upkeep.service.js';
import { tenantId } from '../../../support/database.js';

const due = { tenantId: tenantId('acme'), id: 'a' };

/** Services that note what is asked of them. */
function build(role: 'all' | 'api' | 'worker', enabled: boolean) {
  const done: string[] = [];
  const all = Promise.withResolvers<void>();
  const expected = enabled ? 7 : 5;
  const note = (name: string) => async () => {
    if (!done.includes(name)) done.push(name);
    if (done.length === expected) all.resolve();
  };
  const listDue = async () => [due];
  const upkeep = new Upkeep(
    { role },
    { enabled } as ConnectionEvents,
    { listDue, deliver: note('deliver') } as unknown as EventDelivery,
    { listDue, warn: note('warn') } as unknown as ExpiryWarnings,
    { listDue, keep: note('keep') } as unknown as TokenUpkeep,
    { listDue, attempt: note('attempt') } as unknown as Revocations,
    { listDue, keepAlive: note('keepAlive') } as unknown as KeepAlive,
    { listDue, attempt: note('key') } as unknown as KeyTrials,
    { listDue, attempt: note('hooks') } as unknown as HookRemovals,
  );
  return { upkeep, done, all: all.promise };
}

describe('upkeep', () => {
  let upkeep: Upkeep | undefined;
  afterEach(async () => {
    jest.restoreAllMocks();
    await upkeep?.onModuleDestroy();
  });

  it.each(['all', 'worker'] as const)('does everything in the role %s', async (role) => {
    jest.spyOn(Math, 'random').mockReturnValue(0);
    const built = build(role, true);
    ({ upkeep } = built);
    upkeep.onApplicationBootstrap();
    await built.all;
    expect(built.done.toSorted()).toEqual(['attempt', 'deliver', 'hooks', 'keep', 'keepAlive', 'key', 'warn']);
  });

  it('records and delivers no events where nobody listens', async () => {
    jest.spyOn(Math, 'random').mockReturnValue(0);
    const built = build('all', false);
    ({ upkeep } = built);
    upkeep.onApplicationBootstrap();
    await built.all;
    expect(built.done.toSorted()).toEqual(['attempt', 'hooks', 'keep', 'keepAlive', 'key']);
  });

  it('sets no timer in the role api', () => {
    const timers = jest.spyOn(globalThis, 'setTimeout');
    ({ upkeep } = build('api', true));
    upkeep.onApplicationBootstrap();
    expect(timers).not.toHaveBeenCalled();
  });

  it('sets no timer before the application is up, and none after it ended', async () => {
    const timers = jest.spyOn(globalThis, 'setTimeout');
    ({ upkeep } = build('all', true));
    expect(timers).not.toHaveBeenCalled();
    upkeep.onApplicationBootstrap();
    expect(timers).toHaveBeenCalledTimes(7);
    await upkeep.onModuleDestroy();
    expect(timers).toHaveBeenCalledTimes(7);
  });
});
