import type { z } from 'zod';
import { ConnectorError } from '../core/errors.js';

/**
 * Checks an action's input.
 * @throws ConnectorError `invalid_input` with a JSON pointer to each mistake
 */
export function parseInput(schema: z.ZodObject, input: unknown): Record<string, unknown> {
  const parsed = schema.safeParse(input ?? {});
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.flatMap(mistakesOf);
  throw new ConnectorError('invalid_input', `The input has ${errors.length} mistake(s); errors names each.`, {
    errors,
  });
}

function mistakesOf(issue: z.core.$ZodIssue): { pointer: string; message: string }[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      pointer: pointer([...issue.path, key]),
      message: 'is not an input of this action',
    }));
  }
  return [{ pointer: pointer(issue.path), message: issue.message }];
}

const pointer = (path: readonly PropertyKey[]) =>
  ['', 'input', ...path].map((part) => String(part).replaceAll('~', '~0').replaceAll('/', '~1')).join('/');
