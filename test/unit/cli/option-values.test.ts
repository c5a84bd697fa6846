import { describe, expect, test } from '@jest/globals';
import { checkList } from '../../../src/cli/check-list.js';
import { tenantValue, timeValue } from '../../../src/cli/option-values.js';
import { textTable } from '../../../src/cli/text-table.js';

describe('a time', () => {
  test.each([
    ['2026-11-22T09:00:00Z', '2026-11-22T09:00:00.000Z'],
    ['2026-11-22T09:00:00.123Z', '2026-11-22T09:00:00.123Z'],
    ['2026-11-22T09:00+01:00', '2026-11-22T08:00:00.000Z'],
  ])('%s is %s', (text, time) => {
    expect(timeValue(text).toISOString()).toBe(time);
  });

  test.each([
    ['90m', 5_400_000],
    ['12h', 43_200_000],
    ['7d', 604_800_000],
  ])('%s is so long ago', (text, ms) => {
    const [before, time, after] = [Date.now(), timeValue(text).getTime(), Date.now()];
    expect(time).toBeGreaterThanOrEqual(before - ms);
    expect(time).toBeLessThanOrEqual(after - ms);
  });

  test.each([
    '',
    'yesterday',
    '2026-11-22',
    '2026-11-22T09:00:00',
    '0d',
    '-1d',
    '7',
    '7w',
    '2026-13-01T00:00:00Z',
    '123456d',
  ])('"%s" is none', (text) => {
    expect(() => timeValue(text)).toThrow(/Use a time/);
  });
});

test('a tenant is one by the same rule as everywhere', () => {
  expect(tenantValue('acme-1')).toBe('acme-1');
  for (const text of ['', 'a b', 'a/b', 'x'.repeat(129)]) expect(() => tenantValue(text)).toThrow(/1 to 128/);
});

test('a table has its columns below one another, and no blanks at the end', () => {
  expect(
    textTable([
      ['ID', 'NAME'],
      ['con_1', 'A'],
      ['c', 'Longer'],
    ]),
  ).toEqual(['ID     NAME', 'con_1  A', 'c      Longer']);
});

test('a check list puts the remedy below what it mends', () => {
  const lines = checkList([
    { status: 'pass', title: 'Clock', detail: 'Fine.', remedy: null },
    { status: 'fail', title: 'Schema', detail: 'Old.', remedy: 'Migrate.' },
  ]);
  expect(lines).toEqual(['pass  Clock   Fine.', 'fail  Schema  Old.', '              → Migrate.']);
  expect(checkList([])).toEqual([]);
});
