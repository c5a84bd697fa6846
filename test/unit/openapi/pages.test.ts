import { describe, expect, test } from '@jest/globals';
import { ERROR_KINDS, type ErrorCode } from '../../../src/core/errors.js';
import { errorPage } from '../../../src/openapi/error-page.js';
import { ERROR_TEXTS } from '../../../src/openapi/error-texts.js';
import { llmsText } from '../../../src/openapi/llms-text.js';
import { REFERENCE_PAGE, REFERENCE_POLICY, START_SCRIPT } from '../../../src/openapi/reference-page.js';

describe('the page of error codes', () => {
  const codes = Object.entries(ERROR_KINDS);
  const sectionOf = (code: string) =>
    errorPage()
      .split('<section ')
      .find((section) => section.startsWith(`id="${code}"`)) ?? '';

  test.each(codes)('has an anchor for %s with status, meaning, cause and what to do', (code, { status, title }) => {
    const terms = [...sectionOf(code).matchAll(/<dt>([^<]+)<\/dt><dd>([^<]+)<\/dd>/g)];
    const { cause, todo } = ERROR_TEXTS[code as ErrorCode];
    const written = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
    expect(terms.map(([, term, text]) => [term, text])).toEqual([
      ['status', String(status)],
      ['meaning', written(title)],
      ['cause', written(cause)],
      ['what to do', written(todo)],
      ['retryable', expect.stringMatching(/^(yes|no),/)],
    ]);
  });

  test('has each code once, and a link to each', () => {
    const ids = [...errorPage().matchAll(/<section id="(\w+)"/g)].map(([, id]) => id);
    expect(ids).toEqual(codes.map(([code]) => code));
    for (const id of ids) expect(errorPage()).toContain(`<a href="#${id}"><code>`);
  });

  test('says something else of each code', () => {
    const texts = Object.values(ERROR_TEXTS).flatMap(({ cause, todo }) => [cause, todo]);
    expect(new Set(texts).size).toBeGreaterThan(texts.length - 4);
    for (const text of texts) expect(text.length).toBeGreaterThan(20);
  });

  test('needs no script and nothing from elsewhere', () => {
    expect(errorPage()).not.toMatch(/<script|https?:|\son\w+=/);
  });
});

describe('the reference', () => {
  test('names no other origin and needs no inline script', () => {
    expect(REFERENCE_PAGE + START_SCRIPT).not.toMatch(/https?:|\/\//);
    expect(REFERENCE_PAGE).not.toMatch(/<script(?![^>]*\bsrc=)/);
    expect(REFERENCE_PAGE).not.toMatch(/\son\w+=/);
  });

  test('may not run or ask anything from elsewhere', () => {
    expect(REFERENCE_POLICY).toContain("default-src 'none'");
    expect(REFERENCE_POLICY).toContain("script-src 'self';");
    expect(REFERENCE_POLICY).toContain("connect-src 'self';");
    expect(REFERENCE_POLICY).not.toMatch(/https?:|\*/);
  });
});

describe('llms.txt', () => {
  const text = llmsText('https://okta.example', { actions: 196, triggers: 94, operations: 732 });

  test('has the form of llmstxt.org: title, summary, text, then sections of links', () => {
    const [title, blank, summary] = text.split('\n');
    expect(title).toMatch(/^# \w/);
    expect([blank, summary?.startsWith('> ')]).toEqual(['', true]);
    expect(text.match(/^# /gm)).toHaveLength(1);
    const sections = text.split(/^## /m).slice(1);
    expect(sections.map((section) => section.split('\n')[0])).toEqual(['Documents', 'Catalogues', 'Optional']);
    for (const section of sections) {
      const items = section.split('\n').filter((line) => line.startsWith('- '));
      expect(items.length).toBeGreaterThan(0);
      for (const item of items) expect(item).toMatch(/^- \[[^\]]+\]\(https:\/\/okta\.example\/[^)]+\): \S/);
    }
  });

  test('says how much there is', () => {
    for (const number of ['196', '94', '732']) expect(text).toContain(number);
  });
});
