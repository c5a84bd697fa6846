import type { Authorizer } from '../okta/okta-request.js';

/** Authorizes requests with an API token (https://developer.okta.com/docs/reference/core-okta-api/#authentication). */
export function apiTokenAuthorizer(apiToken: string): Authorizer {
  const headers = { authorization: `SSWS ${apiToken}` };
  return { authorize: () => Promise.resolve(headers) };
}
