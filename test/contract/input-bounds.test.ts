import { describe, expect, it } from '@jest/globals';
import { actions, exampleInput } from './catalogue.ts';
import { nodesOf, type PlacedNode } from './json-schema.ts';

const endless = {
  string: ({ node }: PlacedNode) =>
    node.type === 'string' && node.maxLength === undefined && node.enum === undefined && node.const === undefined,
  array: ({ node }: PlacedNode) => node.type === 'array' && node.maxItems === undefined,
};

const mute = ({ node, isProperty }: PlacedNode) => isProperty && (node.description ?? '').length < 5;

const shapeless = ({ node, isProperty }: PlacedNode) =>
  isProperty && !node.type && !node.anyOf && !node.oneOf && !node.enum && node.const === undefined;

/** The places of an input where something is missing. */
const placesIn = ({ schemas }: { schemas: { input: object } }, lacks: (placed: PlacedNode) => boolean) =>
  [...nodesOf(schemas.input)].filter(lacks).map(({ place }) => place);

describe('every input', () => {
  it.each([...actions])('of $id has strings with an end', (action) => {
    expect(placesIn(action, endless.string)).toEqual([]);
  });

  it.each([...actions])('of $id has arrays with an end', (action) => {
    expect(placesIn(action, endless.array)).toEqual([]);
  });

  it.each([...actions])('of $id describes each of its fields', (action) => {
    expect(placesIn(action, mute)).toEqual([]);
  });

  it.each([...actions])('of $id knows the type of each of its fields', (action) => {
    expect(placesIn(action, shapeless)).toEqual([]);
  });

  it.each([...actions])('of $id refuses fields that it does not have', ({ definition }) => {
    const input = { ...exampleInput(definition), noSuchField: 1 };
    expect(definition.input.safeParse(input).success).toBe(false);
  });
});

const field = (node: object): PlacedNode => ({ place: '/x', name: 'x', node, isProperty: true });

describe('the checks (control)', () => {
  it('notice what has no end, no description and no type', () => {
    expect(endless.string(field({ type: 'string' }))).toBe(true);
    expect(endless.array(field({ type: 'array' }))).toBe(true);
    expect(mute(field({ type: 'string' }))).toBe(true);
    expect(shapeless(field({ description: 'anything' }))).toBe(true);
  });

  it('reach into objects, arrays, alternatives and unnamed properties', () => {
    const leaf = { type: 'string' };
    const schema = {
      properties: { a: { items: { anyOf: [leaf] } }, b: { oneOf: [{ properties: { c: leaf } }] } },
      additionalProperties: leaf,
    };
    const found = [...nodesOf(schema)].filter(endless.string).map(({ place }) => place);
    expect(found).toEqual(['/a/*', '/b/c', '/{name}']);
  });
});
