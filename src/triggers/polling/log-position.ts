import type { TenantId } from '../../core/tenant-id.js';

/** Where the System Log of a connection has been read to, as the holder of a lease took it over. */
export interface LogPosition {
  tenantId: TenantId;
  connectionId: string;
  /** Rises with each lease: who holds an older one stores nothing. */
  attempt: number;
  /** How far back the log is read, RFC 3339 with microseconds; only subscriptions change it. */
  since: string;
  /** Path and query of Okta's own link to what has not been read; null before the first page. */
  nextTarget: string | null;
  /** The latest `published` that was read; it lags behind what the log is ordered by. */
  lastPublished: Date | null;
  /** The present interval; 0 while the end of the log was not reached. */
  intervalSeconds: number;
  /** How long after its time the lease was taken. */
  lateMs: number;
}

/** How far a page has brought a position, and when the next poll is due. */
export interface PollProgress {
  nextTarget: string | null;
  /** RFC 3339; null where the page had no events. */
  latestPublished: string | null;
  intervalSeconds: number;
  dueInSeconds: number;
}
