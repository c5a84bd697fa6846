import { describe, expect, test } from '@jest/globals';
import { ERROR_KINDS } from '../../../src/core/errors.js';
import { errorPage } from '../../../src/openapi/error-page.js';
import { REFERENCE_PAGE, REFERENCE_POLICY, START_SCRIPT } from '../../../src/openapi/reference-page.js';

describe('the page of error codes', () => {
  test.each(Object.entries(ERROR_KINDS))('has an anchor for %s with its status', (code, { status }) => {
    expect(errorPage()).toMatch(new RegExp(`<tr id="${code}"><td><code>${code}</code></td><td>${status}</td>`));
  });

  test('escapes the texts', () => {
    expect(errorPage()).not.toMatch(/<td>[^<]*[<>&"](?!\/?td|amp;|quot;|lt;|gt;|code)/);
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
