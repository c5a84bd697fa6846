import { expect, test } from '@jest/globals';
import { Canaries, spellings } from './canaries.ts';

const SECRET = 'canary secret/ü+"1234567890"';

test.each(spellings(SECRET))('a planted secret is found as %s', (spelling) => {
  const canaries = new Canaries();
  canaries.plant('secret', SECRET);
  expect(canaries.in(`before ${spelling} after`)).toEqual(['secret']);
});

test.each([0, 1, 2, 3, 4])('a planted secret is found in the base64 of a text in which it stands at %d', (at) => {
  const canaries = new Canaries();
  canaries.plant('secret', SECRET);
  const text = Buffer.from(`${'-'.repeat(at)}${SECRET} and more`);
  expect([text.toString('base64'), text.toString('base64url')].map((written) => canaries.in(written))).toEqual([
    ['secret'],
    ['secret'],
  ]);
});

test('nothing is found where nothing is, and short secrets are not looked for', () => {
  const canaries = new Canaries();
  canaries.plant('secret', SECRET);
  expect(canaries.in('canary')).toEqual([]);
  expect(() => canaries.plant('short', 'abc')).toThrow('too short');
});
