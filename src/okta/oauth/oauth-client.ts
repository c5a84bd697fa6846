import type { JWK } from 'jose';
import type { ConnectorError } from '../../core/errors.js';
import type { OktaOrg } from '../okta-request.js';

/** Algorithms of client assertions (https://developer.okta.com/docs/guides/build-self-signed-jwt/). */
export const ASSERTION_ALGORITHMS = ['RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512'] as const;

export type AssertionAlgorithm = (typeof ASSERTION_ALGORITHMS)[number];

/** `auto` finds out by itself whether the app requires DPoP. */
export type DpopMode = 'auto' | 'always' | 'never';

interface ClientSecretAuthentication {
  kind: 'clientSecret';
  clientSecret: string;
}

interface PrivateKeyAuthentication {
  kind: 'privateKey';
  /** Private JWK, RSA or EC. */
  privateKey: JWK;
  keyId: string | undefined;
  algorithm: AssertionAlgorithm;
  /** Seconds, 3,600 at most. */
  lifetimeSeconds: number;
  /** In place of the endpoint being called. */
  audience: string | undefined;
}

/** An app at Okta as which the service asks for tokens. */
export interface OAuthClient {
  org: OktaOrg;
  clientId: string;
  authentication: ClientSecretAuthentication | PrivateKeyAuthentication;
  /** On the same org; the org's own token endpoint where undefined. */
  tokenEndpoint: string | undefined;
  /** Sent with every token request. */
  tokenParams: Readonly<Record<string, string>>;
  /** The connection's own proof key (ES256 private JWK) and whether to use it. */
  dpop: { mode: DpopMode; key: JWK; bound: boolean };
}

export interface TokenSet {
  accessToken: string;
  tokenType: 'Bearer' | 'DPoP';
  expiresInSeconds: number;
  /** Scopes that Okta granted, which may be fewer than were asked for. */
  scopes: string[];
  refreshToken: string | undefined;
  /** Checked claims of the ID token, where there is one. */
  idToken: { iss: string; sub: string } | undefined;
}

/**
 * Why there are no tokens. `notProcessed`: certainly not acted on, nothing is lost. `unknown`: the answer was lost, a
 * refresh token may have been rotated. `invalidGrant`: the refresh token or code is dead. `refused`: the client, its
 * scopes or its proof must be mended by a person.
 */
export type TokenFailure = 'notProcessed' | 'unknown' | 'invalidGrant' | 'refused';

export type TokenResult =
  { kind: 'tokens'; tokens: TokenSet } | { kind: 'failure'; failure: TokenFailure; error: ConnectorError };
