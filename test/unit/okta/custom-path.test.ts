import { describe, expect, it } from '@jest/globals';
import { assertCustomPath, CUSTOM_PREFIXES } from '../../../src/okta/custom-path.js';

const DOTS = ['..', '%2e%2e', '.%2E', '%2e.', '%252e%252e', '%25252e.', '..;x', '%2e%2e;a=b', '..%3bx'];
const SLASHES = ['/', '%2f', '%2F', '%252f', '\\', '%5c', '%255C', '/./', '/%2e/', ';x/'];
const ELSEWHERE = ['admin/app', 'oauth2/v1/token'];

/** Ways out of a prefix, in the spellings that some server undoes. */
const CLIMBS = CUSTOM_PREFIXES.flatMap((prefix) =>
  DOTS.flatMap((dots) =>
    SLASHES.flatMap((slash) => ELSEWHERE.map((target) => `${prefix}${`${dots}${slash}`.repeat(4)}${target}`)),
  ),
);

const OTHER_WAYS = [
  ['https://evil.example/api/v1/users', 'http://127.0.0.1/api/v1/', '//evil.example/api/v1/users', '/\\evil.example/x'],
  ['/\\/evil.example/api/v1/', '@evil.example/api/v1/', 'api/v1/users', '', '/', '/api/v1', '/api/v2/users', '/admin'],
  ['/API/v1/users', '/oauth2/v1/token', '/oauth2/v1/clientsecrets', '/oauth2/v1/clients-x', '/oauth2/default/v1/keys'],
  ['/.well-known/okta-organization', '/governance/apix', '/%61pi/v1/users', '/api%2fv1/users', '/login/default'],
].flat();

/** What would mean something else on its way: a query, a fragment, another header, other characters. */
const MARKS = [
  '?',
  '#',
  '\\',
  ';',
  '\r\n',
  '\n',
  '\t',
  '\0',
  '\u007f',
  ' ',
  '"',
  '<',
  '{',
  '|',
  '^',
  '`',
  '\u2024',
  '．',
  'ü',
];
const ESCAPES = [
  '%00',
  '%0d%0a',
  '%1f',
  '%7f',
  '%23',
  '%25',
  '%2e',
  '%2f',
  '%3b',
  '%3f',
  '%5c',
  '%c0%ae',
  '%ff',
  '%zz',
  '%',
];

const SMUGGLED = [...MARKS, ...ESCAPES].map((mark) => `/api/v1/users/a${mark}b`);

/** A server that decodes too often, takes backslashes for slashes, and cuts off path parameters. */
function leniently(path: string): string {
  let decoded = path;
  for (let times = 0; times < 4; times += 1) {
    decoded = decoded.replaceAll(/%([0-7][0-9a-f])/gi, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
  }
  const plain = decoded
    .replaceAll('\\', '/')
    .replaceAll(/;[^/]*/g, '')
    .replaceAll(/\/+/g, '/');
  return new URL(plain, 'https://acme.okta.com').pathname;
}

const isBelow = (path: string) => CUSTOM_PREFIXES.some((prefix) => path.startsWith(prefix));

const passes = (path: string): boolean => {
  try {
    assertCustomPath(path);
    return true;
  } catch {
    return false;
  }
};

describe('hostile paths', () => {
  it('are many', () => {
    expect(new Set([...CLIMBS, ...OTHER_WAYS, ...SMUGGLED]).size).toBeGreaterThanOrEqual(500);
  });

  it('pass in none of their spellings', () => {
    expect([...CLIMBS, ...OTHER_WAYS, ...SMUGGLED].filter(passes)).toEqual([]);
  });

  it('would leave the prefix without the check (control)', () => {
    expect(CLIMBS.filter(isBelow)).toEqual(CLIMBS);
    expect(CLIMBS.map(leniently).filter(isBelow)).toEqual([]);
  });

  it('are refused with a pointer to the path', () => {
    for (const path of [CLIMBS[0] ?? '', OTHER_WAYS[0] ?? '', SMUGGLED[0] ?? '']) {
      const refusal = {
        code: 'invalid_input',
        details: { errors: [expect.objectContaining({ pointer: '/input/path' })] },
      };
      expect(() => assertCustomPath(path)).toThrow(expect.objectContaining(refusal));
    }
  });
});

describe('ordinary paths', () => {
  it.each([
    '/api/v1/users',
    '/api/v1/users/ada%40example.com',
    "/api/v1/users/ada+test@o'hara.example",
    '/api/v1/users/ad%C3%A4@example.com',
    '/api/v1/groups/00g1/users/',
    '/api/v1/meta/schemas/user/default',
    '/api/v1/apps/0oa.1/x..y',
    '/governance/api/v1/campaigns',
    '/oauth2/v1/clients',
    '/oauth2/v1/clients/0oa1/roles',
  ])('pass and stay where they are: %s', (path) => {
    expect(passes(path)).toBe(true);
    expect(leniently(path).replace(/\/$/, '')).toBe(leniently(path.replace(/\/$/, '')));
    expect(isBelow(`${leniently(path)}/`)).toBe(true);
  });
});
