import {
  authorizationCodeGrant,
  clientCredentialsGrant,
  refreshTokenGrant,
  type Configuration,
  type DPoPOptions,
  type TokenEndpointResponse,
  type TokenEndpointResponseHelpers,
} from 'openid-client';
import { ConnectorError } from '../../core/errors.js';

/** What a callback brought, and what it must fit. */
export interface CodeExchange {
  /** The address that the browser was sent to, with its query. */
  callback: URL;
  /** As it was given at the start of the consent. */
  redirectUri: string;
  state: string;
  /** Where an ID token was asked for. */
  nonce: string | undefined;
  codeVerifier: string;
}

/** One way to ask for tokens. */
export interface Grant {
  kind: 'clientCredentials' | 'refreshToken' | 'code';
  requestedScopes: readonly string[];
  /** What must not be shown should the answer repeat it. */
  secrets: readonly string[];
  send: (
    configuration: Configuration,
    parameters: Readonly<Record<string, string>>,
    options: DPoPOptions,
  ) => Promise<TokenEndpointResponse & TokenEndpointResponseHelpers>;
}

export function clientCredentials(scopes: readonly string[]): Grant {
  const scope = scopeParameter(scopes);
  return {
    kind: 'clientCredentials',
    requestedScopes: scopes,
    secrets: [],
    send: (configuration, parameters, options) =>
      clientCredentialsGrant(configuration, { ...parameters, scope }, options),
  };
}

export function refreshToken(token: string): Grant {
  return {
    kind: 'refreshToken',
    requestedScopes: [],
    secrets: [token],
    send: (configuration, parameters, options) => refreshTokenGrant(configuration, token, { ...parameters }, options),
  };
}

export function code({ callback, redirectUri, state, nonce, codeVerifier }: CodeExchange): Grant {
  const address = new URL(redirectUri);
  address.search = callback.search;
  const checks = { expectedState: state, pkceCodeVerifier: codeVerifier };
  return {
    kind: 'code',
    requestedScopes: [],
    secrets: [codeVerifier, callback.searchParams.get('code') ?? ''],
    send: (configuration, parameters, options) =>
      authorizationCodeGrant(
        configuration,
        address,
        nonce === undefined ? checks : { ...checks, expectedNonce: nonce, idTokenExpected: true },
        { ...parameters },
        options,
      ),
  };
}

/** Okta takes no more (https://developer.okta.com/docs/guides/refresh-tokens/). */
const MAX_SCOPE_LENGTH = 4_096;

/** @throws ConnectorError `invalid_input` where the scopes are too long together */
export function scopeParameter(scopes: readonly string[]): string {
  const scope = scopes.join(' ');
  if (scope.length <= MAX_SCOPE_LENGTH) return scope;
  const message = `must have at most ${MAX_SCOPE_LENGTH} characters together`;
  throw new ConnectorError('invalid_input', `The scopes ${message}. Ask for fewer.`, {
    errors: [{ pointer: '/auth/scopes', message }],
  });
}
