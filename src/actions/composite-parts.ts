import { ConnectorError } from '../core/errors.js';
import { classifyError } from '../core/http/classify-error.js';
import type { CompositeAction, DirectAction } from './action-definition.js';

/** A write that Okta accepted has changed something unless its definition knows better. */
export function hasChanged(action: DirectAction, output: unknown, input: Record<string, unknown>): boolean {
  return action.effect !== 'read' && (action.changed?.(output, input) ?? true);
}

/** Whether a composite lists the part. */
export function mayCall({ uses, mayUse = [] }: CompositeAction, part: DirectAction): boolean {
  return uses.includes(part) || mayUse.some((use) => use.part === part);
}

/**
 * The error of a composite that has changed something before. To send it again does no harm where that holds for all of
 * its parts; else a retry would do the first part twice, whatever the last error alone would permit.
 */
export function halfDone({ uses, mayUse = [] }: CompositeAction, error: unknown): unknown {
  const known = classifyError(error);
  const repeatable = [...uses, ...mayUse.map(({ part }) => part)].every(({ idempotent }) => idempotent);
  if (!known.retryable || repeatable) return error;
  const detail = `A part of this was carried out before it failed: ${known.message}`;
  const remedy = 'Look in Okta what has been done, and do the rest.';
  return new ConnectorError(known.code, detail, { ...known.details, remedy, retryable: false, cause: error });
}
