import type { Authorize } from '../okta/okta-request.js';

/** The connection_secret field that keeps the API token. */
export const API_TOKEN_FIELD = 'apiToken';

/** Authorizes requests with an API token (https://developer.okta.com/docs/reference/core-okta-api/#authentication). */
export function authorizeWithApiToken(apiToken: string): Authorize {
  const headers = { authorization: `SSWS ${apiToken}` };
  return () => Promise.resolve(headers);
}
