import { OktaError } from '../okta-error.ts';
import { compileQuery, logFilterRules } from '../query/query-rules.ts';
import type { LogEvent } from '../log/log-event.ts';
import type { LogPlace } from '../log/log-cursors.ts';
import type { StoredLogEvent } from '../log/log-store.ts';
import { nextLink, selfLink } from '../server/paging.ts';
import type { Reply } from '../server/reply.ts';
import { ok } from '../server/reply.ts';
import type { Call, Route } from '../server/route.ts';

const DAY_MS = 24 * 3600 * 1000;
const DATE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:?\d{2})$/;

interface LogQuery {
  since: number;
  until: number | null;
  limit: number;
  descending: boolean;
  matches: (event: LogEvent) => boolean;
}

function parameterError(reason: string): OktaError {
  return new OktaError('E0000053', { summary: `Invalid parameter: ${reason}` });
}

function readDate(call: Call, name: string): number | null {
  const text = call.query.get(name);
  if (text === null) return null;
  const time = DATE.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) throw new OktaError('E0000030');
  return time;
}

function readLimit(call: Call): number {
  const limit = Number(call.query.get('limit') ?? 100);
  if (Number.isSafeInteger(limit) && limit >= 0 && limit <= 1000) return limit;
  throw parameterError('limit must be between 0 and 1000');
}

function readSortOrder(call: Call): boolean {
  const order = call.query.get('sortOrder') ?? 'ASCENDING';
  if (order === 'ASCENDING' || order === 'DESCENDING') return order === 'DESCENDING';
  throw parameterError('sortOrder must be ASCENDING or DESCENDING');
}

/** Reads since and until: default seven days, nothing older than 180 days, until not before since. */
function readPeriod(call: Call): { since: number; until: number | null } {
  const until = readDate(call, 'until');
  const since = readDate(call, 'since') ?? (until ?? call.org.now()) - 7 * DAY_MS;
  if (since < call.org.now() - 180 * DAY_MS) throw parameterError('since is more than 180 days ago');
  if (until !== null && until < since) throw parameterError('until is before since');
  return { since: Math.max(since, call.org.now() - 90 * DAY_MS), until };
}

function readQuery(call: Call): LogQuery {
  const filter = call.query.get('filter');
  const byFilter = filter ? compileQuery(logFilterRules, filter) : (): boolean => true;
  const byKeywords = keywords(call.query.get('q'));
  return {
    ...readPeriod(call),
    limit: readLimit(call),
    descending: readSortOrder(call),
    matches: (event) => byFilter(event) && byKeywords(event),
  };
}

/** q: at most 10 keywords of at most 40 characters, all of which must occur (Okta: listLogEvents). */
function keywords(q: string | null): (event: LogEvent) => boolean {
  if (q === null) return () => true;
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length > 10 || words.some((word) => word.length > 40)) {
    throw parameterError('q allows 10 keywords of 40 characters');
  }
  return (event) => {
    const text = JSON.stringify(event).toLowerCase();
    return words.every((word) => text.includes(word));
  };
}

function listLogs(call: Call): Reply {
  const query = readQuery(call);
  const after = call.query.get('after');
  return query.until === null && !query.descending ? poll(call, query, after) : bounded(call, query, after);
}

/** No until, ascending: in order of persistence, always with a next link, even on an empty page. */
function poll(call: Call, query: LogQuery, after: string | null): Reply {
  const { logs, logCursors } = call.org;
  const start = { persistedAt: query.since - 1, seq: Number.MAX_SAFE_INTEGER };
  let place: LogPlace = after === null ? start : logCursors.decode(after);
  const page: LogEvent[] = [];
  for (const stored of logs.after(place.persistedAt, place.seq)) {
    if (page.length >= query.limit) break;
    const { event } = stored;
    if (query.matches(event)) page.push(event);
    place = stored;
  }
  return ok(page, { Link: [selfLink(call), nextLink(call, logCursors.encode(place), query.limit)] });
}

/** With until or descending: in order of publication, ends without a next link. */
function bounded(call: Call, query: LogQuery, after: string | null): Reply {
  const until = query.until ?? call.org.now();
  const events = call.org.logs
    .all()
    .filter((stored) => within(stored, query.since, until) && query.matches(stored.event))
    .toSorted((a, b) => byPublished(a, b) * (query.descending ? -1 : 1));
  const start = after === null ? 0 : placeBehind(events, call.org.logCursors.decode(after).seq);
  const page = events.slice(start, start + query.limit);
  const last = page.at(-1);
  const links = [selfLink(call)];
  if (last && start + query.limit < events.length) {
    links.push(nextLink(call, call.org.logCursors.encode(last), query.limit));
  }
  return ok(
    page.map(({ event }) => event),
    { Link: links },
  );
}

function within({ publishedAt }: StoredLogEvent, since: number, until: number): boolean {
  return publishedAt >= since && publishedAt <= until;
}

function byPublished(a: StoredLogEvent, b: StoredLogEvent): number {
  return a.publishedAt - b.publishedAt || a.seq - b.seq;
}

function placeBehind(events: StoredLogEvent[], seq: number): number {
  return events.findIndex((entry) => entry.seq === seq) + 1;
}

export const logRoutes: Route[] = [{ method: 'GET', path: '/api/v1/logs', handle: listLogs }];
