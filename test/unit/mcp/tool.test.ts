import { describe, expect, it } from '@jest/globals';
import { fromJsonSchema } from '@modelcontextprotocol/client';
import { ActionRegistry } from '../../../src/actions/registry.js';
import { annotationsOf } from '../../../src/mcp/output-annotations.js';
import { toolOf } from '../../../src/mcp/tool.js';
import { fc } from '../../support/fast-check.ts';

const actions = new ActionRegistry().list();
const tools = actions.map(toolOf);
const action = (id: string) => actions.find((one) => one.id === id) ?? actions[0]!;

/** Every object inside a value, with the names of its members. */
function* objectsIn(value: unknown): Generator<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield value as Record<string, unknown>;
  for (const member of Object.values(value)) yield* objectsIn(member);
}

const accepts = async (schema: object, value: unknown) =>
  !('issues' in (await fromJsonSchema(schema)['~standard'].validate(value)));

/** The answer of a run around an output. */
const answer = (output: unknown) => ({
  runId: 'run_1',
  output,
  changed: false,
  attempts: 1,
  durationMs: 3,
  okta: { status: 200, requestId: null, rateLimit: null },
});

describe('every action as a tool', () => {
  it('has a name that all clients take', () => {
    expect(tools.filter(({ name }) => !/^[a-zA-Z0-9_-]{1,64}$/.test(name))).toEqual([]);
  });

  it('says what it does to the org', () => {
    const hints = new Map(tools.map(({ name, annotations }) => [name, annotations]));
    for (const { id, effect, idempotent } of actions) {
      expect([id, hints.get(id)]).toEqual([
        id,
        expect.objectContaining({
          readOnlyHint: effect === 'read',
          destructiveHint: effect === 'destructive',
          idempotentHint: idempotent,
        }),
      ]);
    }
    expect(new Set(actions.map(({ effect }) => effect)).size).toBe(3);
  });

  it('keeps the platform’s own keywords to itself', () => {
    const ours = (schema: object) =>
      [...objectsIn(schema)].flatMap(Object.keys).filter((name) => name.startsWith('x-'));
    expect(actions.flatMap(({ schemas }) => ours(schemas.input)).length).toBeGreaterThan(0);
    expect(tools.flatMap(({ inputSchema, outputSchema = {} }) => ours({ inputSchema, outputSchema }))).toEqual([]);
  });

  it('takes the example of the catalogue, and refuses what the action refuses', async () => {
    for (const { id, definition } of actions) {
      const { inputSchema } = tools.find(({ name }) => name === id)!;
      // oxlint-disable-next-line no-await-in-loop
      expect([id, await accepts(inputSchema, definition.example.input)]).toEqual([id, true]);
      // oxlint-disable-next-line no-await-in-loop
      expect([id, await accepts(inputSchema, { 'no such field': 1 })]).toEqual([id, false]);
    }
  });

  it('never has its answer thrown away, whatever Okta says', async () => {
    for (const { outputSchema = {} } of tools.filter((_, index) => index % 8 === 0)) {
      const holds = async (output: unknown) => expect(await accepts(outputSchema, answer(output))).toBe(true);
      // oxlint-disable-next-line no-await-in-loop
      await fc.assert(fc.asyncProperty(fc.jsonValue(), holds), { numRuns: 15 });
    }
  });
});

describe('the schema of an output', () => {
  const { output } = action('get-user').schemas;

  it('would refuse an answer that Okta changed, if it were not for the annotations alone', async () => {
    const drifted = { id: 7, status: null, profile: 'gone' };
    expect(await accepts(output, drifted)).toBe(false);
    expect(await accepts(annotationsOf(output), drifted)).toBe(true);
  });

  it('still names the fields and says what they are', () => {
    const { properties } = annotationsOf(output) as { properties: Record<string, { description?: string }> };
    expect(properties['id']).toEqual({ description: 'The id of the user' });
    expect(Object.keys(properties)).toEqual(Object.keys((output as { properties: object }).properties));
  });

  it.each([
    [
      'items',
      { type: 'array', minItems: 1, items: { type: 'string', description: 'a' } },
      { items: { description: 'a' } },
    ],
    [
      'values',
      { additionalProperties: { enum: [1], description: 'b' } },
      { additionalProperties: { description: 'b' } },
    ],
    ['alternatives', { oneOf: [{ type: 'null' }, { title: 'c' }] }, { anyOf: [{ title: 'c' }, {}] }],
    ['nothing', { type: 'null' }, {}],
    ['no schema', true, {}],
  ])('of %s', (_, schema, expected) => {
    expect(annotationsOf(schema)).toEqual(expected);
  });
});

it('a property of an input that is named like a keyword of ours stays', () => {
  const schema = { type: 'object', properties: { 'x-options': { type: 'string', 'x-secret': true } }, 'x-profile': 1 };
  const { inputSchema } = toolOf(
    Object.create(action('get-user'), { schemas: { value: { input: schema, output: {} } } }),
  );
  expect(inputSchema).toEqual({ type: 'object', properties: { 'x-options': { type: 'string' } } });
});
