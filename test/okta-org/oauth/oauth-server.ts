import type { IncomingMessage, ServerResponse } from 'node:http';
import { Provider } from 'oidc-provider';
import type { AccessGrant } from '../auth/authenticate.ts';
import type { OauthClientInput, OauthClientResult } from '../control-contract.ts';
import { clientParty, userParty } from '../log/log-parties.ts';
import type { Incoming } from '../server/incoming.ts';
import type { Reply } from '../server/reply.ts';
import type { OrgState } from '../state/org-state.ts';
import { refuseAuthorize, withConsentPrompt } from './authorize-rules.ts';
import { ClientRegistry } from './client-registry.ts';
import { answerConsent } from './consent-page.ts';
import { captureReply } from './koa-capture.ts';
import { toOktaOauthError } from './oauth-errors.ts';
import { consentPath, providerConfiguration } from './provider-configuration.ts';
import { TokenStore } from './token-store.ts';

const SERVED =
  /^\/(oauth2\/v1\/(authorize(\/.*)?|token|revoke|introspect|userinfo|keys|logout)|\.well-known\/(openid-configuration|oauth-authorization-server)|signin\/consent\/.+)$/;

/** The org authorization server: oidc-provider with Okta's paths, rules and wording. */
export class OauthServer {
  private readonly provider: Provider;
  private readonly clients: ClientRegistry;
  private readonly org: () => OrgState;
  private nonce = '';
  private readonly listener: (message: IncomingMessage, response: ServerResponse) => unknown;

  private constructor(provider: Provider, clients: ClientRegistry, org: () => OrgState) {
    this.provider = provider;
    this.clients = clients;
    this.org = org;
    this.listener = provider.callback();
  }

  static async create(url: string, org: () => OrgState): Promise<OauthServer> {
    const clients = new ClientRegistry();
    const store = new TokenStore(clients, () => org().now());
    const provider = new Provider(url, await providerConfiguration({ url, org, clients, store }));
    wordErrors(provider);
    logTokens(provider, org);
    org().revokeOauthTokens = (userId, clientId) => store.revoke(userId, clientId);
    return new OauthServer(provider, clients, org);
  }

  serves(path: string): boolean {
    return SERVED.test(path);
  }

  registerClient(input: OauthClientInput): OauthClientResult {
    const result = this.clients.register(input);
    this.org().oauthClientNames.set(result.clientId, input.clientName ?? result.clientId);
    return result;
  }

  /** The grant behind an access token, expired ones included; undefined when unknown or revoked. */
  async findGrant(accessToken: string): Promise<AccessGrant | undefined> {
    const options = { ignoreExpiration: true };
    const userToken = await this.provider.AccessToken.find(accessToken, options);
    const token = userToken ?? (await this.provider.ClientCredentials.find(accessToken, options));
    const client = token && this.clients.find(token.clientId ?? '');
    if (!token || !client) return undefined;
    return {
      clientId: client.metadata.client_id,
      ...(userToken && { userId: userToken.accountId }),
      scopes: (token.scope ?? '').split(' '),
      role: client.settings.role ?? 'super',
      expiresAt: token.exp ?? 0,
      ...(token.jkt !== undefined && { thumbprint: token.jkt }),
    };
  }

  async answer(incoming: Incoming): Promise<Reply> {
    const refusal = refuseAuthorize(incoming, this.clients);
    if (refusal) return refusal;
    const { message, bodyText } = incoming;
    if (incoming.path.startsWith(consentPath)) {
      const context = { provider: this.provider, org: this.org(), clients: this.clients };
      return captureReply((_, response) => answerConsent(context, { message, response, bodyText }), message);
    }
    Object.assign(message, { body: bodyText });
    if (incoming.path === '/oauth2/v1/authorize') message.url = withConsentPrompt(incoming);
    const binds = this.bindsTokens(incoming);
    if (!binds) delete message.headers['dpop'];
    const reply = await captureReply(this.listener, message);
    return binds ? this.withNonce(reply) : reply;
  }

  /** Okta repeats the current nonce on the answers of DPoP apps, so that clients can keep it. */
  private withNonce(reply: Reply): Reply {
    const nonce = reply.headers?.['dpop-nonce'];
    if (typeof nonce === 'string') this.nonce = nonce;
    return this.nonce === '' ? reply : { ...reply, headers: { ...reply.headers, 'dpop-nonce': this.nonce } };
  }

  /** A DPoP header on an app without DPoP is ignored and yields a Bearer token. */
  private bindsTokens(incoming: Incoming): boolean {
    return this.clients.find(clientIdOf(incoming))?.settings.dpopBound === true;
  }
}

/** The client a token request claims to come from, unverified. */
function clientIdOf(incoming: Incoming): string {
  const form = new URLSearchParams(incoming.bodyText);
  const [scheme = '', credential = ''] = (incoming.headers['authorization'] ?? '').split(' ');
  if (scheme.toLowerCase() === 'basic') return Buffer.from(credential, 'base64').toString('utf8').split(':')[0] ?? '';
  const [, payload = ''] = (form.get('client_assertion') ?? '').split('.');
  if (payload === '') return form.get('client_id') ?? '';
  const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
  return String((claims as { sub?: unknown }).sub);
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
    if (!/already used/.test(error.error_detail ?? '')) return;
    const actor = clientParty(ctx.oidc.client?.clientId ?? '');
    org().logs.add({ eventType: 'app.oauth2.token.detect_reuse', actor, targets: [], severity: 'WARN' });
  });
}
