import type { JsonSchema } from '../core/json-schema.js';

/** Keywords that say something and refuse nothing. */
const ANNOTATIONS = ['title', 'description'] as const;

/**
 * What an output schema tells of its fields, without any keyword that could refuse a value. Clients check what a tool
 * gave against its schema and throw it away where it does not fit; what Okta has done is done, whatever its answer looks
 * like. Pure.
 */
export function annotationsOf(schema: unknown): JsonSchema {
  if (!isSchema(schema)) return {};
  const kept: JsonSchema = {};
  for (const keyword of ANNOTATIONS) if (schema[keyword] !== undefined) kept[keyword] = schema[keyword];
  const { properties, items, additionalProperties } = schema;
  if (isSchema(properties)) kept['properties'] = eachOf(properties);
  if (isSchema(items)) kept['items'] = annotationsOf(items);
  if (isSchema(additionalProperties)) kept['additionalProperties'] = annotationsOf(additionalProperties);
  return { ...kept, ...alternativesOf(schema) };
}

const eachOf = (properties: JsonSchema): JsonSchema =>
  Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, annotationsOf(schema)]));

/** Alternatives that say nothing are left out; `oneOf` would refuse what fits two of them. */
function alternativesOf({ anyOf, oneOf }: JsonSchema): JsonSchema {
  const alternatives = [anyOf, oneOf].flatMap((list): unknown[] => (Array.isArray(list) ? list : []));
  const telling = alternatives.map(annotationsOf).filter((alternative) => Object.keys(alternative).length > 0);
  return telling.length > 0 ? { anyOf: [...telling, {}] } : {};
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
