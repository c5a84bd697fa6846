import { ConnectorError, type ErrorCode } from '../core/errors.js';

/** After these it is not known whether Okta carried out the call. */
const UNCLEAR: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['okta_timeout', 'okta_unavailable', 'outcome_unknown']);

/** Whether Okta may have carried out the call that failed with this error. */
export function isUnclear(error: unknown): boolean {
  return error instanceof ConnectorError && UNCLEAR.has(error.code);
}

/**
 * For composites that deactivate something to change it, and failed on the way: the error with a sentence on how the
 * object is left, under its own code. A `remedy` says what is left to do; then running it again as it is would not help.
 */
export function leftBehind(error: unknown, left: { sentence: string; remedy?: string | undefined }): unknown {
  if (!(error instanceof ConnectorError)) return error;
  const { sentence, remedy } = left;
  return new ConnectorError(error.code, `${error.message} ${sentence}`, {
    ...error.details,
    ...(remedy !== undefined && { remedy, retryable: false }),
    cause: error,
  });
}

interface Removal {
  /** What it is, for people: `rule`. */
  noun: string;
  /** The action that makes it ACTIVE again. */
  activateWith: string;
  deactivate: () => Promise<unknown>;
  remove: () => Promise<unknown>;
  activate: () => Promise<unknown>;
}

/**
 * Deletes what Okta deletes only while it is inactive. What is refused is active again afterwards, or the error says
 * that it is not.
 */
export async function removeActive(removal: Removal): Promise<void> {
  try {
    await removal.deactivate();
    await removal.remove();
  } catch (error) {
    throw leftBehind(error, await reactivated(removal));
  }
}

async function reactivated({ noun, activateWith, activate }: Removal): Promise<{ sentence: string; remedy?: string }> {
  try {
    await activate();
    return { sentence: `The ${noun} is still there, and ACTIVE again.` };
  } catch {
    return {
      sentence: `The ${noun} may still be there, INACTIVE.`,
      remedy: `Read the ${noun}; if it is there, make it active again with ${activateWith}, or delete it once more.`,
    };
  }
}
