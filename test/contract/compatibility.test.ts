import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import type { RegisteredAction } from '../../src/actions/registry.js';
import { actions } from './catalogue.ts';
import { nodesOf } from './json-schema.ts';
import { readJson } from './read-json.ts';

/**
 * What recipes rely on. `catalogue.json` holds it as of the last commit; to bring it up to date run this file with
 * UPDATE_CATALOGUE=1, and say in CHANGELOG.md what a caller will notice.
 */
const Promised = z.strictObject({
  effect: z.string(),
  paged: z.boolean(),
  scopes: z.array(z.string()),
  /** Places in the input, such as `/profile/login`. */
  required: z.array(z.string()),
  inputs: z.array(z.string()),
});

type Promised = z.output<typeof Promised>;

const FILE = new URL('catalogue.json', import.meta.url);

const sorted = (places: string[]) => [...new Set(places)].toSorted();

function promisedBy({ effect, definition, requiredScopes, schemas }: RegisteredAction): Promised {
  const nodes = [...nodesOf(schemas.input)];
  return {
    effect,
    paged: definition.paged,
    scopes: requiredScopes,
    required: sorted(nodes.flatMap(({ place, node }) => (node.required ?? []).map((name) => `${place}/${name}`))),
    inputs: sorted(nodes.filter(({ isProperty }) => isProperty).map(({ place }) => place)),
  };
}

const current: Record<string, Promised> = Object.fromEntries(actions.map((action) => [action.id, promisedBy(action)]));

function asText(catalogue: Record<string, Promised>): string {
  const lines = Object.entries(catalogue).map(
    ([id, promised]) => `  ${JSON.stringify(id)}: ${JSON.stringify(promised)}`,
  );
  return `{\n${lines.join(',\n')}\n}\n`;
}

if (process.env['UPDATE_CATALOGUE'] === '1') writeFileSync(FILE, asText(current));

const committed = readJson('catalogue.json', z.record(z.string(), Promised));

/** What breaks recipes that worked with `before`. */
function breaches(before: Record<string, Promised>, after: Record<string, Promised>): string[] {
  return Object.entries(before).flatMap(([id, was]) => {
    const is = after[id];
    if (!is) return [`${id} is gone`];
    return [
      ...is.required.filter((name) => !was.required.includes(name)).map((name) => `${id} now requires ${name}`),
      ...was.inputs.filter((name) => !is.inputs.includes(name)).map((name) => `${id} no longer takes ${name}`),
      ...is.scopes.filter((scope) => !was.scopes.includes(scope)).map((scope) => `${id} now needs ${scope}`),
      ...(was.effect === 'read' && is.effect !== 'read' ? [`${id} no longer runs on read-only connections`] : []),
      ...(was.paged === is.paged ? [] : [`${id} has another output`]),
    ];
  });
}

describe('compatibility with the committed catalogue', () => {
  it('breaks no recipe', () => {
    expect(breaches(committed, current)).toEqual([]);
  });

  it('is committed as it is now', () => {
    expect(readFileSync(FILE, 'utf8')).toBe(asText(current));
  });
});

describe('the comparison', () => {
  const was: Promised = { effect: 'read', paged: false, scopes: [], required: [], inputs: ['/userId'] };

  it.each<[string, Record<string, Promised>]>([
    ['an action that is gone', {}],
    ['an input that became required', { a: { ...was, required: ['/userId'] } }],
    ['an input that is gone', { a: { ...was, inputs: [] } }],
    ['a scope that is needed in addition', { a: { ...was, scopes: ['okta.users.read'] } }],
    ['a read that became a write', { a: { ...was, effect: 'write' } }],
    ['an answer that became a list', { a: { ...was, paged: true } }],
  ])('notices %s', (_, after) => {
    expect(breaches({ a: was }, after)).toHaveLength(1);
  });

  it('permits new actions and new optional inputs', () => {
    expect(breaches({ a: was }, { a: { ...was, inputs: ['/userId', '/expand'] }, b: was })).toEqual([]);
  });
});
