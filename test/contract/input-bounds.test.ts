import { describe, expect, it } from '@jest/globals';
import { actions } from './catalogue.ts';
import { nodesOf, type PlacedNode, type SchemaNode } from './json-schema.ts';

const inputNodes = (schemas: { input: object }) => [...nodesOf(schemas.input as SchemaNode)];

const places = (nodes: PlacedNode[]) => nodes.map(({ place }) => place);

describe('every input', () => {
  it.each([...actions])('of $id has strings with an end', ({ schemas }) => {
    const endless = ({ node }: PlacedNode) =>
      node.type === 'string' && node.maxLength === undefined && node.enum === undefined && node.const === undefined;
    expect(places(inputNodes(schemas).filter(endless))).toEqual([]);
  });

  it.each([...actions])('of $id has arrays with an end', ({ schemas }) => {
    const endless = ({ node }: PlacedNode) => node.type === 'array' && node.maxItems === undefined;
    expect(places(inputNodes(schemas).filter(endless))).toEqual([]);
  });

  it.each([...actions])('of $id describes each of its fields', ({ schemas }) => {
    const mute = ({ node, isProperty }: PlacedNode) => isProperty && (node.description ?? '').length < 5;
    expect(places(inputNodes(schemas).filter(mute))).toEqual([]);
  });

  it.each([...actions])('of $id knows the type of each of its fields', ({ schemas }) => {
    const shapeless = ({ node, isProperty }: PlacedNode) =>
      isProperty && !node.type && !node.anyOf && !node.oneOf && !node.enum && node.const === undefined;
    expect(places(inputNodes(schemas).filter(shapeless))).toEqual([]);
  });

  it.each([...actions])('of $id refuses fields that it does not have', ({ definition }) => {
    const input = { ...(definition.example.input as object), noSuchField: 1 };
    expect(definition.input.safeParse(input).success).toBe(false);
  });
});
