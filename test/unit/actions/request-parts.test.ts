import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { defineAction, type DirectAction } from '../../../src/actions/define-action.js';
import { requestParts } from '../../../src/actions/request-parts.js';
import type { Route } from '../../../src/okta/okta-request.js';

const action = (route: Route, changes: Partial<DirectAction> = {}): DirectAction => ({
  ...defineAction({
    title: 'A',
    description: 'An action',
    route: 'GET /api/v1/users',
    scopes: [],
    roles: [],
    effect: 'read',
    input: z.strictObject({}),
    output: z.null(),
    example: { input: {}, response: null },
  }),
  route,
  ...changes,
});

describe('what of a flat input goes where', () => {
  it.each([
    ['GET', { path: { userId: 'u' }, query: { expand: 'x', n: 1 } }],
    ['DELETE', { path: { userId: 'u' }, query: { expand: 'x', n: 1 } }],
    ['POST', { path: { userId: 'u' }, query: {}, body: { expand: 'x', n: 1 } }],
    ['PUT', { path: { userId: 'u' }, query: {}, body: { expand: 'x', n: 1 } }],
  ] as const)('%s', (method, expected) => {
    expect(requestParts(action(`${method} /api/v1/users/{userId}`), { userId: 'u', expand: 'x', n: 1 })).toEqual(
      expected,
    );
  });

  it('a POST names what belongs to the query', () => {
    const { query, body } = requestParts(action('POST /api/v1/users', { query: ['activate'] }), {
      activate: false,
      profile: {},
    });
    expect({ query, body }).toEqual({ query: { activate: false }, body: { profile: {} } });
  });

  it('nothing is nobody, and the cursor goes nowhere', () => {
    expect(requestParts(action('POST /api/v1/users'), { cursor: 'x', gone: undefined })).toEqual({
      path: {},
      query: {},
    });
  });

  it('a definition may say it itself', () => {
    const parts = () => ({ query: { filter: 'f' } });
    expect(requestParts(action('GET /api/v1/logs', { parts }), { anything: 1 })).toEqual({ query: { filter: 'f' } });
  });

  it.each([{ expand: { a: 1 } }, { expand: [{}] }, { expand: null }])('refuses what no query can hold: %j', (input) => {
    expect(() => requestParts(action('GET /api/v1/users'), input)).toThrow(TypeError);
  });
});
