import { describe, expect, it } from '@jest/globals';
import { pathParameters, requestParts } from '../../src/actions/request-parts.js';
import { renderRequest } from '../../src/okta/render-request.js';
import { exampleInput, operations } from './catalogue.ts';

const cases = operations.flatMap(({ name, operation }) =>
  pathParameters(operation.route).map((parameter) => ({ name, operation, parameter })),
);

type Case = (typeof cases)[number];

const inputWith = ({ operation, parameter }: Case, value: string) => ({
  ...exampleInput(operation),
  [parameter]: value,
});

const targetWith = (given: Case, value: string) =>
  renderRequest(given.operation.route, requestParts(given.operation, inputWith(given, value))).target;

const SEGMENTS = /\//g;

describe('every path parameter', () => {
  it.each(cases)('$parameter of $name refuses empty and dot segments in its schema', (given) => {
    const refused = ['', '.', '..'].filter(
      (value) => !given.operation.input.safeParse(inputWith(given, value)).success,
    );
    expect(refused).toEqual(['', '.', '..']);
  });

  it.each(cases)('$parameter of $name refuses them when it is rendered, too', (given) => {
    for (const value of ['', '.', '..']) {
      expect(() => targetWith(given, value)).toThrow(expect.objectContaining({ code: 'invalid_input' }));
    }
  });

  it.each(cases)('$parameter of $name stays one segment whatever is in it', (given) => {
    const plain = targetWith(given, 'x');
    const target = targetWith(given, 'a/b?c#d%e');
    expect(target).toContain('/a%2Fb%3Fc%23d%25e');
    expect(target.match(SEGMENTS)).toEqual(plain.match(SEGMENTS));
  });

  it.each(cases)('$parameter of $name takes a login with + and @', (given) => {
    expect(given.operation.input.safeParse(inputWith(given, 'ada+test@example.com')).success).toBe(true);
    expect(targetWith(given, 'ada+test@example.com')).toContain('/ada%2Btest%40example.com');
  });
});
