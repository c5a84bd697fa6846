import { counter, seconds } from '../../core/telemetry/meter.js';
import { inSpan } from '../../core/telemetry/spans.js';
import { ACTION_IDS } from '../registry.js';
import type { Run } from './run.js';

/** How a caller waits for a run. */
export type RunMode = 'direct' | 'queued' | 'batch';

type Ended = Pick<Run, 'actionId' | 'status' | 'errorCode'>;

const OUTCOMES = ['succeeded', 'failed', 'unknown'];
/** Stands for what is not in the catalogue of actions. */
const OPERATION = 'operation';
const LABELS = [...ACTION_IDS, OPERATION];

const runs = counter(
  { name: 'okta_connector_runs_total', description: 'Runs by action and outcome' },
  LABELS.flatMap((action) => OUTCOMES.map((outcome) => ({ action, outcome }))),
);

const drifts = counter(
  { name: 'okta_connector_output_drifts_total', description: "Answers of Okta that do not match the action's output" },
  LABELS.map((action) => ({ action })),
);

const duration = seconds({
  name: 'okta_connector_run_duration_seconds',
  description: 'Runs, from taking one to its answer',
});

const labelOf = (actionId: string): string => (ACTION_IDS.has(actionId) ? actionId : OPERATION);

/** Counts a run that has ended. @param startedAt when it was taken, by `performance.now()` */
export function countRun(run: Ended, mode: RunMode, startedAt: number): void {
  runs.add(1, { action: labelOf(run.actionId), outcome: outcomeOf(run) });
  duration.record((performance.now() - startedAt) / 1_000, { mode });
}

/** Counts a run whose process died. */
export function countAbandoned({ actionId, errorCode }: Pick<Ended, 'actionId' | 'errorCode'>): void {
  runs.add(1, { action: labelOf(actionId), outcome: outcomeOf({ actionId, status: 'failed', errorCode }) });
}

export function countDrift(actionId: string): void {
  drifts.add(1, { action: labelOf(actionId) });
}

/** Carries a run out as a span, and counts it. */
export function observeRun<Outcome extends { run: Ended }>(
  { run, mode }: { run: Ended; mode: RunMode },
  work: () => Promise<Outcome>,
): Promise<Outcome> {
  const attributes = { 'okta_connector.action': run.actionId, 'okta_connector.mode': mode };
  return inSpan({ name: `action ${run.actionId}`, attributes }, async (span) => {
    const startedAt = performance.now();
    const outcome = await work();
    span.setAttribute('okta_connector.outcome', outcomeOf(outcome.run));
    if (outcome.run.errorCode !== null) span.setAttribute('error.type', outcome.run.errorCode);
    countRun(outcome.run, mode, startedAt);
    return outcome;
  });
}

function outcomeOf({ status, errorCode }: Ended): string {
  if (errorCode === 'outcome_unknown') return 'unknown';
  return status === 'succeeded' ? 'succeeded' : 'failed';
}
