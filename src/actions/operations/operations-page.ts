import { z } from 'zod';
import { ConnectorError } from '../../core/errors.js';
import { type ListPage, PageQuery, pageFrom } from '../../core/list-page.js';
import type { OperationFact } from '../../okta/operations/operation-facts.js';
import { operationTitle } from './operation-title.js';
import { operationView } from './operation-view.js';

export const OperationsQuery = PageQuery.extend({
  q: z.string().min(1).max(100).optional().describe('Words to find in operation id, method, path and tag'),
  tag: z.string().min(1).max(100).optional().describe("One of Okta's groups of operations, such as User"),
});

type OperationsQuery = z.output<typeof OperationsQuery>;

/** The page of the operations that the query picks. Pure. */
export function operationsPage(
  facts: readonly OperationFact[],
  query: OperationsQuery,
): ListPage<ReturnType<typeof operationView>> {
  const matching = facts.filter((fact) => matches(fact, query));
  const from = query.cursor === undefined ? 0 : placeAfter(facts, matching, query.cursor);
  const rows = matching.slice(from, from + query.limit + 1).map((fact) => ({ id: fact.operationId, fact }));
  return pageFrom(rows, query.limit, ({ id, fact }) => operationView(fact, operationTitle(id)));
}

/** Where the page begins; the filters may have changed since, so the order of all operations counts. */
function placeAfter(facts: readonly OperationFact[], matching: readonly OperationFact[], cursor: string): number {
  const id = Buffer.from(cursor, 'base64url').toString('utf8');
  const last = facts.findIndex(({ operationId }) => operationId === id);
  if (last < 0) {
    const message = 'The cursor is not one that this list gave. Leave it out to begin anew.';
    const errors = [{ pointer: '/cursor', message: 'is not a cursor of this list' }];
    throw new ConnectorError('invalid_input', message, { errors });
  }
  const seen = new Set(facts.slice(0, last + 1));
  return matching.filter((fact) => seen.has(fact)).length;
}

function matches(fact: OperationFact, { q = '', tag }: OperationsQuery): boolean {
  if (tag !== undefined && fact.tag.toLowerCase() !== tag.toLowerCase()) return false;
  const { operationId, method, path } = fact;
  const text = [operationId, operationTitle(operationId), method, path, fact.tag].join(' ').toLowerCase();
  return q
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
