import type { Tool } from '@modelcontextprotocol/server';
import type { RegisteredAction } from '../actions/registry.js';
import { RunAnswer } from '../actions/run-answer.js';
import { type JsonSchema, outputSchemaOf } from '../core/json-schema.js';
import { annotationsOf } from './output-annotations.js';

/** The action as a tool of the Model Context Protocol; the tool's name is the action's id. Pure. */
export function toolOf({ id, definition, effect, idempotent, schemas }: RegisteredAction): Tool {
  const { title, description } = definition;
  const readOnlyHint = effect === 'read';
  return {
    name: id,
    title,
    description,
    inputSchema: { ...withoutExtensions(schemas.input), type: 'object' },
    outputSchema: { ...answerSchema(schemas.output), type: 'object' },
    annotations: { title, readOnlyHint, destructiveHint: effect === 'destructive', idempotentHint: idempotent },
  };
}

/** The answer of a run: our own part exactly, Okta's as far as its fields can be named without refusing any. */
function answerSchema(output: JsonSchema): JsonSchema {
  const { properties, ...rest } = outputSchemaOf(RunAnswer);
  return { ...rest, properties: { ...Object(properties), output: annotationsOf(output) } };
}

/** Without the keywords that only a platform understands: pick lists, profile places, marks for our own log. */
function withoutExtensions(schema: JsonSchema): JsonSchema {
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([keyword]) => !keyword.startsWith('x-'))
      .map(([keyword, value]) => [keyword, keyword === 'properties' ? eachProperty(value) : plain(value)]),
  );
}

const plain = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(plain);
  return typeof value === 'object' && value !== null ? withoutExtensions({ ...value }) : value;
};

/** A property may bear any name, also one like an extension. */
const eachProperty = (properties: unknown): JsonSchema =>
  Object.fromEntries(Object.entries({ ...Object(properties) }).map(([name, schema]) => [name, plain(schema)]));
