import { OktaError } from '../okta-error.ts';
import { decodePlace, encodeCursor } from '../query/cursors.ts';
import type { QueryRules } from '../query/query-rules.ts';
import { sortKeyOf } from '../query/scim-evaluate.ts';
import { afterPlace, limitOf, sortRecords } from '../server/paging.ts';
import type { Reply } from '../server/reply.ts';
import { ok } from '../server/reply.ts';
import type { Call } from '../server/route.ts';
import type { OrderedStore } from '../state/ordered-store.ts';

interface GovernancePage<T extends { id: string }> {
  store: OrderedStore<T>;
  /** What a filter and orderBy see of a record. */
  fields: (record: T) => Record<string, unknown>;
  matches: (fields: Record<string, unknown>) => boolean;
  render: (record: T) => Record<string, unknown>;
  /** Property and direction where the request names none; undefined where the list is not sorted. */
  order?: string;
  metadata?: (total: number) => Record<string, unknown>;
}

/** Queries of the governance API: eq, and comparisons on some properties. */
export function governanceFilter(equality: string[], comparable: string[] = []): QueryRules {
  return {
    caseSensitive: true,
    allowsNot: false,
    operatorsFor: (attribute) => {
      if (comparable.includes(attribute)) return ['eq', 'gt', 'ge', 'lt', 'le', 'sw', 'co'];
      return equality.includes(attribute) ? ['eq'] : undefined;
    },
    refusal: (expression, reason) =>
      new OktaError('E0000029', { summary: 'Invalid filter', causes: [`${expression}: ${reason}`] }),
  };
}

/** A page of `{data, _links}`: the governance API puts self and next into the body. */
export function governancePage<T extends { id: string }>(call: Call, page: GovernancePage<T>): Reply {
  const limit = limitOf(call.query, { fallback: 20, maximum: 200 });
  const after = decodePlace('governance', call.query.get('after'));
  const found = [...page.store.scan()].filter(({ record }) => page.matches(page.fields(record)));
  const rest = [...afterPlace(sorted(call, page, found), after)];
  const rows = rest.slice(0, limit);
  const last = rows.at(-1);
  const next = rest.length > limit && last ? nextHref(call, encodeCursor('governance', String(last.seq))) : undefined;
  return ok({
    data: rows.map(({ record }) => page.render(record)),
    ...(page.metadata && { metadata: page.metadata(found.length) }),
    _links: { self: { href: selfHref(call) }, ...(next !== undefined && { next: { href: next } }) },
  });
}

function sorted<T extends { id: string }>(
  call: Call,
  { order, fields }: GovernancePage<T>,
  found: { seq: number; record: T }[],
): { seq: number; record: T }[] {
  const wanted = call.query.get('orderBy') ?? order;
  if (wanted === undefined) return found;
  const [property = '', direction] = wanted.split(' ');
  return sortRecords(found, (record) => sortKeyOf(fields(record), property), direction === 'desc');
}

function selfHref(call: Call): string {
  const query = call.query.size > 0 ? `?${call.query.toString()}` : '';
  return `${call.linkBaseUrl}${call.path}${query}`;
}

function nextHref(call: Call, after: string): string {
  const query = new URLSearchParams(call.query);
  query.set('after', after);
  return `${call.linkBaseUrl}${call.path}?${query.toString()}`;
}

/** Who made an object just now. */
export function authored(call: Call): {
  created: string;
  createdBy: string;
  lastUpdated: string;
  lastUpdatedBy: string;
} {
  const now = call.org.isoNow();
  const by = call.actor.userId ?? call.actor.party.id;
  return { created: now, createdBy: by, lastUpdated: now, lastUpdatedBy: by };
}
