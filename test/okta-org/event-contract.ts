import type { LogEventInput } from './control-contract.ts';

/** How event hooks deliver, and what goes wrong on the way. A share is a part of the calls, 0 to 1. */
export interface HookDelivery {
  /** Events in one call at most. */
  batchSize: number;
  /** How long the first event of a call waits for others. */
  batchMs: number;
  /** Calls to one hook at the same time. */
  parallel: number;
  /** Okta's is 3,000. */
  timeoutMs: number;
  /** Events of the org in 24 hours, beyond which nothing is sent and nothing made up; Okta's is 400,000. */
  dailyLimit: number;
  /** How long a new or changed hook gets nothing: at Okta up to several minutes. */
  startDelayMs: number;
  /** Share of the calls that are never made. */
  drop: number;
  /** Share of the calls that are made `times` times, all at once and with the same `eventId`. */
  repeat: { share: number; times: number };
  /** Events leave in any order. */
  shuffle: boolean;
  /** Share of the calls that come late by `ms`. */
  delay: { share: number; ms: number };
  /** The same seed makes the same choices. */
  seed: number;
}

/** What happened at one hook. Events are counted once for each hook that listens; calls carry several. */
export interface HookCounts {
  /** Events for this hook, sent or not. */
  events: number;
  /** Events still to be sent: queued, delayed or under way. */
  pending: number;
  /** Calls planned, without the retries; a repeated one counts as often as it is made. */
  calls: number;
  /** Requests made, with the retries. */
  attempts: number;
  retries: number;
  /** Calls that were answered with 2xx, at once or by the retry, and the events in them. */
  delivered: number;
  deliveredEvents: number;
  /** Calls that failed for good and the events in them; each is an `event_hook.delivery` in the System Log. */
  failed: number;
  failedEvents: number;
  /** Calls that were not made because of `drop`. */
  dropped: number;
  /** Events that were discarded because the hook was switched off, changed or deleted meanwhile. */
  discarded: number;
  /** Answers by status; `timeout`, `no answer` (refused, reset) and `not allowed` (other than http to 127.0.0.1). */
  answers: Record<string, number>;
}

export interface HookStats extends HookCounts {
  /** Events beyond `dailyLimit`. */
  overLimit: number;
  /** Milliseconds until the answer, of the last 20,000 requests. */
  answerMs: { p50: number; p99: number; max: number };
  hooks: (HookCounts & { hookId: string })[];
}

/** One template of events; its own times and uuids would be the same for all. */
export type EmitTemplate = Omit<LogEventInput, 'late' | 'published' | 'uuid'>;

export interface EmitRequest {
  /** Taken in turn. */
  events: EmitTemplate[];
  /** How many events in all; one of each where left out. */
  count?: number;
  /** `published` lies back that many milliseconds, as of events that reach the log late. */
  lateMs?: number;
  /** False: the event hooks do not hear of these. */
  hooks?: boolean;
}

export interface EmitResult {
  /** In the order in which they were written. */
  uuids: string[];
}

/** What Okta answers to a cursor that it no longer knows. */
export interface StaleCursors {
  errorCode?: 'E0000029' | 'E0000053';
}
