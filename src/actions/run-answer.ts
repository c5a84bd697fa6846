import { z } from 'zod';
import type { ErrorCode } from '../core/errors.js';
import type { CompletedRun } from './action-runner.js';

/** The answer to a run, as the OpenAPI document has it. */
export const RunAnswer = z.object({
  runId: z.string().describe('The run in GET /v1/runs/{runId}'),
  output: z.unknown().describe("Okta's own answer; null where Okta answers nothing"),
  changed: z.boolean().describe('False where there was nothing left to do'),
  attempts: z.int().describe('How often Okta was called, retries included'),
  durationMs: z.int().describe('Milliseconds in this service, Okta included'),
  okta: z
    .object({
      status: z.int(),
      requestId: z.string().nullable().describe('For questions to Okta'),
      rateLimit: z
        .object({ limit: z.int(), remaining: z.int(), resetAt: z.iso.datetime() })
        .nullable()
        .describe('What is left for the whole org, as Okta said'),
    })
    .nullable()
    .describe("Okta's last answer; null where Okta was not asked"),
});

/** What a run may end in besides Okta's refusals. */
export const RUN_PROBLEMS: readonly ErrorCode[] = [
  'read_only_connection',
  'outcome_unknown',
  'idempotency_in_progress',
  'idempotency_key_reused',
];

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
