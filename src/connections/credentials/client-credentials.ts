import { Injectable } from '@nestjs/common';
import { ConnectorError } from '../../core/errors.js';
import { generateDpopKey } from '../../okta/dpop-key.js';
import type { AssertionAlgorithm, OAuthClient, TokenSet } from '../../okta/oauth/oauth-client.js';
import { generateClientKey } from '../../okta/oauth/client-key.js';
import { OAuthTokenClient } from '../../okta/oauth/oauth-token-client.js';
import { parsePrivateKey } from '../../okta/oauth/parse-private-key.js';
import { DEFAULT_SCOPES, withoutConsentScopes } from '../../okta/requested-scopes.js';
import { newOAuthSettings, type OAuthSettings } from '../connection-auth.js';
import type { Connection } from '../connection.entity.js';
import type { ClientCredentialsAuth } from '../connection.schema.js';
import type { SecretChanges } from '../connection-store.js';
import { oauthClientOf } from '../oauth-registration.js';
import type { PreparedCredentials } from './prepared-credentials.js';

/** What of a connection the credentials are for. */
type Place = Pick<Connection, 'origin' | 'customDomain'>;

@Injectable()
export class ClientCredentials {
  constructor(private readonly tokens: OAuthTokenClient) {}

  /**
   * A given key or secret is tried at Okta; a generated key waits until its public part is registered there.
   * @throws ConnectorError `invalid_input`, `invalid_credentials`, `invalid_scope`, `consent_required`, `url_not_allowed`
   */
  async prepare(place: Place, auth: ClientCredentialsAuth): Promise<PreparedCredentials> {
    const { settings, secrets } = await keyOf(auth, place);
    if (auth.keySource === 'generated') {
      return { authType: 'clientCredentials', settings, secrets, status: 'pending', tokens: undefined };
    }
    const tokens = await this.#try(place, settings, secrets);
    return {
      authType: 'clientCredentials',
      settings: { ...settings, scopesGranted: tokens.scopes, dpopBound: tokens.tokenType === 'DPoP' },
      secrets,
      status: 'active',
      tokens,
    };
  }

  /** Asks for a token as `client`. @throws ConnectorError as Okta's refusal says */
  async request(client: OAuthClient, scopes: readonly string[]): Promise<TokenSet> {
    const result = await this.tokens.clientCredentials(client, scopes);
    if (result.kind === 'tokens') return result.tokens;
    throw result.error;
  }

  async #try(place: Place, settings: OAuthSettings, secrets: SecretChanges): Promise<TokenSet> {
    const connection = { ...place, authType: 'clientCredentials' as const, auth: settings };
    const plain = Object.entries(secrets).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
    return this.request(oauthClientOf(connection, new Map(plain)), settings.scopesRequested);
  }
}

async function keyOf(
  auth: ClientCredentialsAuth,
  place: Place,
): Promise<{ settings: OAuthSettings; secrets: SecretChanges }> {
  const dpopKey = JSON.stringify(await generateDpopKey());
  const common = {
    clientId: auth.clientId,
    dpop: auth.dpop,
    scopesRequested: withoutConsentScopes(auth.scopes ?? DEFAULT_SCOPES),
    assertionLifetimeSeconds: auth.assertionLifetimeSeconds,
    assertionAudience: auth.assertionAudience ?? null,
    tokenEndpoint: tokenEndpointOn(place, auth.tokenEndpoint ?? null),
    tokenParams: auth.tokenParams,
  };
  if (auth.clientSecret !== undefined) {
    return { settings: newOAuthSettings(common), secrets: { clientSecret: auth.clientSecret, dpopKey } };
  }
  if (auth.keySource === 'generated') {
    const { privateKey, publicJwk, kid } = await generateClientKey(auth.algorithm ?? 'RS256');
    const publicKeys = [{ kid, jwk: publicJwk, use: 'current' as const }];
    const algorithm = auth.algorithm ?? 'RS256';
    const settings = newOAuthSettings({ ...common, keyId: kid, keySource: 'generated', algorithm, publicKeys });
    return { settings, secrets: { privateKey: JSON.stringify(privateKey), dpopKey } };
  }
  const { privateKey, algorithms, keyId } = parsePrivateKey(auth.privateKey ?? '');
  const algorithm = algorithmFor(algorithms, auth.algorithm);
  const settings = newOAuthSettings({ ...common, keyId: auth.keyId ?? keyId ?? null, keySource: 'given', algorithm });
  return { settings, secrets: { privateKey: JSON.stringify(privateKey), dpopKey } };
}

function algorithmFor(
  fitting: readonly AssertionAlgorithm[],
  wanted: AssertionAlgorithm | undefined,
): AssertionAlgorithm {
  const algorithm = wanted ?? fitting[0];
  if (algorithm !== undefined && fitting.includes(algorithm)) return algorithm;
  throw new ConnectorError('invalid_input', `The private key signs with ${fitting.join(', ')}.`, {
    errors: [{ pointer: '/auth/algorithm', message: `must be one of ${fitting.join(', ')}` }],
  });
}

/** The connection's credentials go to its own org alone. */
function tokenEndpointOn({ origin, customDomain }: Place, endpoint: string | null): string | null {
  if (endpoint === null) return null;
  const url = URL.parse(endpoint);
  const own = url?.origin === origin || (customDomain !== null && url?.origin === `https://${customDomain}`);
  if (url && own && !url.username && !url.password && !url.hash) return `${origin}${url.pathname}${url.search}`;
  throw new ConnectorError('url_not_allowed', `The token endpoint must lie on ${origin}.`, {
    errors: [{ pointer: '/auth/tokenEndpoint', message: "must lie on the connection's own org" }],
  });
}
