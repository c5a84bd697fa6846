import type { OAuthClient } from './oauth-client.js';

/** What the protocol itself puts into a token request. */
const OURS = new Set([
  'client_assertion',
  'client_assertion_type',
  'client_id',
  'client_secret',
  'code',
  'code_verifier',
  'grant_type',
  'redirect_uri',
  'refresh_token',
  'scope',
]);

/** A connection's own additions to its token requests. Names that the protocol uses are left out. */
export function tokenParameters({ tokenParams }: OAuthClient): Record<string, string> {
  return Object.fromEntries(Object.entries(tokenParams).filter(([name]) => !OURS.has(name)));
}
