import { ConnectorError } from '../../core/errors.js';
import type { OAuthClient } from './oauth-client.js';

/** Addresses of an org's own authorization server, the only one that mints tokens for Okta's APIs. */
export interface OAuthEndpoints {
  issuer: string;
  authorization: string;
  token: string;
  revocation: string;
  keys: string;
}

/**
 * All of it follows from the stored org; nothing is asked for.
 * Source: https://developer.okta.com/docs/concepts/auth-servers/#org-authorization-server
 * @throws ConnectorError `invalid_input` for a token endpoint that is not on the org
 */
export function oauthEndpoints({ org, tokenEndpoint }: Pick<OAuthClient, 'org' | 'tokenEndpoint'>): OAuthEndpoints {
  const { origin } = org;
  return {
    issuer: origin,
    authorization: `${origin}/oauth2/v1/authorize`,
    token: tokenEndpoint === undefined ? `${origin}/oauth2/v1/token` : onOrg(tokenEndpoint, origin),
    revocation: `${origin}/oauth2/v1/revoke`,
    keys: `${origin}/oauth2/v1/keys`,
  };
}

function onOrg(endpoint: string, origin: string): string {
  const url = URL.parse(endpoint);
  if (url?.origin === origin && !url.username && !url.password && !url.hash) return url.href;
  const message = "must lie on the connection's own org";
  throw new ConnectorError('invalid_input', `The token endpoint ${message}.`, {
    errors: [{ pointer: '/auth/tokenEndpoint', message }],
  });
}
