import { countBy, LAGS, seconds } from '../core/telemetry/meter.js';

type HookOutcome = 'stored' | 'refused' | 'unavailable';
type PollOutcome = 'succeeded' | 'limited' | 'failed';
/** How events come in: from an event hook, from the System Log, from a scheduled search, or once more by a replay. */
type EventOrigin = 'hook' | 'log' | 'schedule' | 'replay';

const countHookRequest = countBy<HookOutcome>({
  name: 'okta_connector_hook_requests_total',
  description: "Calls of Okta's event hooks by outcome",
  label: 'outcome',
  values: ['stored', 'refused', 'unavailable'],
});

const hookDuration = seconds({
  name: 'okta_connector_hook_duration_seconds',
  description: "Calls of Okta's event hooks, from the request to 204",
});

/** Counts a call of an event hook whose answer is out. @param elapsedMs since the request came in */
export function noteHookCall({ statusCode, elapsedMs }: { statusCode: number; elapsedMs: number }): void {
  if (statusCode >= 500) return countHookRequest('unavailable');
  if (statusCode >= 400) return countHookRequest('refused');
  countHookRequest('stored');
  hookDuration.record(elapsedMs / 1_000);
}

export const countPoll = countBy<PollOutcome>({
  name: 'okta_connector_polls_total',
  description: 'Polls of the System Log by outcome',
  label: 'outcome',
  values: ['succeeded', 'limited', 'failed'],
});

export const pollStartLag = seconds(
  { name: 'okta_connector_poll_start_lag_seconds', description: 'How late a poll of the System Log began' },
  LAGS,
);

export const countEvents = countBy<EventOrigin>({
  name: 'okta_connector_events_total',
  description: 'Events that came in for the first time, and those that a replay brought once more',
  label: 'source',
  values: ['hook', 'log', 'schedule', 'replay'],
});
