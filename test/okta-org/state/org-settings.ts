/** Where `next` and `self` links point: the host called, its `-admin` twin, or an origin of the test's choice. */
export type LinkHost = 'same' | 'admin' | { origin: string };

export interface OrgSettings {
  /**
   * Requests per window and bucket; `buckets` overrides by bucket name, e.g. {"/api/v1/logs": 20}. Okta's windows last
   * 60 seconds. `concurrent` is how many requests may be under way at once; null is no limit.
   */
  rateLimit: { perMinute: number; buckets: Record<string, number>; windowSeconds: number; concurrent: number | null };
  /** Answer every API request as if too many were under way (429 with Limit 0 and Remaining 0). */
  concurrencyExceeded: boolean;
  linkHost: LinkHost;
  /** Delay until search, filter and q see a change; 0 = at once. */
  consistencyDelayMs: number;
  /** Regular expression over the path; matches answer 401 E0000015. */
  featureOff: string | null;
  /** Shifts the org's clock (token expiry, rate windows, log times). */
  clockOffsetMs: number;
  /** Okta pipeline in the org metadata. */
  pipeline: 'idx' | 'v1';
  /** Lifetime of new access tokens in seconds; Okta's is an hour. */
  accessTokenSeconds: number;
  /** Token requests a second and user, beyond which 429 `invalid_grant` comes; Okta's is 4, null is no limit. */
  userTokensPerSecond: number | null;
  /** Answers to a refresh that does not rotate leave the refresh token out. */
  omitUnchangedRefreshToken: boolean;
  /** The org's id; null for the one it made itself. */
  orgId: string | null;
}

/** Settings of a fresh org: nothing throttled, links on the host called, search consistent at once. */
export function defaultSettings({ rateLimit, orgId }: { rateLimit: number; orgId: string | null }): OrgSettings {
  return {
    rateLimit: { perMinute: rateLimit, buckets: {}, windowSeconds: 60, concurrent: null },
    concurrencyExceeded: false,
    linkHost: 'same',
    consistencyDelayMs: 0,
    featureOff: null,
    clockOffsetMs: 0,
    pipeline: 'idx',
    accessTokenSeconds: 3600,
    userTokensPerSecond: null,
    omitUnchangedRefreshToken: false,
    orgId,
  };
}
