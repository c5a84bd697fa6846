import { z } from 'zod';
import { idAfter, type ListPage, PageQuery, pageFrom } from './list-page.js';

/** What the lists of a catalogue take. */
export const CatalogueQuery = PageQuery.extend({
  q: z.string().min(1).max(100).optional().describe('Words to find in id, title and description'),
});

export type CatalogueQuery = z.output<typeof CatalogueQuery>;

/** What a catalogue is made of. */
interface CatalogueEntry {
  id: string;
  definition: { title: string; description: string };
}

/** The page of the catalogue that the query picks. The order of the entries is kept. */
export function cataloguePage<T extends CatalogueEntry, V>(
  entries: readonly T[],
  query: CatalogueQuery,
  view: (entry: T) => V,
): ListPage<V> {
  const after = idAfter(query.cursor);
  const matching = entries.filter((entry) => hasWords(entry, query.q ?? ''));
  const from = after === undefined ? 0 : matching.findIndex(({ id }) => id === after) + 1;
  return pageFrom(matching.slice(from, from + query.limit + 1), query.limit, view);
}

function hasWords({ id, definition: { title, description } }: CatalogueEntry, words: string): boolean {
  const text = `${id} ${title} ${description}`.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
