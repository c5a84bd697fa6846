import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { actions } from './catalogue.ts';
import { readJson } from './read-json.ts';

/** What the product has promised for an action, from the comparison of other systems with Okta's own description. */
const ExpectedAction = z.strictObject({
  id: z.string(),
  family: z.string(),
  method: z.string(),
  path: z.string(),
  scopes: z.array(z.string()),
  effect: z.string(),
  /** Okta's names of path, query and body inputs; `after` is our cursor. */
  inputs: z.array(z.string()),
});

type ExpectedAction = z.output<typeof ExpectedAction>;

const expected = readJson('expected-actions.json', z.array(ExpectedAction));

const ASPECTS = ['routes', 'scopes', 'effect', 'inputs'] as const;

type Aspect = (typeof ASPECTS)[number];

/** Where an action differs from the table on purpose. The list may only shrink: each entry must still be true. */
const DEVIATIONS: Record<string, Partial<Record<Aspect, string>>> = {
  'search-users': { inputs: 'search is required, and Okta refuses it beside filter and q' },
  'search-groups': { inputs: 'search is required, and Okta refuses it beside filter and q' },
  'find-user-by-login-or-email': { routes: 'an e-mail address that is no login is found by a search' },
  'delete-user': {
    routes: 'reads the user and deactivates a live one, so that no DELETE ever meets a live user',
    inputs: 'permanently is ours',
  },
  'list-user-applications': {
    routes: 'resolves a login to the id that the filter needs',
    scopes: 'reads the user to resolve a login',
    inputs: 'filter and expand are derived from the user',
  },
  'is-user-in-group': { inputs: 'the group to look for is ours' },
  'is-user-locked': { inputs: 'expand would not show in a yes or no' },
  'set-password': { inputs: 'sets the password and nothing else' },
  'upsert-user': { routes: 'looks for the user, then creates or updates' },
  'export-users-csv': { inputs: 'columns take the place of fields and expand' },
  'change-recovery-question': {
    inputs: "provider is in the shared schema but not accepted by this operation's description",
  },
  'universal-logout': { inputs: 'the table names none; the body holds sub_id' },
  'find-group-by-name': { inputs: 'the name is the only input; the search is derived from it' },
  'update-group': { routes: 'Okta replaces whole profiles, so it reads and merges first' },
  'set-group-members': {
    routes: 'adds, removes, and checks first that the group exists',
    effect: 'it can remove members, which is destructive as in remove-user-from-group',
    inputs: 'several users at once, to add and to remove',
  },
  'update-group-rule': {
    routes: 'Okta changes inactive rules only, so it deactivates, replaces and reactivates',
    inputs: 'what Okta sets itself is no input, and it does not change actions',
  },
  'delete-group-rule': { routes: 'Okta deletes inactive rules only, so it reads and deactivates first' },
  'create-application': {
    inputs: 'what Okta sets itself is no input; name, settings and credentials are in the schemas of each sign-on mode',
  },
  'update-application': {
    routes: 'Okta replaces whole applications, so it reads and merges first',
    inputs: 'what Okta sets itself is no input; settings and credentials are in the schemas of each sign-on mode',
  },
  'delete-application': { routes: 'Okta deletes inactive applications only, so it reads and deactivates first' },
  'assign-user-to-application': { inputs: 'what Okta sets itself is no input' },
  'update-application-user': { inputs: 'the table names none; the body holds credentials or profile' },
  'assign-group-to-application': { inputs: 'what Okta sets itself is no input' },
  'update-application-group': { inputs: 'the table names none; a JSON patch of priority and profile is derived' },
  'assign-role-to-user': {
    inputs: 'the table names none; type, role and resource-set are in the schemas of each kind',
  },
  'assign-role-to-group': {
    inputs: 'the table names none; type, role and resource-set are in the schemas of each kind',
  },
  'update-custom-role': { routes: 'Okta wants label and description, so it reads the one that is not given' },
  'create-policy': {
    inputs: 'what Okta sets itself is no input; conditions and settings are in the schemas of each type',
  },
  'update-policy': {
    routes: 'Okta replaces whole policies, so it reads and merges first',
    inputs: 'what Okta sets itself is no input; conditions and settings are in the schemas of each type',
  },
  'list-policy-rules': { inputs: 'Okta takes a limit but no cursor, so it gives the whole list' },
  'create-policy-rule': {
    inputs: 'what Okta sets itself is no input; conditions and actions are in the schemas of each type',
  },
  'update-policy-rule': {
    routes: 'Okta replaces whole rules, so it reads and merges first',
    inputs: 'what Okta sets itself is no input; conditions and actions are in the schemas of each type',
  },
  'simulate-policy': { inputs: 'the body is a list; its one item is flat here' },
  'create-network-zone': {
    inputs: 'what Okta sets itself is no input; addresses and places are in the schemas of each type',
  },
  'update-network-zone': {
    routes: 'Okta replaces whole zones, so it reads and merges first',
    inputs: 'what Okta sets itself is no input; addresses and places are in the schemas of each type',
  },
  'enroll-factor': {
    inputs: 'what Okta sets itself is no input; factorProfileId and verify are in the schemas of each factor type',
  },
  'activate-factor': { inputs: 'the table names none; the proof is in the schemas of each factor type' },
  'verify-factor': { inputs: 'the table names no proof; it is in the schemas of each factor type' },
  'update-user-schema': { inputs: 'the others are read-only: Okta sets them' },
  'map-profile-source-attributes': { inputs: 'the records of the source and their mapping are ours' },
  'list-realm-users': { inputs: 'the realm leads the search, and Okta refuses it beside filter and q' },
  'update-realm-for-user': { inputs: 'moves the user and nothing else' },
  'get-recent-logons-by-user': { inputs: 'the filter is derived from the user' },
  'get-recent-logons-by-ip': { inputs: 'the filter is derived from the address' },
  'get-login-failures': { inputs: 'the filter is derived from user and address' },
  'custom-api-action': { routes: 'the caller gives method and path' },
  'create-event-hook': { inputs: 'the others are read-only: Okta sets them' },
  'update-event-hook': {
    routes: 'Okta replaces whole hooks, so it reads and merges first',
    inputs: 'the others are read-only: Okta sets them',
  },
  'create-authorization-server-scope': { inputs: 'id, system and links are read-only: Okta sets them' },
  'list-campaigns': { inputs: "the table names none; these are of Okta's Governance API" },
  'create-campaign': { inputs: "the table names none; these are of Okta's Governance API" },
  'list-reviews': { inputs: "the table names none; these are of Okta's Governance API" },
  'list-entitlements': { inputs: "the table names none; these are of Okta's Governance API" },
  'list-grants': { inputs: "the table names none; these are of Okta's Governance API" },
  'create-grant': { inputs: "the table names none; these are of Okta's Governance API" },
};

const USER_NAMES = new Set(['id', 'userIdOrLogin']);

/** The table's path with our names: `{id}` and `{userIdOrLogin}` of a user are `{userId}`. */
const renamed = (path: string) => path.replace(/\/users\/\{(id|userIdOrLogin)\}/, '/users/{userId}');

function inputsOf({ path, inputs }: ExpectedAction): string[] {
  const inPath = new Set([...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name));
  // A star marks what the table knows as required.
  const names = inputs.map((name) => name.replace(/\*$/, ''));
  return names.map((name) => (inPath.has(name) && USER_NAMES.has(name) ? 'userId' : name));
}

function differences(row: ExpectedAction): Aspect[] {
  const action = actions.find(({ id }) => id === row.id);
  if (!action) throw new Error(`${row.id} is not in the catalogue`);
  const ours = new Set(Object.keys(action.definition.input.shape).filter((name) => name !== 'cursor'));
  const theirs = new Set(inputsOf(row));
  const sameInputs =
    [...theirs].every((name) => ours.has(name)) && [...ours].every((name) => theirs.has(name) || name === 'limit');
  const same: Record<Aspect, boolean> = {
    routes: String(action.routes) === `${row.method} ${renamed(row.path)}`,
    scopes: String(action.requiredScopes) === String(row.scopes),
    effect: action.effect === row.effect,
    inputs: sameInputs,
  };
  return ASPECTS.filter((aspect) => !same[aspect]);
}

describe('the catalogue', () => {
  it('has every action that was promised, in the order of the table', () => {
    expect(actions.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
  });

  it.each(expected)('has $id in its family', ({ id, family }) => {
    expect(actions.find((action) => action.id === id)?.family).toBe(family);
  });

  it.each(expected)(
    'has $id with the route, scopes, effect and inputs of the table, but for known deviations',
    (row) => {
      expect(differences(row)).toEqual(Object.keys(DEVIATIONS[row.id] ?? {}));
    },
  );
});
