import { calculateJwkThumbprint, decodeProtectedHeader } from 'jose';
import type { Incoming } from '../server/incoming.ts';
import type { Reply } from '../server/reply.ts';
import type { OrgState } from '../state/org-state.ts';
import type { ClientRegistry } from './client-registry.ts';
import { claimsOf, readTokenRequest, type TokenRequest } from './token-request.ts';
import type { TokenStore } from './token-store.ts';

const PROOF_AGE_S = 300;
const SKEW_S = 5;

interface TokenRuleContext {
  org: OrgState;
  clients: ClientRegistry;
  store: TokenStore;
}

function refusal(status: number, error: string, error_description: string): Reply {
  return { status, body: { error, error_description } };
}

function refuseSecretMethod(
  { clientId, secretMethod }: TokenRequest,
  { clients }: TokenRuleContext,
): Reply | undefined {
  const wanted = clients.find(clientId)?.settings.secretMethod;
  if (wanted === undefined || secretMethod === undefined || secretMethod === wanted) return undefined;
  return refusal(401, 'invalid_client', 'The client authentication method is not the one configured for the client.');
}

/** A proof must be fresh by the org's clock; the provider looks at that only where no nonce is in it. */
function refuseProofAge(proof: string | undefined, org: OrgState): Reply | undefined {
  const { iat } = claimsOf(proof ?? '');
  if (typeof iat !== 'number') return undefined;
  const now = org.now() / 1000;
  if (iat > now + SKEW_S) return refusal(400, 'invalid_dpop_proof', 'The DPoP proof JWT was issued in the future.');
  if (iat < now - PROOF_AGE_S) return refusal(400, 'invalid_dpop_proof', 'The DPoP proof JWT is too old.');
  return undefined;
}

/** A refresh token is good with the key of the consent's first token alone (invalid_dpop_proof_invalid_public_key_binding). */
async function refuseOtherKey(
  proof: string | undefined,
  { grantType, refreshToken }: TokenRequest,
  store: TokenStore,
): Promise<Reply | undefined> {
  const bound = grantType === 'refresh_token' ? store.boundKeyOf(refreshToken ?? '') : undefined;
  if (bound === undefined || proof === undefined) return undefined;
  const { jwk } = decodeProtectedHeader(proof);
  if (jwk && (await calculateJwkThumbprint(jwk)) === bound) return undefined;
  return refusal(400, 'invalid_dpop_proof', 'The DPoP proof JWT has an invalid public key binding.');
}

/** Counts token requests by user and second (Okta: 4 a second; 429 `invalid_grant`, `user_rate_limited`). */
export class UserTokenLimit {
  private second = 0;
  private used = new Map<string, number>();

  /** @returns the refusal once the user has had his share of this second */
  refuse(request: TokenRequest, { org, store }: TokenRuleContext): Reply | undefined {
    const limit = org.settings.userTokensPerSecond;
    const user =
      store.userOf('RefreshToken', request.refreshToken ?? '') ?? store.userOf('AuthorizationCode', request.code ?? '');
    if (limit === null || user === undefined) return undefined;
    return this.count(user, Math.floor(org.now() / 1000)) > limit
      ? refusal(429, 'invalid_grant', 'Too many requests for this user.')
      : undefined;
  }

  private count(user: string, second: number): number {
    if (second !== this.second) this.used = new Map();
    this.second = second;
    const used = (this.used.get(user) ?? 0) + 1;
    this.used.set(user, used);
    return used;
  }
}

/** Okta's rules for requests with client authentication, beyond those of the provider. */
export async function refuseTokenRequest(
  incoming: Incoming,
  context: TokenRuleContext,
  users: UserTokenLimit,
): Promise<Reply | undefined> {
  const request = readTokenRequest(incoming);
  const wrongMethod = refuseSecretMethod(request, context);
  if (wrongMethod || incoming.path !== '/oauth2/v1/token') return wrongMethod;
  const binds = context.clients.find(request.clientId)?.settings.dpopBound === true;
  const proof = binds ? incoming.headers['dpop'] : undefined;
  const bad = refuseProofAge(proof, context.org) ?? (await refuseOtherKey(proof, request, context.store));
  return bad ?? users.refuse(request, context);
}
