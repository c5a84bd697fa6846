import type { CursorKind } from '../query/cursors.ts';
import { encodeCursor } from '../query/cursors.ts';
import { validationFailed } from '../okta-error.ts';
import type { Reply } from './reply.ts';
import { ok } from './reply.ts';
import type { Call } from './route.ts';

export interface PageOf<T> {
  kind: CursorKind;
  limit: number;
  /** Items after the cursor, in order; only limit + 1 of them are taken. */
  items: Iterable<{ seq: number | string; record: T }>;
  render: (record: T) => unknown;
  /** False for lists that Okta does not page (q). */
  pageable?: boolean;
}

/** The request's own URL as a Link header line. */
export function selfLink(call: Call): string {
  const query = call.query.size > 0 ? `?${call.query.toString()}` : '';
  return `<${call.linkBaseUrl}${call.path}${query}>; rel="self"`;
}

/** The Link header line to the following page. */
export function nextLink(call: Call, cursor: string, limit: number): string {
  const query = new URLSearchParams(call.query);
  query.set('after', cursor);
  query.set('limit', String(limit));
  return `<${call.linkBaseUrl}${call.path}?${query.toString()}>; rel="next"`;
}

/** Answers one page of an array list; self and next go out as separate Link lines, as Okta sends them. */
export function pageReply<T>(call: Call, page: PageOf<T>): Reply {
  const rows: unknown[] = [];
  let last: number | string | undefined;
  let more = false;
  for (const { seq, record } of page.items) {
    more = rows.length >= page.limit;
    if (more) break;
    rows.push(page.render(record));
    last = seq;
  }
  const links = [selfLink(call)];
  if (more && last !== undefined && page.pageable !== false) {
    links.push(nextLink(call, encodeCursor(page.kind, String(last)), page.limit));
  }
  return ok(rows, { Link: links });
}

/**
 * Reads `limit`.
 * @throws OktaError E0000001 when it is no number, below 1 or above the list's maximum
 */
export function limitOf(query: URLSearchParams, bounds: { fallback: number; maximum: number }): number {
  const text = query.get('limit');
  if (text === null) return bounds.fallback;
  const limit = Number(text);
  if (limit === -1) return bounds.fallback;
  if (Number.isSafeInteger(limit) && limit >= 1 && limit <= bounds.maximum) return limit;
  throw validationFailed('limit', `limit: Must be between 1 and ${bounds.maximum}`);
}

/** Sorts by a dotted attribute, then by id (Okta: listUsers and listGroups sortBy, search only). */
export function sortRecords<T extends { id: string }>(
  items: { seq: number; record: T }[],
  keyOf: (record: T) => string,
  descending: boolean,
): { seq: number; record: T }[] {
  const direction = descending ? -1 : 1;
  const keyed = items.map((item) => ({ item, key: keyOf(item.record).toLowerCase() }));
  keyed.sort((a, b) => direction * order(a.key, b.key) || order(a.item.record.id, b.item.record.id));
  return keyed.map(({ item }) => item);
}

function order(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** Items behind the one at the cursor's place. */
export function afterPlace<T>(
  items: { seq: number; record: T }[],
  after: number,
): Iterable<{ seq: number; record: T }> {
  if (after < 0) return items;
  return items.slice(items.findIndex(({ seq }) => seq === after) + 1);
}
