import type { OperationFact } from '../../okta/operations/operation-facts.js';
import type { Effect } from '../define-action.js';

/** Not DELETE, yet what they take away cannot be had back by another call. */
const DESTRUCTIVE = new Set([
  // Properties that are left out are emptied.
  'replaceUser',
  // Takes away all of the user's app assignments.
  'deactivateUser',
  'resetFactors',
  'uploadIdentitySourceDataForDelete',
  'uploadIdentitySourceGroupMembershipsForDelete',
  'uploadIdentitySourceGroupsDataForDelete',
  // The key in use expires at once.
  'rotateAuthorizationServerKeys',
]);

/** Sent twice they do more than sent once: the first DELETE of a user deactivates, the second deletes for good. */
const NOT_REPEATABLE = new Set(['deleteUser']);

/**
 * What an operation does, from its method and a short list of exceptions. No POST counts as a read: a read-only
 * connection sends GET alone.
 */
export function effectOf({ operationId, method }: OperationFact): Effect {
  if (method === 'GET') return 'read';
  return method === 'DELETE' || DESTRUCTIVE.has(operationId) ? 'destructive' : 'write';
}

/** Whether sending it twice does no harm. A PATCH may add to what is there, as a POST does. */
export function isRepeatable({ operationId, method }: OperationFact): boolean {
  return method !== 'POST' && method !== 'PATCH' && !NOT_REPEATABLE.has(operationId);
}

/** Whether the answer is a list that Okta gives page by page. */
export function isPaged({ method, itemsIn, responseIsArray, query = [] }: OperationFact): boolean {
  if (method !== 'GET') return false;
  return itemsIn !== undefined || (responseIsArray && query.some(({ name }) => name === 'after' || name === 'limit'));
}

/** The polling form of the System Log has a next link at its end, too. */
export function isEndless({ operationId }: OperationFact): boolean {
  return operationId === 'listLogEvents';
}

/** Why an operation cannot be run; undefined where it can. */
export function unsupportedReason({ body, success }: OperationFact): string | undefined {
  if (body?.contentType === 'multipart/form-data') {
    return 'Okta takes an uploaded file here, and this service sends none.';
  }
  if (success.length === 0) return 'Okta has moved this operation and answers with a redirect, which is not followed.';
  return undefined;
}
