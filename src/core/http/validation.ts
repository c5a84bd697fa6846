import { Injectable, StandardSchemaValidationPipe, type ArgumentMetadata } from '@nestjs/common';
import { ConnectorError, type InputMistake } from '../errors.js';

const MAX_MISTAKES = 50;

type Issue = {
  readonly message: string;
  readonly path?: ReadonlyArray<PropertyKey | { readonly key: PropertyKey }> | undefined;
  /** zod names the unknown fields of an object here. */
  readonly keys?: unknown;
};

const WHERE: Partial<Record<ArgumentMetadata['type'], string>> = {
  body: 'The request body is not valid',
  query: 'The query parameters are not valid',
  param: 'A path parameter is not valid',
};

/**
 * The mistakes as JSON pointers (RFC 6901) and messages; an unknown field gets a pointer of its own. Messages name
 * types and limits, never the value that was sent.
 */
function toMistakes(issues: readonly Issue[], prefix: readonly PropertyKey[] = []): InputMistake[] {
  return issues.flatMap(({ message, path = [], keys }): InputMistake[] => {
    const steps = [...prefix, ...path.map((step) => (typeof step === 'object' ? step.key : step))];
    if (!Array.isArray(keys) || keys.length === 0) return [{ pointer: pointerOf(steps), message }];
    return keys.map((key) => ({ pointer: pointerOf([...steps, String(key)]), message: 'Unknown field' }));
  });
}

/** The error for input that does not fit its schema; `prefix` leads from the body to the value that was checked. */
export function invalidInput(
  issues: readonly Issue[],
  { prefix = [], where = 'The input is not valid' }: { prefix?: readonly PropertyKey[]; where?: string } = {},
): ConnectorError {
  const errors = toMistakes(issues, prefix).slice(0, MAX_MISTAKES);
  return new ConnectorError('invalid_input', `${where}: see errors for each mistake.`, { errors });
}

function pointerOf(steps: readonly PropertyKey[]): string {
  return steps.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** Checks what `@Body({schema})`, `@Query({schema})` and `@Param('id', {schema})` declare, and hands on the parsed value. */
@Injectable()
export class InputValidationPipe extends StandardSchemaValidationPipe {
  override async transform<T>(value: T, metadata: ArgumentMetadata): Promise<T> {
    const { schema, data } = metadata;
    if (!schema || metadata.type === 'custom') return value;
    const result = await this.validate<T>(value, schema);
    if (!result.issues) return result.value;
    const where = WHERE[metadata.type];
    throw invalidInput(result.issues, { prefix: data === undefined ? [] : [data], ...(where && { where }) });
  }
}
