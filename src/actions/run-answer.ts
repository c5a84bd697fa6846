import type { CompletedRun } from './action-runner.js';

/**
 * The JSON text that answers a run. Okta's own text is put in as it came: it was checked to be JSON and is not built
 * again.
 */
export function runAnswer({ run, execution, cursor }: CompletedRun): string {
  const { changed, attempts, last } = execution;
  const okta = last
    ? { status: last.status, requestId: last.requestId ?? null, rateLimit: last.rateLimit ?? null }
    : null;
  const rest = JSON.stringify({ changed, attempts, durationMs: run.durationMs, okta });
  return `{"runId":"${run.id}","output":${outputText({ execution, cursor })},${rest.slice(1)}`;
}

function outputText({ execution, cursor }: Pick<CompletedRun, 'execution' | 'cursor'>): string {
  const { page, text, output } = execution;
  if (!page) return text ?? JSON.stringify(output ?? null);
  return `{"items":${text ?? JSON.stringify(page.items)},"nextCursor":${JSON.stringify(cursor)}}`;
}
