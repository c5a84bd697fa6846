import { describe, expect, it } from '@jest/globals';
import { merged, replacement } from '../../../src/actions/replacement.js';

describe('the replacement of an object', () => {
  it('has everything but what Okta sets itself', () => {
    const present = {
      id: '1',
      name: 'Office',
      system: false,
      created: 'a',
      lastUpdated: 'b',
      _links: {},
      _embedded: {},
    };
    expect(replacement(present)).toEqual({ name: 'Office', system: false });
  });

  it('keeps properties that nobody here knows', () => {
    expect(replacement({ id: '1', brandNew: { deep: [1] } })).toEqual({ brandNew: { deep: [1] } });
  });
});

describe('a merged object', () => {
  it('has the changes at every depth and keeps the rest', () => {
    const present = { name: 'A', settings: { age: { maxAgeDays: 90, historyCount: 5 }, lockout: { maxAttempts: 10 } } };
    const change = { settings: { age: { maxAgeDays: 30 } } };
    expect(merged(present, change)).toEqual({
      name: 'A',
      settings: { age: { maxAgeDays: 30, historyCount: 5 }, lockout: { maxAttempts: 10 } },
    });
  });

  it.each([
    ['a list takes the place of a list', { a: [1, 2] }, { a: [3] }, { a: [3] }],
    ['null stays null', { a: { b: 1 } }, { a: null }, { a: null }],
    ['an object takes the place of null', { a: null }, { a: { b: 1 } }, { a: { b: 1 } }],
    ['undefined changes nothing', { a: 1 }, { a: undefined }, { a: 1 }],
    ['what is new is added', { a: 1 }, { b: 2 }, { a: 1, b: 2 }],
  ])('%s', (_, present, change, result) => {
    expect(merged(present, change)).toEqual(result);
  });

  it('leaves what it was made of as it was', () => {
    const present = { a: { b: 1 } };
    merged(present, { a: { c: 2 } });
    expect(present).toEqual({ a: { b: 1 } });
  });

  it('takes a property named __proto__ for a property', () => {
    const change = JSON.parse('{"__proto__": {"polluted": true}}') as Record<string, unknown>;
    const result = merged({}, change);
    expect(Object.getPrototypeOf(result)).toBe(Object.prototype);
    expect(Object.hasOwn(result, '__proto__')).toBe(true);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
