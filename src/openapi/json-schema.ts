import { z } from 'zod';
import type { JsonSchema } from './openapi-types.js';

const LOCAL_REFERENCE = /"\$ref":"#\/\$defs\//g;

export interface ConvertedSchema {
  schema: JsonSchema;
  /** The schema's own definitions, by the name of the component they become. */
  components: Record<string, JsonSchema>;
}

/** A JSON Schema document as part of an OpenAPI document: its `$defs` become components. */
export function embedSchema(document: object): ConvertedSchema {
  const { $schema: _dialect, $defs, ...schema } = retarget(document);
  return { schema, components: isSchemas($defs) ? $defs : {} };
}

/** The JSON Schema of a zod schema, for what is sent (`input`) or answered (`output`). */
export function schemaOf(schema: z.ZodType, io: 'input' | 'output'): ConvertedSchema {
  return embedSchema(z.toJSONSchema(schema, { target: 'draft-2020-12', io, unrepresentable: 'any' }));
}

function retarget(document: object): JsonSchema {
  const text = JSON.stringify(document).replaceAll(LOCAL_REFERENCE, '"$ref":"#/components/schemas/');
  return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
}

function isSchemas(value: unknown): value is Record<string, JsonSchema> {
  return typeof value === 'object' && value !== null;
}
