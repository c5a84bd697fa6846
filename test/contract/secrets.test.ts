import { describe, expect, it } from '@jest/globals';
import { actions } from './catalogue.ts';
import { nodesOf, type PlacedNode } from './json-schema.ts';

/** Names that hold what opens a door, wherever they occur. */
const SECRET_NAME = /^(value|salt|answer)$|token$|password$|passwordUrl$|activationUrl$/i;

/** Places that bear such a name and open nothing, each with the reason. */
const HARMLESS: Record<string, string> = {
  '/conditions/expression/value': 'the expression of a group rule',
  '/gateways/*/value': 'the addresses of a network zone',
  '/proxies/*/value': 'the addresses of a network zone',
};

const leaks = ({ place, name, node, isProperty }: PlacedNode) =>
  isProperty && !(place in HARMLESS) && node.type === 'string' && SECRET_NAME.test(name) && node['x-secret'] !== true;

describe('every field that opens a door', () => {
  it.each([...actions])('in the input and output of $id is marked as secret', ({ schemas }) => {
    const nodes = [...nodesOf(schemas.input), ...nodesOf(schemas.output)];
    expect(nodes.filter(leaks).map(({ place }) => place)).toEqual([]);
  });

  it('is looked for at all', () => {
    const marked = actions.filter(({ schemas }) =>
      [...nodesOf(schemas.input), ...nodesOf(schemas.output)].some(({ node }) => node['x-secret']),
    );
    expect(marked.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['create-user', 'reset-password', 'expire-password-with-temp', 'activate-user']),
    );
  });
});
