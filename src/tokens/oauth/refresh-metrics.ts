import { countBy, seconds } from '../../core/telemetry/meter.js';
import { inSpan } from '../../core/telemetry/spans.js';
import type { AttemptOutcome } from './refresh-decision.js';

const OUTCOMES = [
  'stored',
  'superseded',
  'notSent',
  'notProcessed',
  'unknown',
  'invalidGrant',
  'refused',
] as const satisfies readonly AttemptOutcome[];

/** Counts a token request that has ended. */
export const countRefresh = countBy<AttemptOutcome>({
  name: 'okta_connector_token_refreshes_total',
  description: 'Token requests that ended, by outcome',
  label: 'outcome',
  values: OUTCOMES,
});

const duration = seconds({
  name: 'okta_connector_token_refresh_duration_seconds',
  description: 'Token refreshes, from taking the lease to giving it back',
});

/** Does what is done under a lease as a span, and times it. */
export function observeRefresh<End extends { kind: string }>(grant: string, work: () => Promise<End>): Promise<End> {
  return inSpan({ name: 'token refresh', attributes: { 'okta_connector.grant': grant } }, async (span) => {
    const startedAt = performance.now();
    const end = await work();
    span.setAttribute('okta_connector.outcome', end.kind);
    duration.record((performance.now() - startedAt) / 1_000);
    return end;
  });
}
