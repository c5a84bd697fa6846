/** Counts since the process began, for telemetry. */
export class LimitCounters {
  /** Attempts let through without a slice: far from the limit, to find out about a bucket, or unlimited. */
  free = 0;
  /** Attempts let through with their place in a slice. */
  sliced = 0;
  /** Attempts that had to wait for their turn. */
  waited = 0;
  /** Attempts refused with `too_many_requests`. */
  refused = 0;
  /** Exchanges with the shared budget, and how many of them failed or came too late. */
  exchanges = 0;
  failedExchanges = 0;
  /** 429 of Okta: windows used up, and too many calls at once. */
  rateLimited = 0;
  concurrencyLimited = 0;
}
