import type { CompletedRun } from './action-runner.js';

/**
 * The JSON text that answers a run (api: "Running actions"). Okta's own text is put in as it came: it was checked to be
 * JSON and is not built again.
 */
export function runAnswer({ run, execution, paged, cursor }: CompletedRun): string {
  const { last } = execution;
  const okta = last
    ? { status: last.status, requestId: last.requestId ?? null, rateLimit: last.rateLimit ?? null }
    : null;
  const tail = { changed: execution.changed, attempts: execution.attempts, durationMs: run.durationMs, okta };
  return `{"runId":"${run.id}","output":${outputText({ execution, paged, cursor })},${JSON.stringify(tail).slice(1)}`;
}

function outputText({ execution, paged, cursor }: Pick<CompletedRun, 'execution' | 'paged' | 'cursor'>): string {
  if (!paged) return execution.text ?? JSON.stringify(execution.output ?? null);
  const { items } = execution.output as { items: unknown[] };
  return `{"items":${execution.text ?? JSON.stringify(items)},"nextCursor":${JSON.stringify(cursor)}}`;
}
