import { ConnectorError } from '../../core/errors.js';
import type { Execution } from '../action-executor.js';
import type { Run } from './run.js';

function ended(run: Run): Pick<Run, 'finishedAt' | 'durationMs'> {
  const finishedAt = new Date();
  return { finishedAt, durationMs: Math.max(0, finishedAt.getTime() - run.startedAt.getTime()) };
}

/** The run as it ended well. */
export function succeeded(run: Run, { changed, attempts, last }: Execution): Run {
  const okta = { oktaStatus: last?.status ?? null, oktaRequestId: last?.requestId ?? null };
  return { ...run, ...ended(run), ...okta, status: 'succeeded', changed, attempts };
}

/** The run as it failed; only the code and Okta's own words are kept. */
export function failed(run: Run, error: unknown): Run {
  const known = error instanceof ConnectorError ? error : undefined;
  const upstream = known?.details.upstream;
  return {
    ...run,
    ...ended(run),
    status: 'failed',
    errorCode: known?.code ?? 'internal_error',
    error: upstream ?? null,
    oktaStatus: upstream?.status ?? null,
    oktaRequestId: upstream?.requestId ?? null,
  };
}

/** The run of a caller who left before the end of a list. */
export function abandoned(run: Run): Run {
  return { ...run, ...ended(run), status: 'failed', errorCode: 'abandoned' };
}
