import { describe, expect, it } from '@jest/globals';
import { fc } from '../../support/fast-check.js';
import { nextTarget, nextTargetInBody } from '../../../src/okta/link-header.js';

const ORG = {
  origin: 'https://acme.okta.com',
  linkHosts: ['acme.okta.com', 'acme-admin.okta.com', 'login.acme.example'],
};
const SELF = '<https://acme.okta.com/api/v1/users?limit=2>; rel="self"';
const NEXT = '<https://acme.okta.com/api/v1/users?after=200u&limit=2>; rel="next"';
const TARGET = '/api/v1/users?after=200u&limit=2';

const next = (link: string | string[] | undefined) => nextTarget({ link }, ORG);

describe('nextTarget', () => {
  it.each([
    ['two header lines', [SELF, NEXT]],
    ['one line joined by a comma', `${SELF}, ${NEXT}`],
    ['joined without a space', `${NEXT},${SELF}`],
    ['rel without quotes', '<https://acme.okta.com/api/v1/users?after=200u&limit=2>; rel=next'],
    ['several relations', '<https://acme.okta.com/api/v1/users?after=200u&limit=2>; rel="last next"'],
    ['upper case', '<https://ACME.okta.com/api/v1/users?after=200u&limit=2> ; REL = "NEXT"'],
    [
      'other parameters before',
      '<https://acme.okta.com/api/v1/users?after=200u&limit=2>; title="a, \\"b\\"; c"; rel="next"',
    ],
    ['the admin host', '<https://acme-admin.okta.com/api/v1/users?after=200u&limit=2>; rel="next"'],
    ['the custom domain', '<https://login.acme.example/api/v1/users?after=200u&limit=2>; rel="next"'],
    ['the default port', '<https://acme.okta.com:443/api/v1/users?after=200u&limit=2>; rel="next"'],
    ['no origin', `<${TARGET}>; rel="next"`],
  ])('reads %s', (_, link) => {
    expect(next(link)).toBe(TARGET);
  });

  it.each([
    ['no header', undefined],
    ['self only', SELF],
    ['an empty header', ''],
    ['garbage', 'next next <'],
    ['next as part of a word', '<https://acme.okta.com/api/v1/users?x=next>; rel="nextish"'],
    ['next in a title', '<https://acme.okta.com/api/v1/users>; title="; rel=next"; rel="self"'],
  ])('finds the end at %s', (_, link) => {
    expect(next(link)).toBeUndefined();
  });

  it('keeps path and query as they are, commas and semicolons included', () => {
    const target = '/api/v1/logs?filter=a+eq+%22b,c;d%22&after=x%2By';
    expect(next(`${SELF}, <https://acme.okta.com${target}>; rel="next"`)).toBe(target);
  });

  it.each(
    [
      [
        'https://evil.example/api/v1/users',
        'https://acme.okta.com.evil.example/api/v1/users',
        '//evil.example/api/v1/users',
      ],
      ['https://acme.okta.com@evil.example/api/v1/users', 'https://user@acme.okta.com/api/v1/users'],
      ['https://acme.okta.com:8443/api/v1/users', 'https://other.okta.com/api/v1/users', 'https://acme.okta.com'],
      [
        'https://acme.okta.com/admin',
        'https://acme.okta.com/api/v1/../../admin',
        'https://acme.okta.com\\@evil.example/x',
      ],
      ['ftp://acme.okta.com/api/v1/users', 'javascript:alert(1)', 'https://127.0.0.1/api/v1/users', ''],
    ].flat(),
  )('never follows %j', (href) => {
    expect(() => next(`<${href}>; rel="next"`)).toThrow(
      expect.objectContaining({ code: 'okta_unavailable', retryable: false }),
    );
  });

  it('takes the port of a development origin as part of the host', () => {
    const org = { origin: 'http://127.0.0.1:9000', linkHosts: ['127.0.0.1:9000'] };
    expect(nextTarget({ link: '<http://127.0.0.1:9000/api/v1/users?after=1>; rel="next"' }, org)).toBe(
      '/api/v1/users?after=1',
    );
    expect(() => nextTarget({ link: '<http://127.0.0.1:9001/api/v1/users>; rel="next"' }, org)).toThrow();
  });

  it('gives a target, the end or the refusal for any header', () => {
    const pieces = fc.constantFrom(
      '<',
      '>',
      ';',
      ',',
      '"',
      '\\',
      ' rel=',
      'next',
      'https://acme.okta.com/api/v1/',
      'a=',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        try {
          const target = next(parts.join(''));
          expect(target === undefined || target.startsWith('/api/v1/')).toBe(true);
        } catch (error) {
          expect(error).toMatchObject({ code: 'okta_unavailable' });
        }
      }),
    );
  });
});

describe('nextTargetInBody', () => {
  it('reads _links.next.href', () => {
    expect(nextTargetInBody({ value: [], _links: { next: { href: `https://acme.okta.com${TARGET}` } } }, ORG)).toBe(
      TARGET,
    );
  });

  it.each([
    [null],
    [undefined],
    [[]],
    ['text'],
    [{}],
    [{ _links: null }],
    [{ _links: { next: 'x' } }],
    [{ _links: { next: { href: 1 } } }],
  ])('finds the end in %j', (body) => expect(nextTargetInBody(body, ORG)).toBeUndefined());

  it('never leaves the org', () => {
    const body = { _links: { next: { href: 'https://evil.example/api/v1/users' } } };
    expect(() => nextTargetInBody(body, ORG)).toThrow(expect.objectContaining({ code: 'okta_unavailable' }));
  });
});
