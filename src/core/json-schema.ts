import { z } from 'zod';

export type JsonSchema = Record<string, unknown>;

/** JSON Schema 2020-12 of what a schema takes. */
export const inputSchemaOf = (schema: z.ZodType): JsonSchema => jsonSchema(schema, 'input');

/** JSON Schema 2020-12 of what a schema gives. */
export const outputSchemaOf = (schema: z.ZodType): JsonSchema => jsonSchema(schema, 'output');

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  return z.toJSONSchema(schema, { target: 'draft-2020-12', io, unrepresentable: 'any' });
}
