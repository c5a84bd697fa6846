import { describe, expect, it } from '@jest/globals';
import { requestParts } from '../../src/actions/request-parts.js';
import { renderRequest } from '../../src/okta/render-request.js';
import { actions, operations } from './catalogue.ts';

describe('every example', () => {
  it.each(actions.map(({ id, definition }) => ({ id, definition })))('of $id is a valid input', ({ definition }) => {
    expect(definition.input.safeParse(definition.example.input).error).toBeUndefined();
  });

  it.each(actions.map(({ id, definition }) => ({ id, definition })))(
    'of $id has a response that fits',
    ({ definition }) => {
      const { response } = definition.example;
      const output = definition.paged ? { items: response, nextCursor: null } : response;
      expect(definition.output.safeParse(output).error).toBeUndefined();
    },
  );

  it.each([...operations])('of $name renders to its route', ({ operation }) => {
    const input = operation.input.parse(operation.example.input);
    const { method, target } = renderRequest(operation.route, requestParts(operation, input));
    const path = operation.route.slice(operation.route.indexOf(' ') + 1);
    const pattern = new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/?]+')}(\\?.*)?$`);
    expect(`${method} ${path}`).toBe(operation.route);
    expect(target).toMatch(pattern);
  });

  it.each([...operations])('of $name names nobody real', ({ operation }) => {
    const addresses = JSON.stringify(operation.example).match(/[\w.+-]+@[\w.-]+/g) ?? [];
    expect(addresses.filter((address) => !/@example\.(com|org)$/.test(address))).toEqual([]);
  });
});
