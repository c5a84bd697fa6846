import { describe, expect, it } from '@jest/globals';
import type { Arrival } from '../../../../src/triggers/events/event-intake.service.js';
import { ArrivalGroups } from '../../../../src/triggers/hooks/arrival-groups.js';
import { tenantId } from '../../../support/database.js';

const arrivalOf = (uuid: string, changes: Partial<Arrival> = {}): Arrival => ({
  tenantId: tenantId('acme'),
  connectionId: 'con_1',
  source: 'hook',
  events: [{ uuid, published: '2026-02-01T12:00:00.000Z', eventType: 'user.account.lock' }],
  ...changes,
});

describe('arrivals', () => {
  it('of a connection are stored together while the last store is under way, those of others apart', async () => {
    const gate = Promise.withResolvers<void>();
    const stored: string[] = [];
    const groups = new ArrivalGroups(async ({ connectionId, events }) => {
      stored.push(`${connectionId}: ${events.map(({ uuid }) => uuid).join()}`);
      await gate.promise;
    });
    const first = groups.add(arrivalOf('a'));
    await Promise.resolve();
    const others = [
      groups.add(arrivalOf('b')),
      groups.add(arrivalOf('c')),
      groups.add(arrivalOf('d', { connectionId: 'con_2' })),
    ];
    await Promise.resolve();
    expect(stored).toEqual(['con_1: a', 'con_2: d']);
    gate.resolve();
    await Promise.all([first, ...others]);
    expect(stored).toEqual(['con_1: a', 'con_2: d', 'con_1: b,c']);
  });

  it('fail together, and the next ones are tried all the same; what belongs to them is done', async () => {
    let failing = true;
    const done: string[] = [];
    const groups = new ArrivalGroups(async ({ within }) => {
      if (failing) throw new RangeError('no');
      await within?.();
    });
    const within = async () => void done.push('noted');
    await expect(Promise.allSettled([groups.add(arrivalOf('a')), groups.add(arrivalOf('b'))])).resolves.toMatchObject([
      { status: 'rejected' },
      { status: 'rejected' },
    ]);
    failing = false;
    await Promise.all([groups.add(arrivalOf('c', { within })), groups.add(arrivalOf('d', { within }))]);
    expect(done).toEqual(['noted', 'noted']);
  });
});
