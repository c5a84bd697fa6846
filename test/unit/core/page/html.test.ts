import { describe, expect, test } from '@jest/globals';
import { escapeHtml, html, type HtmlValue } from '../../../../src/core/page/html.js';
import { fc } from '../../../support/fast-check.ts';

/** The other way of `escapeHtml`. */
const unescape = (text: string) => text.replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));

describe('the template', () => {
  test('escapes text, also inside attributes', () => {
    const hostile = `"><script>alert('&')</script>\``;
    expect(String(html`<p title="${hostile}">${hostile}</p>`)).toBe(
      '<p title="&#34;&#62;&#60;script&#62;alert(&#39;&#38;&#39;)&#60;/script&#62;&#96;">' +
        '&#34;&#62;&#60;script&#62;alert(&#39;&#38;&#39;)&#60;/script&#62;&#96;</p>',
    );
  });

  test('lets nothing out of its place, and loses nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const escaped = escapeHtml(text);
        expect(escaped).not.toMatch(/[<>"'`]|&(?!#\d+;)/);
        expect(unescape(escaped)).toBe(text);
      }),
    );
  });

  test('takes HTML as it is, once only', () => {
    const part = html`<b>${'<'}</b>`;
    expect(String(html`<p>${part}</p>`)).toBe('<p><b>&#60;</b></p>');
  });

  test.each<[string, HtmlValue]>([
    ['undefined', undefined],
    ['null', null],
    ['false', false],
    ['an empty list', []],
    ['an empty text', ''],
  ])('leaves nothing of %s', (_, value) => {
    expect(String(html`<p>${value}</p>`)).toBe('<p></p>');
  });

  test('writes numbers, and lists in a row', () => {
    expect(String(html`<p>${[0, '<', [html`<br />`, false]]}</p>`)).toBe('<p>0&#60;<br /></p>');
  });

  test('does not take an object that merely looks like HTML', () => {
    const lookalike = JSON.parse('{"text":"<script>"}') as HtmlValue;
    expect(() => html`<p>${lookalike}</p>`).toThrow(TypeError);
  });
});
