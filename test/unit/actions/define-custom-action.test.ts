import { describe, expect, it } from '@jest/globals';
import { generic } from '../../../src/actions/catalog/generic.js';
import { requestParts } from '../../../src/actions/request-parts.js';
import { RegisteredAction } from '../../../src/actions/registry.js';
import { wholeAnswer } from '../../../src/actions/whole-answer.js';
import { renderRequest } from '../../../src/okta/render-request.js';
import { answerOf } from './fake-okta.js';

const custom = new RegisteredAction('custom-api-action', 'generic', generic['custom-api-action']);

function narrowed(input: object) {
  const action = custom.for({ method: 'GET', path: '/api/v1/users', ...input });
  const { definition } = action;
  if (definition.kind !== 'direct') throw new Error('The input does not fit');
  return { action, definition };
}

const requestOf = (input: object) => {
  const { definition } = narrowed(input);
  const given = definition.input.parse({ method: 'GET', path: '/api/v1/users', ...input });
  return renderRequest(definition.route, requestParts(definition, given));
};

describe('a custom action', () => {
  it('is destructive and needs nothing in the catalogue, since anything may be sent', () => {
    expect(custom).toMatchObject({ effect: 'destructive', idempotent: false, requiredScopes: [], routes: [] });
  });

  it.each([
    ['GET', '/api/v1/users', 'read', true],
    ['POST', '/api/v1/users', 'write', false],
    ['PUT', '/api/v1/users/1', 'write', true],
    ['PATCH', '/api/v1/users/1', 'write', false],
    ['DELETE', '/api/v1/groups/1', 'destructive', true],
    ['DELETE', '/api/v1/users/1/sessions', 'destructive', true],
    ['DELETE', '/api/v1/users/1', 'destructive', false],
    ['DELETE', '/api/v1/Users/1/', 'destructive', false],
  ])('is, for %s %s, of effect %s and may be repeated: %s', (method, path, effect, idempotent) => {
    expect(narrowed({ method, path }).action).toMatchObject({ effect, idempotent, routes: [`${method} ${path}`] });
  });

  it('stays as it is for an input that does not fit, so that nothing may be run with it', () => {
    for (const input of [undefined, {}, { method: 'HEAD', path: '/api/v1/users' }, { method: 'GET', path: 1 }]) {
      expect(custom.for(input)).toBe(custom);
    }
  });

  it('puts everything where it belongs', () => {
    const query = { q: 'Ada & co', limit: 5, ids: ['a', 'b'], flag: true };
    expect(requestOf({ method: 'POST', query, headers: { 'If-Match': '"1"' }, body: { a: [1] } })).toEqual({
      method: 'POST',
      target: '/api/v1/users?q=Ada%20%26%20co&limit=5&ids=a&ids=b&flag=true',
      headers: { 'if-match': '"1"' },
      body: '{"a":[1]}',
    });
    expect(requestOf({ method: 'PATCH', body: [{ op: 'add' }] }).body).toBe('[{"op":"add"}]');
    expect(requestOf({}).body).toBeUndefined();
  });

  it.each(['application/json; okta-response=omitCredentials', 'application/merge-patch+json'])(
    'sends JSON as %s',
    (type) => {
      expect(requestOf({ headers: { 'Content-Type': type } }).headers).toEqual({ 'content-type': type });
    },
  );

  it.each([
    'Authorization',
    'Host',
    'DPoP',
    'Cookie',
    'Content-Length',
    'Transfer-Encoding',
    'Connection',
    'User-Agent',
    'X-Forwarded-For',
    'X-HTTP-Method-Override',
    'Expect',
    'Upgrade',
    'X-Anything',
    'aUTHORIZATION',
    'a/b~c',
    ' Host',
  ])('does not send a header of the name %j', (name) => {
    expect(() => custom.for({ method: 'GET', path: '/api/v1/users', headers: { [name]: 'x' } })).toThrow(
      expect.objectContaining({ code: 'invalid_input' }),
    );
  });

  it.each([
    { 'Content-Type': 'text/html' },
    { 'Content-Type': 'application/jsonx' },
    { Accept: 'a\r\nHost: evil.example' },
    { Accept: 'ü' },
  ])('does not send the header %j', (headers) => {
    expect(() => requestOf({ headers })).toThrow(expect.objectContaining({ code: 'invalid_input' }));
  });

  it('has changed something where Okta accepted a write', () => {
    const changed = (method: string, status: number) =>
      narrowed({ method }).definition.changed?.({ status, headers: {}, body: null }, {});
    expect([changed('POST', 200), changed('POST', 404), changed('GET', 200)]).toEqual([true, false, false]);
  });
});

describe('a whole answer', () => {
  it('shows useful headers and keeps the others', () => {
    const headers = { 'set-cookie': ['sid=1'], link: ['<a>', '<b>'], etag: '"1"', 'dpop-nonce': 'n', date: 'now' };
    expect(wholeAnswer(answerOf({ id: 1 }, { headers }))).toEqual({
      status: 200,
      headers: { link: '<a>, <b>', etag: '"1"' },
      body: { id: 1 },
    });
  });

  it.each([
    ['', null, null],
    ['null', null, null],
    ['<xml/>', null, '<xml/>'],
    ['false', false, false],
  ])('has for the text %j the body it stands for', (text, json, body) => {
    expect(wholeAnswer({ ...answerOf(null), text, json }).body).toBe(body);
  });
});
