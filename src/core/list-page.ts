import { z } from 'zod';
import { ConnectorError } from './errors.js';
import { queryInteger } from './query-integer.js';

/** A page of our own lists; `nextCursor` is null at the end. */
export interface ListPage<T> {
  data: T[];
  nextCursor: string | null;
}

/** The query parameters every one of our lists takes. */
export const PageQuery = z.strictObject({
  limit: queryInteger({ min: 1, max: 200, fallback: 50 }).describe('Items per page'),
  cursor: z.string().min(1).max(500).optional().describe('The nextCursor of the page before'),
});

/** The id after which a page begins; undefined for the first page. */
export function idAfter(cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined;
  const id = Buffer.from(cursor, 'base64url').toString('utf8');
  if (/^[a-z][a-z0-9_-]{0,127}$/.test(id)) return id;
  throw new ConnectorError('invalid_input', 'The cursor is not one that this list gave. Leave it out to begin anew.', {
    errors: [{ pointer: '/cursor', message: 'is not a cursor of this list' }],
  });
}

/** Makes a page of up to `limit` from rows of which one more than `limit` was asked for. */
export function pageFrom<T extends { id: string }, V>(
  rows: readonly T[],
  limit: number,
  view: (row: T) => V,
): ListPage<V> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { data: shown.map(view), nextCursor: more ? Buffer.from(last.id).toString('base64url') : null };
}
