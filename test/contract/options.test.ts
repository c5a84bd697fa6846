import { describe, expect, it } from '@jest/globals';
import { OPTION_SOURCES } from '../../src/actions/options/option-sources.js';
import { actions } from './catalogue.ts';
import { nodesOf, type PlacedNode } from './json-schema.ts';

/** The sources that the API promises, in its order, and one that it does not. */
const PROMISED = [
  'users',
  'groups',
  'apps',
  'groupRules',
  'eventTypes',
  'userTypes',
  'factors',
  'roles',
  'policies',
  'zones',
  'devices',
];

/** Inputs that name one thing of a source, by the last name of their place. */
const NAMED_BY_ID: Record<string, string> = {
  userId: 'users',
  groupId: 'groups',
  groupIds: 'groups',
  appId: 'apps',
  groupRuleId: 'groupRules',
  policyId: 'policies',
  zoneId: 'zones',
  deviceId: 'devices',
  factorId: 'factors',
  realmId: 'realms',
  role: 'roles',
  roleIdOrLabel: 'roles',
};

const sources = new Set(Object.keys(OPTION_SOURCES));

const optionsOf = ({ node }: PlacedNode) => node['x-options'];

/** Places of an input that should name a source and do not. */
const unnamed = ({ schemas }: { schemas: { input: object } }) =>
  [...nodesOf(schemas.input)]
    .filter(({ node }) => node.type === 'string')
    .filter(({ name }) => NAMED_BY_ID[name] !== undefined)
    .filter((placed) => optionsOf(placed) !== NAMED_BY_ID[placed.name])
    .map(({ place }) => place);

describe('the pick lists', () => {
  it('are all that the API promises', () => {
    expect([...sources]).toEqual(expect.arrayContaining(PROMISED));
  });

  it.each([...actions])('that $id names exist', ({ schemas }) => {
    const named = [...nodesOf(schemas.input)].map(optionsOf).filter((name) => name !== undefined);
    expect(named.filter((name) => !sources.has(name))).toEqual([]);
  });

  it.each([...actions])('are named wherever $id takes an id of one', (action) => {
    expect(unnamed(action)).toEqual([]);
  });

  it('are named by something (control)', () => {
    const named = new Set(actions.flatMap(({ schemas }) => [...nodesOf(schemas.input)].map(optionsOf)));
    expect([...named]).toEqual(expect.arrayContaining(['users', 'groups', 'apps']));
    const input = { properties: { userId: { type: 'string' }, groupId: { type: 'string', 'x-options': 'groups' } } };
    expect(unnamed({ schemas: { input } })).toEqual(['/userId']);
  });
});
