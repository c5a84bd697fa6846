import { describe, expect, test } from '@jest/globals';
import { actionPaths, type DocumentedAction } from '../../../src/openapi/action-paths.js';

const ACTION: DocumentedAction = {
  id: 'suspend-user',
  family: 'users',
  title: 'Suspend user',
  description: 'Blocks sign-in.',
  effect: 'write',
  paged: false,
  requiredScopes: ['okta.users.manage'],
  requiredRoles: ['USER_ADMIN'],
  routes: ['POST /api/v1/users/{userId}/lifecycle/suspend'],
  inputSchema: { $schema: 'x', type: 'object', properties: { userId: { type: 'string' } }, required: ['userId'] },
  outputSchema: { $schema: 'x', type: 'null' },
  example: { input: { userId: '00u1' }, response: null },
};

const operationOf = (changes: Partial<DocumentedAction> = {}) => {
  const { paths, components } = actionPaths([{ ...ACTION, ...changes }]);
  const operation = Object.values(paths)[0]?.post;
  if (!operation) throw new Error('there is no operation');
  return { paths, components, operation, text: JSON.stringify(operation) };
};

test('an action is a path of its own, under its id', () => {
  const { paths, operation } = operationOf();
  expect(Object.keys(paths)).toEqual(['/v1/connections/{connectionId}/actions/suspend-user']);
  expect(operation).toMatchObject({
    operationId: 'suspend-user',
    summary: 'Suspend user',
    tags: ['users'],
    security: [{ bearer: ['actions:run'] }],
    'x-effect': 'write',
    'x-okta-scopes': ['okta.users.manage'],
    'x-okta-roles': ['USER_ADMIN'],
  });
  expect(operation.parameters).toEqual([
    { $ref: '#/components/parameters/ConnectionId' },
    { $ref: '#/components/parameters/DryRun' },
    { $ref: '#/components/parameters/IdempotencyKey' },
    { $ref: '#/components/parameters/Prefer' },
    { $ref: '#/components/parameters/TenantId' },
  ]);
});

describe('the body', () => {
  const schemaOf = (inputSchema: object) =>
    operationOf({ inputSchema }).operation.requestBody as {
      content: { 'application/json': { schema: Record<string, unknown>; example: unknown } };
    };

  test('holds the input, and nothing beside it', () => {
    const { schema, example } = schemaOf(ACTION.inputSchema).content['application/json'];
    expect(schema).toEqual({
      type: 'object',
      properties: { input: { type: 'object', properties: { userId: { type: 'string' } }, required: ['userId'] } },
      required: ['input'],
      additionalProperties: false,
    });
    expect(example).toEqual({ input: { userId: '00u1' } });
  });

  test('may lack an input in which nothing is required', () => {
    expect(schemaOf({ type: 'object' }).content['application/json'].schema).not.toHaveProperty('required');
  });
});

describe('the answer', () => {
  test('is a run with the action’s output', () => {
    const { operation } = operationOf();
    expect(operation.responses['200']).toMatchObject({
      content: {
        'application/json': {
          schema: {
            anyOf: [
              { allOf: [{ $ref: '#/components/schemas/Run' }, { properties: { output: { type: 'null' } } }] },
              { $ref: '#/components/schemas/DryRun' },
            ],
          },
        },
      },
    });
  });

  test('has an example: a run with the output, a page where the action is paged', () => {
    const exampleOf = (changes: Partial<DocumentedAction>) =>
      (operationOf(changes).operation.responses['200'] as { content: { 'application/json': { example: object } } })
        .content['application/json'].example;
    expect(exampleOf({})).toMatchObject({ output: null, changed: true, okta: { status: 200 } });
    const list = { paged: true, effect: 'read' as const, example: { input: {}, response: [{ id: '00u1' }] } };
    expect(exampleOf(list)).toMatchObject({ output: { items: [{ id: '00u1' }], nextCursor: null }, changed: false });
  });

  test('may come later', () => {
    expect(operationOf().operation.responses['202']).toEqual({ $ref: '#/components/responses/queued' });
  });

  test('of a list may also be NDJSON', () => {
    expect(operationOf({ paged: true }).text).toContain('application/x-ndjson');
    expect(operationOf().text).not.toContain('application/x-ndjson');
  });
});

describe('problems', () => {
  const codesOf = (changes: Partial<DocumentedAction>) =>
    Object.keys(operationOf(changes).components.responses).join('.').split('.');

  test('of our own and of Okta are documented by status', () => {
    const { operation } = operationOf();
    const statuses = [
      '400',
      '401',
      '403',
      '404',
      '409',
      '413',
      '415',
      '422',
      '424',
      '429',
      '500',
      '501',
      '502',
      '503',
      '504',
    ];
    expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(statuses));
  });

  test('of writing are those of actions that write', () => {
    const writing = ['read_only_connection'];
    expect(codesOf({ effect: 'write' })).toEqual(expect.arrayContaining(writing));
    expect(codesOf({ effect: 'read' }).filter((code) => writing.includes(code))).toEqual([]);
  });

  test('of idempotency keys are those of every action', () => {
    const codes = ['idempotency_in_progress', 'idempotency_key_reused', 'outcome_unknown'];
    expect(codesOf({ effect: 'read' })).toEqual(expect.arrayContaining(codes));
  });

  test('refer to responses that exist', () => {
    const { text, components } = operationOf();
    const all = [...text.matchAll(/#\/components\/responses\/([^"]+)/g)].map(([, name]) => name);
    const names = all.filter((name) => name !== 'queued');
    expect(names.length).toBeGreaterThan(10);
    for (const name of names) expect(components.responses).toHaveProperty([name ?? '']);
  });
});

test('definitions inside a schema become components', () => {
  const inputSchema = { type: 'object', properties: { a: { $ref: '#/$defs/Id' } }, $defs: { Id: { type: 'string' } } };
  const { components, text } = operationOf({ inputSchema });
  expect(components.schemas['Id']).toEqual({ type: 'string' });
  expect(text).toContain('"$ref":"#/components/schemas/Id"');
  expect(text).not.toContain('$defs');
});
