import { isSafeTarget } from '../../okta/safe-target.js';
import type { LogPosition } from './log-position.js';

const PATH = '/api/v1/logs';
/** The most that Okta gives at once, and what it gives where nothing is asked for. */
const PAGE_LIMIT = 1_000;
const DEFAULT_LIMIT = 100;
/** Okta keeps its log so long. */
const RETENTION_MS = 90 * 86_400_000;
/** Read again after a cursor that Okta no longer takes: `published` lags behind what the log is ordered by. */
const OVERLAP_MS = 3_600_000;

type Place = Pick<LogPosition, 'since' | 'nextTarget' | 'lastPublished'>;

/** Whether a link leads to the System Log and nowhere else. */
export const isLogTarget = (target: string): boolean =>
  isSafeTarget(target, [PATH]) && target.split('?', 1)[0] === PATH;

/**
 * What to ask for next: Okta's own link as it came, or the polling form (ascending, without `until`), which is ordered by
 * when Okta stored an event and so misses none that comes late.
 * Source: https://developer.okta.com/docs/reference/system-log-query/
 */
export function targetOf(place: Place, now: number): string {
  const { nextTarget } = place;
  return nextTarget !== null && isLogTarget(nextTarget) ? nextTarget : restartTargetOf(place, now);
}

/** What to ask for where there is no link, or Okta no longer takes it. */
export function restartTargetOf({ since, lastPublished }: Place, now: number): string {
  const from = lastPublished === null ? Date.parse(since) : lastPublished.getTime() - OVERLAP_MS;
  const kept = Math.min(Math.max(from, now - RETENTION_MS), now);
  const query = new URLSearchParams({
    since: new Date(kept).toISOString(),
    limit: String(PAGE_LIMIT),
    sortOrder: 'ASCENDING',
  });
  return `${PATH}?${query.toString()}`;
}

/** How many events make a page of this target a full one. */
export function pageLimitOf(target: string): number {
  const limit = Number(new URLSearchParams(target.split('?')[1] ?? '').get('limit') ?? DEFAULT_LIMIT);
  return limit >= 1 && limit <= PAGE_LIMIT ? limit : PAGE_LIMIT;
}
