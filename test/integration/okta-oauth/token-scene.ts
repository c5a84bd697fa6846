import type { JWK } from 'jose';
import { EgressGuard } from '../../../src/okta/egress-guard.js';
import { generateDpopKey } from '../../../src/okta/dpop-key.js';
import { DpopNonces } from '../../../src/okta/oauth/dpop-nonces.js';
import type { OAuthClient, TokenResult, TokenSet } from '../../../src/okta/oauth/oauth-client.js';
import { OAuthTokenClient, type OAuthTokenClientOptions } from '../../../src/okta/oauth/oauth-token-client.js';
import type { OauthClientInput } from '../../okta-org/control-contract.ts';
import { startOktaOrg, type OktaOrg } from '../../okta-org/okta-org-process.ts';

export const REDIRECT = 'http://localhost:3999/oauth/callback';
export const VERIFIER = 'v'.repeat(43);
const SCOPES = ['openid', 'offline_access', 'okta.users.read'];

/** The local Okta org, and a token client that may reach it. */
export class TokenScene {
  private constructor(
    readonly org: OktaOrg,
    readonly guard: EgressGuard,
    readonly dpopKey: JWK,
  ) {}

  readonly nonces = new DpopNonces();

  static async start(): Promise<TokenScene> {
    const org = await startOktaOrg();
    return new TokenScene(org, new EgressGuard({ trustedOrigins: [org.url] }), await generateDpopKey());
  }

  async stop(): Promise<void> {
    await this.guard.close();
    await this.org.stop();
  }

  tokenClient(options: OAuthTokenClientOptions = {}): OAuthTokenClient {
    return new OAuthTokenClient(this.guard, this.nonces, options);
  }

  client(changes: Partial<OAuthClient> & Pick<OAuthClient, 'clientId' | 'authentication'>): OAuthClient {
    return {
      org: { origin: this.org.url, linkHosts: [new URL(this.org.url).host] },
      tokenEndpoint: undefined,
      tokenParams: {},
      dpop: { mode: 'auto', key: this.dpopKey, bound: false },
      ...changes,
    };
  }

  /** An app with a secret, for client credentials or for consents. */
  async secretApp(changes: Partial<OauthClientInput> = {}): Promise<OAuthClient> {
    const defaults = { kind: 'service-secret', grantedScopes: ['okta.users.read'] } as const;
    const { clientId, clientSecret } = await this.org.createOauthClient({ ...defaults, ...changes });
    return this.client({ clientId, authentication: { kind: 'clientSecret', clientSecret: clientSecret ?? '' } });
  }

  async webApp(changes: Partial<OauthClientInput> = {}): Promise<OAuthClient> {
    return this.secretApp({ kind: 'web', redirectUris: [REDIRECT], refreshRotation: 'ROTATE', ...changes });
  }

  /** A person says yes: the address that the browser is sent back to. */
  async approve(client: OAuthClient, changes: { nonce?: string | undefined; scopes?: string[] } = {}): Promise<URL> {
    const url = await this.tokenClient().authorizationUrl(client, {
      redirectUri: REDIRECT,
      scopes: SCOPES,
      state: 'state-1',
      nonce: 'nonce-1',
      codeVerifier: VERIFIER,
      ...changes,
    });
    return new URL(await this.org.approve(url.href));
  }

  async exchange(client: OAuthClient, callback: URL, tokens = this.tokenClient()): Promise<TokenResult> {
    const request = { redirectUri: REDIRECT, state: 'state-1', nonce: 'nonce-1', codeVerifier: VERIFIER };
    return tokens.exchangeCode(client, { callback, ...request });
  }

  /** The first tokens of a consent. */
  async consent(client: OAuthClient): Promise<TokenSet & { refreshToken: string }> {
    const { refreshToken, ...tokens } = tokensOf(await this.exchange(client, await this.approve(client)));
    if (refreshToken === undefined) throw new Error('The consent brought no refresh token');
    return { ...tokens, refreshToken };
  }

  /** What came to the token endpoint, in order. */
  async tokenRequests() {
    const requests = (await this.org.requests()).filter(({ path }) => path === '/oauth2/v1/token');
    return requests.map(({ status, headers, body }) => ({
      status,
      headers,
      form: Object.fromEntries(new URLSearchParams(String(body))),
    }));
  }
}

export function tokensOf(result: TokenResult): TokenSet {
  if (result.kind === 'tokens') return result.tokens;
  throw new Error(`No tokens: ${result.failure}`, { cause: result.error });
}

export function failureOf(result: TokenResult) {
  if (result.kind === 'tokens') throw new Error('There are tokens');
  return { failure: result.failure, code: result.error.code, upstream: result.error.details.upstream };
}
