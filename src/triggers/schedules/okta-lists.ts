import type { z } from 'zod';
import { ConnectorError } from '../../core/errors.js';
import type { OktaAnswer, OktaRequest, RequestParts, Route } from '../../okta/okta-request.js';
import { renderRequest } from '../../okta/render-request.js';
import type { OktaPage } from './search.js';

/** The request for the first page of a list. */
export function listRequest(route: Route, parts: RequestParts): OktaRequest {
  return { ...renderRequest(route, parts), idempotent: true };
}

/** The request for a next page, as Okta named it. */
export const pageRequest = (target: string): OktaRequest => ({ method: 'GET', target, idempotent: true });

/**
 * The items of a page, as far as they are looked at.
 * @throws ConnectorError `okta_unavailable` for one without what is needed: leaving it out would lose it
 */
export function readItems<T>(schema: z.ZodType<T>, items: readonly unknown[]): T[] {
  return items.map((item) => {
    const { data, error } = schema.safeParse(item);
    if (data !== undefined) return data;
    const [issue] = error?.issues ?? [];
    throw new ConnectorError('okta_unavailable', `Okta listed something without a usable ${issue?.path.join('.')}.`);
  });
}

/** Okta refused the question itself, as it does with a cursor that it has forgotten (E0000029, E0000031, E0000053). */
export const isRefusedQuestion = (error: unknown): boolean =>
  error instanceof ConnectorError && error.details.upstream?.status === 400;

/** @throws ConnectorError `okta_unavailable` where Okta does not answer a list */
export function pageIn({ json, next, status }: OktaAnswer): OktaPage {
  const items: unknown = json ?? [];
  if (Array.isArray(items)) return { items, next };
  const upstream = { status };
  throw new ConnectorError('okta_unavailable', 'Okta answered with something that is not a list.', { upstream });
}
