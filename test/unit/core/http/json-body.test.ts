import { describe, expect, test } from '@jest/globals';
import { fc } from '../../../support/fast-check.js';
import { isDeeperThan } from '../../../../src/core/http/json-body.js';

const bytes = (text: string) => Buffer.from(text, 'utf8');

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

describe('isDeeperThan', () => {
  test.each([
    ['1', 0, false],
    ['[]', 0, true],
    ['[[]]', 1, true],
    ['[[]]', 2, false],
    ['[{"a":[]},[]]', 3, false],
    ['[{"a":[]},[]]', 2, true],
    ['"[[[["', 0, false],
    [String.raw`["\"[[[",{"]]]":"\\"}]`, 2, false],
    [String.raw`{"a\\":[[]]}`, 2, true],
  ])('%s and %d: %s', (json, limit, expected) => {
    expect(isDeeperThan(limit, bytes(json))).toBe(expected);
  });

  test('agrees with the parsed value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), fc.nat(7), (value, limit) => {
        expect(isDeeperThan(limit, bytes(JSON.stringify(value)))).toBe(depthOf(value) > limit);
      }),
    );
  });

  test('stands a megabyte of brackets', () => {
    expect(isDeeperThan(100, bytes('['.repeat(1024 * 1024)))).toBe(true);
  });
});
