import { expect, test } from '@jest/globals';
import { parseForm } from '../../../../src/core/http/form-body.js';

test('reads what browsers write', () => {
  expect([...parseForm('a=1&b=x+y%26z&c=%E2%82%AC&d=')]).toEqual([
    ['a', '1'],
    ['b', 'x y&z'],
    ['c', '€'],
    ['d', ''],
  ]);
});

test('joins the values of one name, as of ticked boxes', () => {
  expect(parseForm('tasks=one&tasks=two').get('tasks')).toBe('one two');
});

test('knows no names that nobody sent, such as those of every object', () => {
  const form = parseForm('__proto__=evil&constructor=evil');
  expect(form.get('toString')).toBeUndefined();
  expect(({} as { evil?: string }).evil).toBeUndefined();
});
