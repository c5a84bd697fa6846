import { readFileSync } from 'node:fs';
import type { z } from 'zod';

/** A JSON file beside the contract tests, checked. */
export function readJson<T extends z.ZodType>(file: string, schema: T): z.output<T> {
  return schema.parse(JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8')));
}
