import type { HourOfRuns } from '../../actions/runs/run-statistics.repository.js';
import type { Run } from '../../actions/runs/run.js';
import type { Diagnosis } from '../../connections/connection-doctor.js';
import type { Connection } from '../../connections/connection.entity.js';
import type { HourOfDeliveries } from '../../deliveries/delivery-statistics.repository.js';
import type { BucketUsage } from '../../okta/limits/rate-governor.js';
import type { TokenState } from '../../tokens/oauth/oauth-token.repository.js';

/** A run as the status page names it: nothing of its input or output. */
export interface ShownRun extends Pick<Run, 'status' | 'startedAt' | 'durationMs' | 'errorCode'> {
  title: string;
}

/** What the status page shows of a connection. There is no secret in it. */
export interface StatusModel {
  now: Date;
  connection: Pick<
    Connection,
    | 'name'
    | 'domain'
    | 'orgId'
    | 'status'
    | 'statusReason'
    | 'readOnly'
    | 'rateLimitShare'
    | 'authType'
    | 'lastVerifiedAt'
  >;
  /** Undefined for API tokens, and before the first token. */
  token: Pick<TokenState, 'issuedAt' | 'expiresAt' | 'consentedAt' | 'reauthorizeBefore'> | undefined;
  /** Of the last `HOURS`; hours without any may be missing. */
  runs: readonly HourOfRuns[];
  latest: readonly ShownRun[];
  deliveries: readonly HourOfDeliveries[];
  limits: readonly BucketUsage[];
  /** Where an examination was asked for. */
  diagnosis?: Diagnosis;
}

/** How far back the charts go. */
export const HOURS = 24;

const HOUR_MS = 3_600_000;

/** The beginning of the first hour that is shown. */
export const firstHour = (now: Date): Date =>
  new Date(Math.floor(now.getTime() / HOUR_MS) * HOUR_MS - (HOURS - 1) * HOUR_MS);

/** One entry for each hour, the oldest first, also for those in which nothing happened. */
export function everyHour<T extends { hour: Date }>(
  now: Date,
  given: readonly T[],
): { hour: Date; found: T | undefined }[] {
  const byTime = new Map(given.map((entry) => [entry.hour.getTime(), entry]));
  const first = firstHour(now).getTime();
  return Array.from({ length: HOURS }, (_, index) => {
    const time = first + index * HOUR_MS;
    return { hour: new Date(time), found: byTime.get(time) };
  });
}
