import type { IncomingMessage, ServerResponse } from 'node:http';
import { Provider } from 'oidc-provider';
import type { AccessGrant } from '../auth/authenticate.ts';
import type {
  OauthClientChange,
  OauthClientInput,
  OauthClientResult,
  OauthStats,
  TokenSelection,
} from '../control-contract.ts';
import { clientParty, userParty } from '../log/log-parties.ts';
import type { Incoming } from '../server/incoming.ts';
import type { Reply } from '../server/reply.ts';
import type { OrgState } from '../state/org-state.ts';
import { refuseAuthorize, withConsentPrompt } from './authorize-rules.ts';
import { ClientRegistry } from './client-registry.ts';
import { answerConsent } from './consent-page.ts';
import { DpopNonces, useNonces } from './dpop-nonces.ts';
import { captureReply } from './koa-capture.ts';
import { putOauthApp } from './oauth-app.ts';
import { toOktaOauthError } from './oauth-errors.ts';
import { consentPath, providerConfiguration } from './provider-configuration.ts';
import { readTokenRequest } from './token-request.ts';
import { refuseTokenRequest, UserTokenLimit } from './token-rules.ts';
import { TokenStats } from './token-stats.ts';
import { TokenStore } from './token-store.ts';

const SERVED =
  /^\/(oauth2\/v1\/(authorize(\/.*)?|token|revoke|introspect|userinfo|keys|logout)|\.well-known\/(openid-configuration|oauth-authorization-server)|signin\/consent\/.+)$/;

const TOKEN_PATH = '/oauth2/v1/token';
const CLIENT_PATHS = new Set([TOKEN_PATH, '/oauth2/v1/revoke', '/oauth2/v1/introspect']);

interface ServerParts {
  provider: Provider;
  clients: ClientRegistry;
  store: TokenStore;
  nonces: DpopNonces;
  org: () => OrgState;
}

/** The org authorization server: oidc-provider with Okta's paths, rules and wording. */
export class OauthServer {
  private readonly parts: ServerParts;
  private readonly tokenStats: TokenStats;
  private readonly userLimit = new UserTokenLimit();
  private readonly listener: (message: IncomingMessage, response: ServerResponse) => unknown;

  private constructor(parts: ServerParts) {
    this.parts = parts;
    this.tokenStats = new TokenStats(parts.store.families);
    this.listener = parts.provider.callback();
  }

  static async create(url: string, org: () => OrgState): Promise<OauthServer> {
    const clients = new ClientRegistry();
    const store = new TokenStore(clients, () => org().now());
    const nonces = new DpopNonces(() => org().now());
    const provider = new Provider(url, await providerConfiguration({ url, org, clients, store }));
    await useNonces(provider, nonces);
    wordErrors(provider);
    logTokens(provider, org);
    endReusedFamilies(provider, store);
    org().revokeOauthTokens = (userId, clientId) => store.revoke(userId, clientId);
    store.families.onEnd = (familyId) => forgetRefreshToken(org(), familyId);
    return new OauthServer({ provider, clients, store, nonces, org });
  }

  serves(path: string): boolean {
    return SERVED.test(path);
  }

  registerClient(input: OauthClientInput): OauthClientResult {
    const result = this.parts.clients.register(input);
    this.parts.org().oauthClientNames.set(result.clientId, input.clientName ?? result.clientId);
    this.putApp(result.clientId);
    return result;
  }

  updateClient(change: OauthClientChange): OauthClientResult {
    const result = this.parts.clients.update(change);
    this.putApp(result.clientId);
    return result;
  }

  /** The client as an app of the org: its id is the client id. */
  private putApp(clientId: string): void {
    const client = this.parts.clients.find(clientId);
    if (client) putOauthApp(this.parts.org(), client);
  }

  /** Counts a token request; to be called as soon as it has arrived. */
  arrive(incoming: Incoming, response: ServerResponse): void {
    if (isTokenRequest(incoming)) this.tokenStats.arrive(incoming, response);
  }

  stats(clientId?: string): OauthStats {
    return this.tokenStats.list(clientId);
  }

  issuedTokens(): string[] {
    return [...this.parts.store.issued];
  }

  clearStats(): void {
    this.tokenStats.clear();
  }

  /** @returns how many tokens ended */
  expireTokens(selection: TokenSelection): number {
    return this.parts.store.expire(selection);
  }

  /** @returns how many tokens ended */
  revokeTokens(selection: TokenSelection): number {
    return this.parts.store.revokeSelected(selection);
  }

  rotateNonce({ forget = false }: { forget?: boolean }): void {
    this.parts.nonces.rotate({ forget });
  }

  /** The grant behind an access token, expired ones included; undefined when unknown or revoked. */
  async findGrant(accessToken: string): Promise<AccessGrant | undefined> {
    const { provider, clients, store } = this.parts;
    const options = { ignoreExpiration: true };
    const userToken = await provider.AccessToken.find(accessToken, options);
    const token = userToken ?? (await provider.ClientCredentials.find(accessToken, options));
    const client = token && clients.find(token.clientId ?? '');
    if (!token || !client) return undefined;
    return {
      clientId: client.metadata.client_id,
      ...(userToken && { userId: userToken.accountId }),
      scopes: (token.scope ?? '').split(' '),
      role: client.settings.role ?? 'super',
      expiresAt: (token.exp ?? 0) + store.aheadSeconds(),
      ...(token.jkt !== undefined && { thumbprint: token.jkt }),
    };
  }

  async answer(incoming: Incoming): Promise<Reply> {
    const reply = await this.judge(incoming);
    if (isTokenRequest(incoming)) this.tokenStats.processed(incoming, reply);
    return reply;
  }

  private async judge(incoming: Incoming): Promise<Reply> {
    const { provider, clients, org } = this.parts;
    const refusal = refuseAuthorize(incoming, clients);
    if (refusal) return refusal;
    const { message, bodyText } = incoming;
    if (incoming.path.startsWith(consentPath)) {
      const context = { provider, org: org(), clients };
      return captureReply((_, response) => answerConsent(context, { message, response, bodyText }), message);
    }
    if (CLIENT_PATHS.has(incoming.path)) return this.answerClient(incoming);
    return this.provide(incoming);
  }

  /** Endpoints where the client authenticates. */
  private async answerClient(incoming: Incoming): Promise<Reply> {
    const { clients, org, store, nonces } = this.parts;
    const refusal = await refuseTokenRequest(incoming, { org: org(), clients, store }, this.userLimit);
    if (refusal) return refusal;
    const { clientId, refreshToken } = readTokenRequest(incoming);
    const settings = clients.find(clientId)?.settings;
    // A DPoP header on an app without DPoP is ignored and yields a Bearer token.
    if (settings?.dpopBound !== true) delete incoming.message.headers['dpop'];
    const reply = await this.provide(incoming);
    const kept = org().settings.omitUnchangedRefreshToken ? withoutRefreshToken(reply, refreshToken) : reply;
    const givesNonce = settings?.dpopBound === true && settings.dpopNonce !== false && incoming.path === TOKEN_PATH;
    return withNonce(kept, givesNonce ? nonces.nextChallenge() : undefined);
  }

  private provide(incoming: Incoming): Promise<Reply> {
    const { message, bodyText } = incoming;
    Object.assign(message, { body: bodyText });
    if (incoming.path === '/oauth2/v1/authorize') message.url = withConsentPrompt(incoming);
    return captureReply(this.listener, message);
  }
}

function isTokenRequest({ method, path }: Incoming): boolean {
  return method === 'POST' && path === TOKEN_PATH;
}

/** Okta repeats the current nonce on the answers of DPoP apps, so that clients can keep it. */
function withNonce({ headers, ...reply }: Reply, nonce: string | undefined): Reply {
  const { 'dpop-nonce': _own, ...others } = headers ?? {};
  return { ...reply, headers: { ...others, ...(nonce !== undefined && { 'dpop-nonce': nonce }) } };
}

function withoutRefreshToken(reply: Reply, refreshToken: string | undefined): Reply {
  if (reply.status !== 200 || refreshToken === undefined) return reply;
  const { refresh_token: answered, ...rest } = JSON.parse(String(reply.raw)) as { refresh_token?: string };
  return answered === refreshToken ? { ...reply, raw: JSON.stringify(rest) } : reply;
}

function forgetRefreshToken(org: OrgState, familyId: string): void {
  const ended = [...org.refreshTokens.scan()].filter(({ record }) => record.familyId === familyId);
  for (const { record } of ended) org.refreshTokens.remove(record.id);
}

function endReusedFamilies(provider: Provider, store: TokenStore): void {
  provider.on('grant.error', (ctx, error) => {
    if (error.error_detail !== 'refresh token already used') return;
    store.families.end(ctx.oidc.entities.RefreshToken?.grantId ?? '', 'reuse');
  });
}

function wordErrors(provider: Provider): void {
  provider.on('server_error', (_ctx, error) => process.stderr.write(`unexpected: ${error.stack ?? error.message}\n`));
  const events = ['grant.error', 'revocation.error', 'introspection.error'] as const;
  for (const event of events) {
    provider.on(event as 'grant.error', (ctx, error) => {
      ctx.body = toOktaOauthError(error.error, error.error_description ?? error.message, error.error_detail ?? '');
    });
  }
}

function logTokens(provider: Provider, org: () => OrgState): void {
  provider.on('grant.success', (ctx) => {
    const { AccessToken, ClientCredentials, RefreshToken } = ctx.oidc.entities;
    const clientId = ctx.oidc.client?.clientId ?? '';
    const user = org().users.get(AccessToken?.accountId ?? '');
    const targets = user ? [userParty(user)] : [];
    const actor = clientParty(clientId);
    if (AccessToken ?? ClientCredentials) {
      org().logs.add({ eventType: 'app.oauth2.token.grant.access_token', actor, targets });
    }
    if (RefreshToken) org().logs.add({ eventType: 'app.oauth2.token.grant.refresh_token', actor, targets });
  });
  provider.on('grant.error', (ctx, error) => {
    if (error.error_detail !== 'refresh token already used') return;
    const actor = clientParty(ctx.oidc.client?.clientId ?? '');
    org().logs.add({ eventType: 'app.oauth2.token.detect_reuse', actor, targets: [], severity: 'WARN' });
  });
}
