import { describe, expect, it } from '@jest/globals';
import { fc } from '../../support/fast-check.js';
import { renderRequest } from '../../../src/okta/render-request.js';

const ROUTE = 'DELETE /api/v1/groups/{groupId}/users/{userId}';
const render = (userId: string) => renderRequest(ROUTE, { path: { groupId: '00g1', userId } }).target;

const invalid = (pointer: string) =>
  expect.objectContaining({
    code: 'invalid_input',
    details: expect.objectContaining({ errors: [expect.objectContaining({ pointer })] }),
  });

describe('renderRequest', () => {
  it('gives method, path, query, body and headers', () => {
    const request = renderRequest('POST /api/v1/users/{userId}/lifecycle/activate', {
      path: { userId: '00u1' },
      query: { sendEmail: false },
      body: { a: 'ä' },
      headers: { 'If-Match': 'W/"1"' },
    });
    expect(request).toEqual({
      method: 'POST',
      target: '/api/v1/users/00u1/lifecycle/activate?sendEmail=false',
      body: '{"a":"ä"}',
      headers: { 'if-match': 'W/"1"' },
    });
  });

  it('leaves out what is not given', () => {
    expect(renderRequest('GET /api/v1/users', { query: { q: undefined } })).toEqual({
      method: 'GET',
      target: '/api/v1/users',
    });
    expect(renderRequest('GET /api/v1/users')).toEqual({ method: 'GET', target: '/api/v1/users' });
  });

  it.each([
    ['ada@acme.example', 'ada%40acme.example'],
    ['ada+test@acme.example', 'ada%2Btest%40acme.example'],
    ['a/b', 'a%2Fb'],
    ['a?b#c', 'a%3Fb%23c'],
    ['100%', '100%25'],
    ['a%2fb', 'a%252fb'],
    ['a b', 'a%20b'],
    ['a;b=c', 'a%3Bb%3Dc'],
    ['a\\b', 'a%5Cb'],
    ['...', '...'],
    ['.a', '.a'],
    ['a..b', 'a..b'],
    ['Ünal', '%C3%9Cnal'],
  ])('encodes %j as one segment', (value, segment) => {
    expect(render(value)).toBe(`/api/v1/groups/00g1/users/${segment}`);
  });

  it.each(
    [
      ['', '.', '..', '%2e', '%2E%2e', '.%2e', '%2e.', '%252e%252e', '%25252e', '../x', 'a/../b', 'a/./b', 'x/..'],
      ['..%2fx', '%2e%2e%2fx', '%2e%2e%5cx', '..\\x', 'a\\..\\b', '..;', '..;x=y', 'a/..;/b', '.;', '%2e%2e%3bx'],
      ['%252525252525252e', 'a\0b', 'a\nb', 'a\r\nb', 'a\u007fb', 'a\u0085b', '\ud800', 'x'.repeat(1_025)],
    ].flat(),
  )('refuses %j', (value) => {
    expect(() => render(value)).toThrow(invalid('/input/userId'));
  });

  it('is needed: encodeURIComponent lets dot segments through, and a URL parser resolves them', () => {
    const naive = `https://acme.okta.com/api/v1/groups/00g1/users/${encodeURIComponent('..')}`;
    expect(new URL(naive).pathname).toBe('/api/v1/groups/00g1/');
  });

  it('keeps the number of segments whatever the parameters are', () => {
    const pieces = fc.constantFrom('.', '..', '/', '%2e', '%2f', '\\', ';', '?', '#', 'a', '\0', ' ', '%', 'ü');
    const value = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces, { maxLength: 6 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(value, (userId) => {
        const target = rendered(userId);
        if (target === undefined) return;
        const { pathname, search, hash } = new URL(target, 'https://acme.okta.com');
        expect([pathname, search, hash]).toEqual([target, '', '']);
        expect(decodedSegments(pathname)).toEqual(['', 'api', 'v1', 'groups', '00g1', 'users', userId]);
      }),
      { numRuns: 2_000 },
    );
  });

  it('never refuses an id or an address as people have them', () => {
    // Okta takes a login with a slash by its user's id only.
    const address = fc.emailAddress().filter((text) => !text.includes('/'));
    fc.assert(
      fc.property(fc.oneof(address, fc.stringMatching(/^00[a-z][A-Za-z0-9]{17}$/)), (userId) => {
        expect(rendered(userId)).toBe(`/api/v1/groups/00g1/users/${encodeURIComponent(userId)}`);
      }),
    );
  });

  it('repeats the name for arrays in the query, and encodes names and values', () => {
    const { target } = renderRequest('GET /api/v1/users', {
      query: { expand: ['a', 'b&c'], search: 'profile.login eq "x"', limit: 5, 'a b': true, none: [] },
    });
    expect(target).toBe('/api/v1/users?expand=a&expand=b%26c&search=profile.login%20eq%20%22x%22&limit=5&a%20b=true');
  });

  it('gives back any query value that a server parses', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (q) => {
        const { target } = renderRequest('GET /api/v1/users', { query: { q } });
        expect(new URL(target, 'https://acme.okta.com').searchParams.getAll('q')).toEqual([q]);
      }),
    );
    expect(() => renderRequest('GET /api/v1/users', { query: { q: '\udc00' } })).toThrow(invalid('/input/q'));
  });

  it('points to a path parameter that is missing', () => {
    expect(() => renderRequest(ROUTE, { path: { groupId: '00g1' } })).toThrow(invalid('/input/userId'));
    expect(() => renderRequest('GET /api/v1/users/{constructor}', { path: {} })).toThrow(invalid('/input/constructor'));
  });

  it('takes a parameter that the route does not have for a mistake of the definition', () => {
    expect(() => renderRequest('GET /api/v1/users', { path: { userId: 'x' } })).toThrow(
      expect.objectContaining({ code: 'internal_error' }),
    );
  });

  it('sends null, false and the empty object as JSON', () => {
    expect(renderRequest('PUT /api/v1/users', { body: null }).body).toBe('null');
    expect(renderRequest('PUT /api/v1/users', { body: {} }).body).toBe('{}');
  });

  it.each(
    [
      [
        'Authorization',
        'HOST',
        'cookie',
        'content-length',
        'Transfer-Encoding',
        'DPoP',
        'X-Okta-Retry-For',
        'connection',
      ],
      ['X-Forwarded-For', 'proxy-authorization', 'User-Agent', 'X-HTTP-Method-Override'],
    ].flat(),
  )('refuses the header %s', (name) => {
    expect(() => renderRequest('GET /api/v1/users', { headers: { [name]: 'x' } })).toThrow(
      invalid(`/input/headers/${name.toLowerCase()}`),
    );
  });

  it.each([
    ['a b', 'x'],
    ['', 'x'],
    ['x\r\nhost', 'x'],
  ])('refuses %j as the name of a header', (name, value) => {
    expect(() => renderRequest('GET /api/v1/users', { headers: { [name]: value } })).toThrow(invalid('/input/headers'));
  });

  it.each(['a\r\nhost: evil', 'a\0', 'ü', 'x'.repeat(4_097)])('refuses %j as the value of a header', (value) => {
    expect(() => renderRequest('GET /api/v1/users', { headers: { accept: value } })).toThrow(
      invalid('/input/headers/accept'),
    );
  });
});

function rendered(userId: string): string | undefined {
  try {
    return render(userId);
  } catch (error) {
    expect(error).toMatchObject({ code: 'invalid_input' });
    return undefined;
  }
}

const decodedSegments = (path: string) => path.split('/').map(decodeURIComponent);
