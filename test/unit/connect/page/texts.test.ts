import { describe, expect, test } from '@jest/globals';
import { ENGLISH } from '../../../../src/connect/page/english.js';
import { textsFor } from '../../../../src/connect/page/texts.js';

describe('the language', () => {
  test.each([undefined, '', '*', 'en', 'en-GB,en;q=0.8', 'tlh,en;q=0.1', 'tlh', 'en;q=0', 'x;;;q==,,', 'constructor'])(
    'of a browser that asks for %s is one that there is',
    (accepted) => {
      expect(textsFor(accepted)).toBe(ENGLISH);
    },
  );

  test('is named as browsers know it', () => {
    expect(Intl.getCanonicalLocales(ENGLISH.page.lang)).toEqual([ENGLISH.page.lang]);
  });
});

/** Every text of the catalogue by its place; functions are called with numbers, which all of them can show. */
function textsOf(value: unknown, place: string): [string, string][] {
  if (typeof value === 'string') return [[place, value]];
  if (typeof value === 'function') return [[place, String((value as (...given: number[]) => unknown)(2, 3, 4))]];
  return Object.entries(value as object).flatMap(([name, part]) => textsOf(part, `${place}.${name}`));
}

test('the catalogue has no empty text, no HTML and no value that is lost', () => {
  const texts = textsOf(ENGLISH, 'texts');
  expect(texts.length).toBeGreaterThan(100);
  const wrong = texts.filter(([, text]) => text.trim() === '' || /<\w|undefined|\[object|NaN/.test(text));
  expect(wrong).toEqual([]);
});
