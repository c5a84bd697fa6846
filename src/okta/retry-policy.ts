/** How one HTTP attempt failed, as far as it matters for sending again. */
export type AttemptFailure =
  /** Okta certainly did not act: 429, read-only mode, or the connection was not made. */
  | { processed: 'no'; waitMs?: number }
  /** Okta may have acted: 5xx, reset, timeout. */
  | { processed: 'unknown' }
  /** Okta refused, or sending again is no use. */
  | { processed: 'final' };

export interface RetrySituation {
  failure: AttemptFailure;
  /** Attempts made so far, at least 1. */
  attempt: number;
  idempotent: boolean;
  elapsedMs: number;
  /** In [0, 1). */
  random: number;
  /** For all attempts and the waits between them. */
  budgetMs: number;
}

const MAX_ATTEMPTS_UNKNOWN = 3;
const MAX_ATTEMPTS = 8;
const BASE_MS = 250;
const CEILING_MS = 4_000;

/**
 * Whether and when to send again. What was certainly not processed goes again within the budget; what may have been
 * processed only where twice does no harm, three times at most. Waits that Okta names are kept, others are full jitter
 * over a doubling ceiling. Gives the wait in milliseconds, or undefined for: do not.
 */
export function retryDelay(situation: RetrySituation): number | undefined {
  const { failure, attempt, elapsedMs, budgetMs } = situation;
  if (failure.processed === 'final' || attempt >= MAX_ATTEMPTS) return undefined;
  if (failure.processed === 'unknown' && !(situation.idempotent && attempt < MAX_ATTEMPTS_UNKNOWN)) return undefined;
  const named = failure.processed === 'no' ? failure.waitMs : undefined;
  const waitMs = named ?? Math.round(situation.random * Math.min(BASE_MS * 2 ** (attempt - 1), CEILING_MS));
  return elapsedMs + waitMs < budgetMs ? waitMs : undefined;
}
