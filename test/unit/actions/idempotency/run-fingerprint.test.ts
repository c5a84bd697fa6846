import { describe, expect, it } from '@jest/globals';
import { fingerprintOf } from '../../../../src/actions/idempotency/run-fingerprint.js';
import { fc } from '../../../support/fast-check.js';

const of = (input: unknown, actionId = 'a') => fingerprintOf('key', { actionId, input }).request;

describe('the fingerprint of a run', () => {
  it('does not depend on the order of members, at any depth', () => {
    expect(of({ a: 1, b: { c: [{ d: 1, e: 2 }] } })).toBe(of({ b: { c: [{ e: 2, d: 1 }] }, a: 1 }));
  });

  it.each([
    ['a value', { a: 1 }, { a: 2 }],
    ['a type', { a: 1 }, { a: '1' }],
    ['a member', { a: 1 }, { a: 1, b: null }],
    ['the order of a list', { a: [1, 2] }, { a: [2, 1] }],
    ['a list for an object', { a: [['b', 1]] }, { a: { b: 1 } }],
    ['nothing for an empty list', { a: {} }, { a: [] }],
  ])('depends on %s', (_, one, other) => {
    expect(of(one)).not.toBe(of(other));
  });

  it('depends on the action, and its key on the key alone', () => {
    expect(of({}, 'a')).not.toBe(of({}, 'b'));
    const keyHash = (key: string, input: unknown) =>
      fingerprintOf(key, { actionId: 'a', input }).keyHash.toString('hex');
    expect(keyHash('k', 1)).toBe(keyHash('k', 2));
    expect(keyHash('k', 1)).not.toBe(keyHash('l', 1));
  });

  it('is the same for equal JSON, and different for different JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        const copy: unknown = JSON.parse(JSON.stringify(one));
        expect(of(copy)).toBe(of(one));
        fc.pre(JSON.stringify(sorted(one)) !== JSON.stringify(sorted(other)));
        expect(of(other)).not.toBe(of(one));
      }),
    );
  });
});

/** Another way to the same equality: members by name, as text. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  return {
    members: Object.entries(value)
      .map(([name, member]) => JSON.stringify([name, sorted(member)]))
      .toSorted(),
  };
}
