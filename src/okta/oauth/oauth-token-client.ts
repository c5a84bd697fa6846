import { LRUCache } from 'lru-cache';
import { tokenRevocation } from 'openid-client';
import type { EgressGuard } from '../egress-guard.js';
import type { ExchangeResult } from '../exchange.js';
import { authorizationUrl, type AuthorizationRequest } from './authorization-url.js';
import { clientAuthentication, type SecretMethod } from './client-authentication.js';
import type { DpopNonces } from './dpop-nonces.js';
import { clientCredentials, code, refreshToken, type CodeExchange, type Grant } from './grants.js';
import { OAuthCall } from './oauth-call.js';
import type { OAuthClient, TokenResult } from './oauth-client.js';
import { createConfiguration, createProofs } from './oauth-configuration.js';
import { oauthEndpoints } from './oauth-endpoints.js';
import { nextPlan, otherMethod, refusalOf, sendsProof, type RequestPlan } from './request-plan.js';
import { classifyTokenFailure } from './token-failure.js';
import { tokenParameters } from './token-parameters.js';
import { tokenSetOf } from './token-set.js';
import { classifyIdToken, classifyUnsent, unboundToken } from './unusable-answer.js';

export interface OAuthTokenClientOptions {
  /** Milliseconds for one call with all its attempts. */
  deadlineMs?: number;
  /** Milliseconds since 1970. */
  now?: () => number;
  /** Milliseconds on a clock that only goes forward. */
  monotonic?: () => number;
  /** In [0, 1). */
  random?: () => number;
}

export interface CallLimit {
  /** On the clock of `performance.now()`: nothing is sent after it, and an answer after it counts as lost. */
  deadline?: number;
}

/** `refused`: Okta refuses the app itself, so trying again is of no use. */
export type Revocation = 'revoked' | 'refused' | 'unreachable';

interface Task {
  client: OAuthClient;
  grant: Grant;
  call: OAuthCall;
}

/**
 * The only place that asks Okta for tokens. A call makes as many HTTP attempts as it takes to learn whether the app
 * wants DPoP, a nonce, or its secret in the form, each with an assertion and a proof of its own, and ends after 8
 * seconds at most. What Okta may have acted on is never sent again.
 */
export class OAuthTokenClient {
  private readonly settings: Required<OAuthTokenClientOptions>;
  /** How each app's secret was last accepted. */
  private readonly secretMethods = new LRUCache<string, SecretMethod>({ max: 10_000 });

  constructor(
    private readonly guard: EgressGuard,
    private readonly nonces: DpopNonces,
    options: OAuthTokenClientOptions = {},
  ) {
    const clocks = { now: Date.now, monotonic: () => performance.now(), random: Math.random };
    this.settings = { deadlineMs: 8_000, ...clocks, ...options };
  }

  /** A token for the app itself. Never rejects. */
  clientCredentials(client: OAuthClient, scopes: readonly string[], limit: CallLimit = {}): Promise<TokenResult> {
    return this.request(client, () => clientCredentials(scopes), limit);
  }

  /**
   * The next tokens of a consent. No refresh token in them: the old one stays. No scopes: those of before. Never rejects.
   */
  refresh(client: OAuthClient, token: string, limit: CallLimit = {}): Promise<TokenResult> {
    return this.request(client, () => refreshToken(token), limit);
  }

  /** The first tokens of a consent; the answer's `iss` and the ID token are checked. Never rejects. */
  exchangeCode(client: OAuthClient, exchange: CodeExchange): Promise<TokenResult> {
    return this.request(client, () => code(exchange));
  }

  /**
   * Where to send the browser for a consent.
   * @throws ConnectorError `invalid_input` where the scopes are too long
   */
  authorizationUrl(client: OAuthClient, request: AuthorizationRequest): Promise<URL> {
    return authorizationUrl(client, request);
  }

  /** Ends a consent at Okta: its refresh token and the access tokens from it. Never rejects. */
  async revoke(client: OAuthClient, token: string): Promise<Revocation> {
    const call = this.openCall(client, 'ignored');
    const first = this.secretMethodOf(client);
    const methods = client.authentication.kind === 'clientSecret' ? [first, otherMethod(first)] : [first];
    for (const secretMethod of methods) {
      const posted = await postRevocation(call, { client, token, secretMethod });
      if (posted?.kind === 'answer' && posted.status >= 200 && posted.status < 300) return 'revoked';
      const error = refusalOf(posted);
      if (posted && (error === undefined || error === 'temporarily_unavailable')) return 'unreachable';
      if (error !== 'invalid_client') return 'refused';
    }
    return 'refused';
  }

  private async request(client: OAuthClient, makeGrant: () => Grant, limit: CallLimit = {}): Promise<TokenResult> {
    try {
      const grant = makeGrant();
      const call = this.openCall(client, grant.kind === 'code' ? 'checked' : 'ignored', limit);
      const secretMethod = this.secretMethodOf(client);
      const proof = sendsProof(client) ? 'sent' : 'left out';
      return await this.attempt({ client, grant, call }, { proof, secretMethod, otherMethodTried: 'no' });
    } catch (error) {
      return classifyUnsent(error);
    }
  }

  private async attempt(task: Task, plan: RequestPlan): Promise<TokenResult> {
    const { client, call } = task;
    const result = await this.send(task, plan);
    if (result.kind === 'tokens') this.secretMethods.set(keyOf(client), plan.secretMethod);
    const next = nextPlan(plan, { client, posted: call.posted });
    if (!next) return result;
    const second = await this.attempt(task, next);
    const refusedBoth = next.otherMethodTried !== plan.otherMethodTried && refusalOf(call.posted) === 'invalid_client';
    return refusedBoth ? result : second;
  }

  private async send({ client, grant, call }: Task, { proof, secretMethod }: RequestPlan): Promise<TokenResult> {
    call.posted = undefined;
    try {
      const endpoint = oauthEndpoints(client).token;
      const authentication = await clientAuthentication(client, { endpoint, secretMethod });
      const configuration = createConfiguration(client, { authentication, fetch: call.fetch });
      const { key } = client.dpop;
      const proofs = { key, nonces: this.noncesOf(client) };
      const options = proof === 'sent' ? { DPoP: await createProofs(configuration, proofs) } : {};
      const answer = await grant.send(configuration, tokenParameters(client), options);
      const tokens = tokenSetOf(answer, grant.requestedScopes);
      const unbound = client.dpop.mode === 'always' && tokens.tokenType === 'Bearer';
      // At a refresh the token is taken nevertheless: refusing it would lose a rotated refresh token.
      return unbound && grant.kind !== 'refreshToken' ? unboundToken() : { kind: 'tokens', tokens };
    } catch (error) {
      return this.failure({ client, grant, call }, error);
    }
  }

  private failure({ client, grant, call: { posted } }: Task, error: unknown): TokenResult {
    if (!posted) return classifyUnsent(error);
    const { authentication, dpop } = client;
    const accepted = posted.kind === 'answer' && posted.status === 200 && grant.kind === 'code';
    const secrets = authentication.kind === 'clientSecret' ? [authentication.clientSecret] : [];
    return (
      (accepted ? classifyIdToken(posted) : undefined) ??
      classifyTokenFailure(posted, {
        dpop: dpop.mode === 'never' ? 'forbidden' : 'allowed',
        secrets: [...secrets, ...grant.secrets],
        now: this.settings.now(),
        random: this.settings.random(),
      })
    );
  }

  private openCall(client: OAuthClient, idToken: 'checked' | 'ignored', limit: CallLimit = {}): OAuthCall {
    const { deadlineMs, monotonic } = this.settings;
    const deadline = Math.min(monotonic() + deadlineMs, limit.deadline ?? Number.POSITIVE_INFINITY);
    return new OAuthCall({ guard: this.guard, nonces: this.noncesOf(client), idToken, deadline, monotonic });
  }

  private noncesOf({ org, clientId }: OAuthClient) {
    return this.nonces.of(org.origin, clientId);
  }

  private secretMethodOf(client: OAuthClient): SecretMethod {
    return this.secretMethods.get(keyOf(client)) ?? 'basic';
  }
}

const keyOf = ({ org, clientId }: OAuthClient) => `${org.origin} ${clientId}`;

/** What a revocation came to; undefined where it could not even be made. */
async function postRevocation(
  call: OAuthCall,
  { client, token, secretMethod }: { client: OAuthClient; token: string; secretMethod: SecretMethod },
): Promise<ExchangeResult | undefined> {
  try {
    const endpoint = oauthEndpoints(client).revocation;
    const authentication = await clientAuthentication(client, { endpoint, secretMethod });
    const configuration = createConfiguration(client, { authentication, fetch: call.fetch });
    await tokenRevocation(configuration, token, { token_type_hint: 'refresh_token' });
  } catch {
    // What came of it is in the call.
  }
  return call.posted;
}
