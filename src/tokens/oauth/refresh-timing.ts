/** Every figure of the refresh engine; milliseconds where nothing else is said. */
export interface RefreshTiming {
  /** How long one process alone may refresh a connection; longer than `requestMs`. */
  leaseMs: number;
  /** From before the lease is taken to the last byte of Okta's answer. */
  requestMs: number;
  /** How long a caller waits for a token. */
  waitMs: number;
  /** Between two looks at a lease that another process holds; doubled from the first to the last. */
  pollMs: { first: number; last: number };
  /** A token that ends sooner than this is not handed out; at most a quarter of its life. */
  expiryMarginMs: number;
  /** A token is refreshed this long before its end, or this share of its life if that is longer; at most half its life. */
  leadMs: number;
  leadShare: number;
  /** After a refresh ahead that did not succeed, this process does not try another one so soon. */
  aheadPauseMs: number;
  /** Attempts that follow a lost answer at once: they must lie within Okta's grace for rotated tokens (30 s by default). */
  quickRetries: number;
  quickRetryMs: number;
  /**
   * Pauses after further lost answers, doubled. Short: the grace begins when Okta recovers and acts on what it held, and
   * two more answers may be lost after that.
   */
  lostMs: { first: number; last: number };
  /** Pauses after attempts that Okta certainly did not act on, doubled. */
  notProcessedMs: { first: number; last: number };
  /** Pause after Okta refused the client. */
  refusedMs: number;
  /** Between a refusal of the refresh token and the attempt that confirms it. */
  confirmMs: number;
  /** How long a received token is tried to be stored while the database cannot be reached. */
  storeMs: number;
  /** A refresh token that nobody uses is used this often, in days. */
  keepAliveDays: number;
  /** Life of the org authorization server's refresh tokens, in days from the consent; rotation does not extend it. */
  refreshTokenDays: number;
}

/** Injects the `RefreshTiming`. */
export const REFRESH_TIMING = Symbol('REFRESH_TIMING');

export const DEFAULT_TIMING: RefreshTiming = {
  leaseMs: 12_000,
  requestMs: 8_000,
  waitMs: 10_000,
  pollMs: { first: 40, last: 400 },
  expiryMarginMs: 10_000,
  leadMs: 300_000,
  leadShare: 0.1,
  aheadPauseMs: 15_000,
  quickRetries: 2,
  quickRetryMs: 250,
  lostMs: { first: 1_000, last: 3_000 },
  notProcessedMs: { first: 1_000, last: 30_000 },
  refusedMs: 5_000,
  confirmMs: 10_000,
  storeMs: 60_000,
  keepAliveDays: 5,
  refreshTokenDays: 90,
};

/** Jitter makes a pause or a lead up to this much longer. */
const JITTER = 0.2;

const jittered = (ms: number, random: number): number => Math.round(ms * (1 + JITTER * random));

/** How long before its end a token with this life is refreshed. `random` in [0, 1). */
export function refreshLeadMs(lifeMs: number, { timing, random }: { timing: RefreshTiming; random: number }): number {
  const lead = Math.max(timing.leadMs, timing.leadShare * lifeMs);
  return Math.min(jittered(lead, random), lifeMs / 2);
}

/** What is left of a token's use. */
export function usableMs(token: { lifeMs: number; validMs: number }, { expiryMarginMs }: RefreshTiming): number {
  return token.validMs - Math.min(expiryMarginMs, token.lifeMs / 4);
}

/** The pause after the `count`th failure in a row, from 1. `random` in [0, 1). */
export function backOffMs({ first, last }: { first: number; last: number }, count: number, random: number): number {
  return Math.min(jittered(first * 2 ** Math.min(count - 1, 30), random), last);
}
