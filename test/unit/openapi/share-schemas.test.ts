import { describe, expect, test } from '@jest/globals';
import type { JsonSchema, OpenApi } from '../../../src/openapi/openapi-types.js';
import { shareSchemas } from '../../../src/openapi/share-schemas.js';

const NAME: JsonSchema = { type: 'string', maxLength: 9 };
const USER: JsonSchema = { type: 'object', description: 'A user', properties: { name: NAME } };
const REFERENCE = { $ref: '#/components/schemas/User' };

function share(schema: JsonSchema, named: Record<string, JsonSchema>, schemas: Record<string, JsonSchema> = {}) {
  const components = { schemas, responses: {}, parameters: {}, headers: {}, securitySchemes: {} };
  const operation = { responses: { '200': { content: { 'application/json': { schema } } } } };
  const paths = { '/users': { get: operation } };
  const document: OpenApi = {
    openapi: '3.1.0',
    info: {},
    servers: [],
    tags: [],
    'x-tagGroups': [],
    paths,
    webhooks: {},
    components,
  };
  const shared = shareSchemas(document, named);
  const answer = shared.paths['/users']?.get?.responses['200'] as (typeof operation.responses)['200'];
  return { schema: answer.content['application/json'].schema, schemas: shared.components.schemas };
}

describe('a schema with a name', () => {
  test('stands in the components, and a reference in its place', () => {
    expect(share(USER, { User: USER })).toEqual({ schema: REFERENCE, schemas: { User: USER } });
  });

  test('is found at any depth, and within what has a name itself', () => {
    const list = { type: 'array', items: { anyOf: [USER, { type: 'null' }] } };
    const { schema, schemas } = share(list, { User: USER, Name: NAME });
    expect(schema).toEqual({ type: 'array', items: { anyOf: [REFERENCE, { type: 'null' }] } });
    expect(schemas['User']).toMatchObject({ properties: { name: { $ref: '#/components/schemas/Name' } } });
  });

  test('keeps the description that its place gives it', () => {
    const manager = { ...USER, description: 'The manager' };
    expect(share(manager, { User: USER }).schema).toEqual({ ...REFERENCE, description: 'The manager' });
  });

  test('is no component where nothing refers to it', () => {
    expect(share(NAME, { User: USER }).schemas).toEqual({});
  });

  test('leaves alone what only looks like it', () => {
    const other = { ...USER, required: ['name'] };
    expect(share(other, { User: USER }).schema).toEqual(other);
  });

  test('does not take away what was a component', () => {
    expect(share(NAME, {}, { Problem: USER }).schemas).toEqual({ Problem: USER });
  });
});
