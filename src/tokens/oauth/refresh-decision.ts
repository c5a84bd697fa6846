import type { TokenFailure } from '../../okta/oauth/oauth-client.js';
import type { ReauthorizationReason, TokenSource } from './access-token.js';
import { backOffMs, type RefreshTiming } from './refresh-timing.js';

/** How an attempt ended. `superseded`: with tokens, when somebody else had the lease already. */
export type AttemptOutcome = TokenFailure | 'stored' | 'superseded' | 'notSent';

/** An attempt as it was recorded. */
export interface RecordedAttempt {
  epoch: number;
  /** The version that was to be replaced. */
  tokenVersion: number;
  /** Undefined: not finished; its process died, or hangs. */
  outcome: AttemptOutcome | undefined;
  /** The attempt whose spare was sent; undefined: the stored refresh token. */
  spareOf: number | undefined;
  /** Whether it left a spare refresh token. */
  hasSpare: boolean;
}

/** What is known when an attempt begins: attempts of this version, and those of this consent that left a spare. */
export interface RefreshHistory {
  version: number;
  /** Newest first. */
  earlier: readonly RecordedAttempt[];
}

/**
 * The refresh token to send: the stored one until Okta refuses it, then the newest spare that Okta has not refused.
 * @returns the epoch of the spare's attempt; undefined for the stored token
 */
export function chooseSpare({ version, earlier }: RefreshHistory): number | undefined {
  const refused = earlier.filter(({ outcome }) => outcome === 'invalidGrant');
  if (!refused.some(({ tokenVersion, spareOf }) => tokenVersion === version && spareOf === undefined)) return undefined;
  return earlier.find(({ epoch, hasSpare }) => hasSpare && !refused.some(({ spareOf }) => spareOf === epoch))?.epoch;
}

/** What to do after an attempt without tokens. */
export type RefreshDecision =
  /** Try again now, after this wait. */
  | { next: 'again'; afterMs: number }
  /** Nobody tries before this pause is over. `unfinished`: upkeep must take it up then, a token may be lost. */
  | { next: 'backOff'; pauseMs: number; due: 'unfinished' | 'refresh' | 'later' }
  | { next: 'giveUp'; reason: ReauthorizationReason };

export interface FailedAttempt extends RefreshHistory {
  grant: TokenSource['grant'];
  failure: TokenFailure;
  /** The attempt whose spare was sent. */
  spareOf: number | undefined;
  /** What Okta asked for. */
  retryAfterMs: number | undefined;
  timing: RefreshTiming;
  /** In [0, 1). */
  random: number;
}

/**
 * Decides after an attempt that failed while its lease held. Nothing is ever deleted. An attempt that was not finished,
 * or whose answer did not come, may have rotated the refresh token at Okta: its answer was lost.
 */
export function decideAfterFailure(failed: FailedAttempt): RefreshDecision {
  if (failed.failure === 'unknown') return afterLostAnswer(failed);
  if (failed.failure === 'notProcessed') return afterNotProcessed(failed);
  if (failed.failure === 'invalidGrant' && failed.grant === 'refreshToken') return afterInvalidGrant(failed);
  return { next: 'backOff', pauseMs: failed.timing.refusedMs, due: 'later' };
}

function afterLostAnswer({ timing, random, ...history }: FailedAttempt): RefreshDecision {
  const lost = lostAnswers(history).length + 1;
  if (lost <= timing.quickRetries) return { next: 'again', afterMs: timing.quickRetryMs };
  const pauseMs = backOffMs(timing.lostMs, lost - timing.quickRetries, random);
  return { next: 'backOff', pauseMs, due: 'unfinished' };
}

function afterNotProcessed({ timing, random, retryAfterMs = 0, ...history }: FailedAttempt): RefreshDecision {
  const inDanger = lostAnswers(history).length > 0;
  const inRow = history.earlier.findIndex(({ outcome }) => outcome !== 'notProcessed');
  const count = (inRow === -1 ? history.earlier.length : inRow) + 1;
  const pauseMs = backOffMs(inDanger ? timing.lostMs : timing.notProcessedMs, count, random);
  return { next: 'backOff', pauseMs: Math.max(pauseMs, retryAfterMs), due: inDanger ? 'unfinished' : 'refresh' };
}

function afterInvalidGrant({ timing, spareOf, ...history }: FailedAttempt): RefreshDecision {
  const { version, earlier } = history;
  const sent = { epoch: Infinity, tokenVersion: version, outcome: 'invalidGrant', spareOf, hasSpare: false } as const;
  if (chooseSpare({ version, earlier: [sent, ...earlier] }) !== undefined) return { next: 'again', afterMs: 0 };
  const refusals = earlier.filter((attempt) => isRefusal(attempt, version));
  const firstRefusal = refusals.at(-1)?.epoch ?? Infinity;
  const lostBefore = lostAnswers(history).some(({ epoch }) => epoch < firstRefusal);
  if (lostBefore || spareOf !== undefined) return { next: 'giveUp', reason: 'rotation_lost' };
  if (refusals.length > 0) return { next: 'giveUp', reason: 'revoked' };
  return { next: 'backOff', pauseMs: timing.confirmMs, due: 'unfinished' };
}

const isRefusal = ({ tokenVersion, outcome, spareOf }: RecordedAttempt, version: number): boolean =>
  tokenVersion === version && outcome === 'invalidGrant' && spareOf === undefined;

const lostAnswers = ({ version, earlier }: RefreshHistory): RecordedAttempt[] =>
  earlier.filter(
    ({ tokenVersion, outcome }) => tokenVersion === version && (outcome === undefined || outcome === 'unknown'),
  );
