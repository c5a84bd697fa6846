import { ConnectorError } from '../core/errors.js';
import { nextTargetInBody } from '../okta/link-header.js';
import type { OktaAnswer, OktaOrg } from '../okta/okta-request.js';
import type { Page } from './define-action.js';

/**
 * The page that an answer is.
 * @throws ConnectorError `okta_unavailable` where Okta does not answer a list
 */
export function pageOf({ json, next, status }: OktaAnswer): Page<unknown> {
  const items: unknown = json ?? [];
  if (Array.isArray(items)) return { items, nextCursor: next ?? null };
  throw new ConnectorError('okta_unavailable', 'Okta answered with something that is not a list.', {
    upstream: { status },
  });
}

/**
 * The page of a list that is an object: the items lie in one property of it, the next link in its `_links` (of some
 * lists in the header, too). Source: https://developer.okta.com/docs/api/iga/ and the IAM lists of the Management API
 * @throws ConnectorError `okta_unavailable` where the items are no list, or the link leads away from the org
 */
export function pageInBody(answer: OktaAnswer, itemsIn: string, org: OktaOrg): Page<unknown> {
  const { json } = answer;
  const items: unknown = typeof json === 'object' && json !== null ? Reflect.get(json, itemsIn) : undefined;
  return pageOf({ ...answer, json: items ?? json, next: nextTargetInBody(json, org) ?? answer.next });
}

/** The page that a paged composite gave. */
export function readPage(output: unknown): Page<unknown> {
  if (typeof output === 'object' && output !== null && 'items' in output && 'nextCursor' in output) {
    const { items, nextCursor } = output;
    if (Array.isArray(items) && (nextCursor === null || typeof nextCursor === 'string')) return { items, nextCursor };
  }
  throw new TypeError('A paged composite must give {items, nextCursor}');
}
