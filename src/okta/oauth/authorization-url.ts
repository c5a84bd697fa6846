import { calculateJwkThumbprint } from 'jose';
import { buildAuthorizationUrl, calculatePKCECodeChallenge, None } from 'openid-client';
import { ConnectorError } from '../../core/errors.js';
import { scopeParameter } from './grants.js';
import type { OAuthClient } from './oauth-client.js';
import { createConfiguration } from './oauth-configuration.js';
import { sendsProof } from './request-plan.js';

export interface AuthorizationRequest {
  redirectUri: string;
  scopes: readonly string[];
  /** Letters, digits, comma, dot, underscore and hyphen: Okta takes no others. */
  state: string;
  /** Needed where `openid` is among the scopes. */
  nonce: string | undefined;
  codeVerifier: string;
}

const STATE = /^[A-Za-z0-9,._-]{1,1024}$/;

/** Where the browser goes for a consent, with PKCE S256 (RFC 7636) and, for bound tokens, the proof key's thumbprint. */
export async function authorizationUrl(client: OAuthClient, request: AuthorizationRequest): Promise<URL> {
  const { redirectUri, scopes, state, nonce, codeVerifier } = request;
  if (!STATE.test(state)) throw new ConnectorError('internal_error', 'The state has characters that Okta refuses.');
  const configuration = createConfiguration(client, { authentication: None(), fetch: noFetch });
  return buildAuthorizationUrl(configuration, {
    redirect_uri: redirectUri,
    scope: scopeParameter(scopes),
    state,
    ...(nonce !== undefined && { nonce }),
    code_challenge: await calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: 'S256',
    ...(sendsProof(client) && { dpop_jkt: await calculateJwkThumbprint(client.dpop.key) }),
  });
}

const noFetch = () => Promise.reject(new Error('Nothing is sent for an authorization URL'));
