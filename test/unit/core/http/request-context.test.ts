import { expect, test } from '@jest/globals';
import { pathOf, RequestContext } from '../../../../src/core/http/request-context.js';

test.each([
  ['/v1/connections?name=x', '/v1/connections'],
  ['/a?b?c', '/a'],
  ['/a#b', '/a'],
  ['http://other.example/v1/actions?x', '/v1/actions'],
  ['http://other.example', '/'],
  ['*', '*'],
  ['', '/'],
])('the path of %s is %s', (target, path) => {
  expect(pathOf(target)).toBe(path);
});

test('a context is there for all that its work starts, and nowhere else', async () => {
  const context = new RequestContext('r1', '/', 'http://localhost');
  const inside = await context.run(async () => {
    await Promise.resolve();
    return RequestContext.find();
  });
  expect(inside).toBe(context);
  expect(RequestContext.find()).toBeUndefined();
});
