import { randomBytes } from 'node:crypto';
import type { Configuration, KoaContextWithOIDC } from 'oidc-provider';
import { errors } from 'oidc-provider';
import { exportJWK, generateKeyPair } from 'jose';
import type { OrgState } from '../state/org-state.ts';
import type { ClientRegistry } from './client-registry.ts';
import type { TokenStore } from './token-store.ts';
import { loadApiScopes, openidScopes } from './oauth-scopes.ts';

const HOUR_S = 3600;
const SKEW_S = 5;
const REFRESH_S = 90 * 24 * HOUR_S;
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512'] as const;

export interface ConfigurationContext {
  url: string;
  org: () => OrgState;
  clients: ClientRegistry;
  store: TokenStore;
}

const apiScopes = loadApiScopes();

/** Path under which the consent page lives. */
export const consentPath = '/signin/consent';

let keysOfProcess: Promise<{ keys: never[] }> | undefined;

/** One key per process: a reset need not wait for a new RSA key. */
function signingKeys(): Promise<{ keys: never[] }> {
  keysOfProcess ??= generateSigningKeys();
  return keysOfProcess;
}

async function generateSigningKeys(): Promise<{ keys: never[] }> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const key = {
    ...(await exportJWK(privateKey)),
    use: 'sig',
    alg: 'RS256',
    kid: randomBytes(16).toString('base64url'),
  };
  return { keys: [key as never] };
}

/** Rules for client assertions beyond the provider's own (developer.okta.com/docs/guides/build-self-signed-jwt). */
function assertClaims(context: ConfigurationContext, ctx: KoaContextWithOIDC, claims: Record<string, unknown>): void {
  const audience = [claims['aud']].flat();
  if (!audience.includes(`${context.url}${ctx.path}`)) {
    throw new errors.InvalidClientAuth(
      'The audience claim for client_assertion must be the endpoint invoked for the request.',
    );
  }
  const fault = faultOfTimes(claims, context.org().now() / 1000);
  if (fault !== undefined) throw new errors.InvalidClientAuth(fault);
}

/** By the org's clock; the provider has checked them by its own. */
function faultOfTimes({ exp, iat }: Record<string, unknown>, now: number): string | undefined {
  if (Number(exp) <= now) return 'The client_assertion token is expired.';
  if (Number(exp) > now + HOUR_S + 30) return 'The client_assertion token has an expiration too far into the future.';
  return Number(iat ?? 0) > now + SKEW_S ? 'The client_assertion token has an issuance time in the future.' : undefined;
}

/** Scopes of a service app's token: unknown ones are an error, ungranted ones are dropped, none left is an error. */
function grantedScopes(context: ConfigurationContext, ctx: KoaContextWithOIDC, clientId: string): string {
  const requested = [...(ctx.oidc.requestParamScopes ?? [])];
  if (requested.length === 0) throw new errors.InvalidScope('The scope parameter is missing.', '');
  const foreign = requested.find((scope) => !apiScopes.includes(scope));
  if (foreign !== undefined)
    throw new errors.InvalidScope(
      'One or more scopes are not configured for the authorization server resource.',
      foreign,
    );
  const granted = context.clients.find(clientId)?.settings.grantedScopes ?? [];
  const kept = requested.filter((scope) => granted.includes(scope));
  if (kept.length > 0) return kept.join(' ');
  throw new errors.CustomOIDCProviderError('consent_required', 'You are not allowed any of the requested scopes.');
}

function accessTokenSeconds({ clients, org }: ConfigurationContext, clientId = ''): number {
  return clients.find(clientId)?.settings.accessTokenSeconds ?? org().settings.accessTokenSeconds;
}

/** Revoking an access token leaves the refresh token alive, which the provider would end with it. */
async function endsWithGrant(
  clientId: string,
  token: { clientId?: string | undefined; kind: string; destroy: () => unknown },
) {
  if (token.clientId !== clientId) return false;
  if (token.kind === 'RefreshToken') return true;
  await token.destroy();
  return false;
}

function features(context: ConfigurationContext): Configuration['features'] {
  return {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    revocation: { enabled: true, allowedPolicy: async (_ctx, client, token) => endsWithGrant(client.clientId, token) },
    introspection: { enabled: true, allowedPolicy: async (_ctx, client, token) => token.clientId === client.clientId },
    userinfo: { enabled: true },
    rpInitiatedLogout: { enabled: true },
    dPoP: {
      enabled: true,
      nonceSecret: randomBytes(32),
      requireNonce: (ctx) =>
        ctx.path === '/oauth2/v1/token' &&
        context.clients.find(ctx.oidc.client?.clientId ?? '')?.settings.dpopNonce !== false,
    },
    resourceIndicators: {
      enabled: true,
      defaultResource: async (ctx) =>
        ctx.oidc.params?.['grant_type'] === 'client_credentials' ? context.url : ([] as string[]),
      useGrantedResource: async () => true,
      getResourceServerInfo: async (ctx, _resource, client) => ({
        scope: grantedScopes(context, ctx, client.clientId),
        audience: context.url,
        accessTokenTTL: accessTokenSeconds(context, client.clientId),
        accessTokenFormat: 'opaque',
      }),
    },
  };
}

const routes: Configuration['routes'] = {
  authorization: '/oauth2/v1/authorize',
  token: '/oauth2/v1/token',
  revocation: '/oauth2/v1/revoke',
  introspection: '/oauth2/v1/introspect',
  userinfo: '/oauth2/v1/userinfo',
  jwks: '/oauth2/v1/keys',
  end_session: '/oauth2/v1/logout',
};

/** Claims of the user behind a token; only ACTIVE users may sign in. */
async function findAccount(context: ConfigurationContext, id: string) {
  const user = context.org().users.get(id);
  if (!user || user.status !== 'ACTIVE') return undefined;
  const { login, email, firstName, lastName } = user.profile;
  const claims = {
    sub: id,
    preferred_username: String(login),
    email: String(email),
    name: `${String(firstName)} ${String(lastName)}`,
  };
  return { accountId: id, claims: async () => claims };
}

/** Settings that make oidc-provider behave like Okta's org authorization server (developer.okta.com, OAuth API). */
export async function providerConfiguration(context: ConfigurationContext): Promise<Configuration> {
  return {
    adapter: (model) => context.store.adapter(model),
    jwks: await signingKeys(),
    cookies: { keys: [randomBytes(16).toString('hex')] },
    scopes: [...openidScopes, ...apiScopes],
    claims: { profile: ['name', 'preferred_username'], email: ['email'] },
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'client_secret_jwt', 'private_key_jwt', 'none'],
    enabledJWA: { clientAuthSigningAlgValues: [...ALGORITHMS], dPoPSigningAlgValues: [...ALGORITHMS] },
    assertJwtClientAuthClaimsAndHeader: async (ctx, claims) => assertClaims(context, ctx, claims),
    routes,
    features: features(context),
    pkce: { required: () => true },
    ttl: {
      AccessToken: (ctx) => accessTokenSeconds(context, ctx.oidc.client?.clientId),
      ClientCredentials: (ctx) => accessTokenSeconds(context, ctx.oidc.client?.clientId),
      IdToken: HOUR_S,
      AuthorizationCode: 300,
      Interaction: HOUR_S,
      Session: 2 * HOUR_S,
      Grant: REFRESH_S,
      RefreshToken: (ctx) => ctx.oidc.entities.RotatedRefreshToken?.remainingTTL ?? REFRESH_S,
    },
    rotateRefreshToken: (ctx) =>
      context.clients.find(ctx.oidc.client?.clientId ?? '')?.settings.refreshRotation === 'ROTATE',
    issueRefreshToken: async (_ctx, client, code) =>
      client.grantTypeAllowed('refresh_token') && code.scopes.has('offline_access'),
    interactions: { url: (_ctx, interaction) => `${consentPath}/${interaction.uid}` },
    findAccount: async (_ctx, id) => findAccount(context, id),
    renderError: async (ctx, out) => {
      ctx.type = 'html';
      ctx.body = `<!DOCTYPE html><title>Error</title><h1>${out.error}</h1><p>${escapeHtml(out.error_description ?? '')}</p>`;
    },
  };
}

/** Escapes text for HTML. */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
