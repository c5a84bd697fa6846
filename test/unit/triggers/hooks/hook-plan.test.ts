import { describe, expect, it } from '@jest/globals';
import { eligibleTypesOf, spreadTypes, wantedTypes } from '../../../../src/triggers/hooks/hook-plan.js';
import { fc } from '../../../support/fast-check.js';

const type = fc.integer({ min: 0, max: 60 }).map((number) => `type.${number}`);
const types = fc.uniqueArray(type, { maxLength: 40 });
/** Hooks as a former plan left them: no type twice. */
const present = fc
  .tuple(types, fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 5 }))
  .map(([all, ordinals]) =>
    ordinals.map((ordinal, index) => ({
      ordinal,
      eventTypes: all.filter((_, position) => position % ordinals.length === index).slice(0, 7),
    })),
  );
const PER_HOOK = 7;

describe('event types over hooks', () => {
  it('are all there, once, in as few hooks as there may be', () => {
    fc.assert(
      fc.property(types, present, (wanted, hooks) => {
        const shares = spreadTypes(wanted, hooks, PER_HOOK);
        expect(shares.flatMap(({ eventTypes }) => eventTypes).toSorted()).toEqual(wanted.toSorted());
        expect(shares.length).toBe(Math.ceil(wanted.length / PER_HOOK));
        expect(new Set(shares.map(({ ordinal }) => ordinal)).size).toBe(shares.length);
        expect(shares.every(({ eventTypes }) => eventTypes.length <= PER_HOOK)).toBe(true);
      }),
    );
  });

  it('stay where they are when nothing changes, and one more changes one hook', () => {
    fc.assert(
      fc.property(types, present, type, (wanted, hooks, added) => {
        const first = spreadTypes(wanted, hooks, PER_HOOK);
        expect(spreadTypes(wanted.toReversed(), first, PER_HOOK)).toEqual(first);
        const second = spreadTypes([...new Set([...wanted, added])], first, PER_HOOK);
        const before = new Map(first.map(({ ordinal, eventTypes }) => [ordinal, eventTypes.join()]));
        const changed = second.filter(({ ordinal, eventTypes }) => before.get(ordinal) !== eventTypes.join());
        expect(changed.length).toBe(wanted.includes(added) ? 0 : 1);
      }),
    );
  });

  it('of a hook that holds more than it may go elsewhere', () => {
    const wanted = ['a', 'b', 'c'];
    expect(spreadTypes(wanted, [{ ordinal: 4, eventTypes: wanted }], 2)).toEqual([
      { ordinal: 0, eventTypes: ['c'] },
      { ordinal: 4, eventTypes: ['a', 'b'] },
    ]);
  });

  it('are those of live subscriptions that hear by hooks', () => {
    const of = (
      eventType: string,
      mode: 'realtime' | 'hybrid' | 'polling',
      status: 'active' | 'paused' | 'disabled',
    ) => ({
      mode,
      status,
      eventTypes: [eventType, 'user.lifecycle.delete.completed'],
    });
    expect(
      wantedTypes([
        of('user.lifecycle.create', 'realtime', 'active'),
        of('user.account.lock', 'hybrid', 'paused'),
        of('group.lifecycle.create', 'polling', 'active'),
        of('group.lifecycle.delete', 'hybrid', 'disabled'),
      ]),
    ).toEqual(['user.account.lock', 'user.lifecycle.create']);
  });

  it('of a subscription to everything are all that hooks may carry', () => {
    expect(eligibleTypesOf({ eventTypes: null })).toHaveLength(314);
  });
});
