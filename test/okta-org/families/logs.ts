import { OktaError } from '../okta-error.ts';
import { decodeCursor, encodeCursor } from '../query/cursors.ts';
import { compileQuery, logFilterRules } from '../query/query-rules.ts';
import type { LogEvent } from '../log/log-event.ts';
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
  let [time, seq] = after === null ? [query.since - 1, Number.MAX_SAFE_INTEGER] : positionOf(after);
  const page: LogEvent[] = [];
  for (const entry of call.org.logs.after(time, seq)) {
    if (page.length >= query.limit) break;
    if (query.matches(entry.event)) page.push(entry.event);
    [time, seq] = [entry.persistedAt, entry.seq];
  }
  const cursor = encodeCursor('logs', `p:${time}:${seq}`);
  return ok(page, { Link: [selfLink(call), nextLink(call, cursor, query.limit)] });
}

/** With until or descending: in order of publication, ends without a next link. */
function bounded(call: Call, query: LogQuery, after: string | null): Reply {
  const until = query.until ?? call.org.now();
  const events = call.org.logs
    .all()
    .filter(({ event }) => within(event, query.since, until) && query.matches(event))
    .toSorted((a, b) => byPublished(a, b) * (query.descending ? -1 : 1));
  const start = after === null ? 0 : placeBehind(events, positionOf(after)[1]);
  const page = events.slice(start, start + query.limit);
  const last = page.at(-1);
  const links = [selfLink(call)];
  if (last && start + query.limit < events.length) {
    links.push(nextLink(call, encodeCursor('logs', `b:${last.persistedAt}:${last.seq}`), query.limit));
  }
  return ok(
    page.map(({ event }) => event),
    { Link: links },
  );
}

function within(event: LogEvent, since: number, until: number): boolean {
  const published = Date.parse(event.published);
  return published >= since && published <= until;
}

function byPublished(a: StoredLogEvent, b: StoredLogEvent): number {
  return Date.parse(a.event.published) - Date.parse(b.event.published) || a.seq - b.seq;
}

function placeBehind(events: StoredLogEvent[], seq: number): number {
  return events.findIndex((entry) => entry.seq === seq) + 1;
}

function positionOf(after: string): [number, number] {
  const [, time, seq] = decodeCursor('logs', after).split(':').map(Number);
  if (time !== undefined && seq !== undefined && !Number.isNaN(time + seq)) return [time, seq];
  throw new OktaError('E0000031', { causes: ['Invalid cursor.'] });
}

export const logRoutes: Route[] = [{ method: 'GET', path: '/api/v1/logs', handle: listLogs }];
