import { describe, expect, it } from '@jest/globals';
import { pageLines } from '../../../src/actions/page-lines.js';
import { fc } from '../../support/fast-check.js';

const page = (items: readonly unknown[]) => ({ items: [...items], nextCursor: null });
const cut = (text: string): string => String(pageLines({ page: page(JSON.parse(text) as unknown[]), text }));
const itemsOf = (lines: string): unknown[] =>
  lines
    .split('\n')
    .slice(0, -1)
    .map((line): unknown => JSON.parse(line));

/** JSON's white space, also where JSON.stringify puts none. */
const blank = fc.string({ unit: fc.constantFrom(' ', '\t', '\n', '\r'), maxLength: 3 });

describe('the lines of a page', () => {
  it.each([
    ['compact', undefined],
    ['laid out', 2],
  ])("are Okta's items, one a line, of %s text", (_, indent) => {
    const tricky = fc.array(fc.oneof(fc.jsonValue(), fc.constantFrom('],[', '{"', '\\"},{', '\\', 'ä\n\u2028€😀')));
    fc.assert(
      fc.property(tricky, blank, blank, (items, before, after) => {
        const lines = cut(`${before}${JSON.stringify(items, undefined, indent)}${after}`);
        expect(itemsOf(lines)).toEqual(JSON.parse(JSON.stringify(items)));
        expect(lines.endsWith('\n')).toBe(items.length > 0);
      }),
    );
  });

  it('end alike with \\n, also where the text is laid out with \\r\\n', () => {
    expect(
      cut('[\r\n  {"a": 1},\r\n  {"b": 2}\r\n]\r\n')
        .split('\n')
        .map((line) => line.trim()),
    ).toEqual(['{"a": 1}', '{"b": 2}', '']);
  });

  it("hold Okta's text to the letter: no number and no escape is written anew", () => {
    expect(cut('[{"big":12345678901234567890,"one":1.0},{"escaped":"\\u00e9\\u2028"}]')).toBe(
      '{"big":12345678901234567890,"one":1.0}\n{"escaped":"\\u00e9\\u2028"}\n',
    );
  });

  it("are built where Okta's text is not the list", () => {
    expect(pageLines({ page: page([{ a: 1 }, { b: 'x\ny' }]), text: undefined })).toBe('{"a":1}\n{"b":"x\\ny"}\n');
  });

  it('are none of an empty page', () => {
    expect(pageLines({ page: page([]), text: '[ ]' })).toHaveLength(0);
    expect(pageLines({ page: undefined, text: undefined })).toHaveLength(0);
  });
});
