import { OktaError } from '../okta-error.ts';
import { clientParty, userParty } from '../log/log-parties.ts';
import type { Incoming } from '../server/incoming.ts';
import type { OperationFact } from '../server/operation-index.ts';
import type { Reply } from '../server/reply.ts';
import { challenge } from '../server/reply.ts';
import type { OrgState } from '../state/org-state.ts';
import type { AdminRole } from '../state/records.ts';
import type { Actor } from './actor.ts';
import { adminRoleOf } from './authorize.ts';
import type { UsedProofs } from './dpop-proof.ts';
import { faultOfProof } from './dpop-proof.ts';
import { wwwAuthenticate } from './www-authenticate.ts';

/** An access token of the org authorization server. */
export interface AccessGrant {
  clientId: string;
  userId?: string;
  scopes: string[];
  role: AdminRole;
  /** Epoch seconds. */
  expiresAt: number;
  /** JWK thumbprint when the token is DPoP-bound. */
  thumbprint?: string;
}

export interface AuthContext {
  incoming: Incoming;
  operation: OperationFact;
  org: OrgState;
  findGrant: (accessToken: string) => Promise<AccessGrant | undefined>;
  usedProofs: UsedProofs;
}

const TOKEN_IDLE_MS = 30 * 24 * 3600 * 1000;
const DEAD_OWNER = new Set(['DEPROVISIONED', 'SUSPENDED']);

/**
 * Finds out who calls.
 * @returns the actor, or the refusal when OAuth refuses with an empty body
 * @throws OktaError E0000005 without credential, E0000011 for a bad SSWS token, E0000006 where SSWS is not accepted
 */
export async function authenticate(context: AuthContext): Promise<Actor | Reply> {
  const header = context.incoming.headers['authorization'];
  if (header === undefined) throw new OktaError('E0000005');
  const [scheme = '', credential = ''] = header.split(/ +/);
  switch (scheme.toLowerCase()) {
    case 'ssws':
      return apiTokenActor(context, credential);
    case 'bearer':
      return oauthActor(context, 'Bearer', credential);
    case 'dpop':
      return oauthActor(context, 'DPoP', credential);
    default:
      throw new OktaError('E0000011');
  }
}

/** SSWS: acts as the user who made it, with that user's admin roles, dies with that user and after 30 days without a call (Okta: API tokens). */
function apiTokenActor({ org, operation }: AuthContext, token: string): Actor {
  const record = org.apiTokens.get(token);
  const user = record && org.users.get(record.userId);
  if (!record || !user || DEAD_OWNER.has(user.status)) throw new OktaError('E0000011');
  if (org.now() - record.lastUsedAt > TOKEN_IDLE_MS) {
    org.apiTokens.delete(token);
    throw new OktaError('E0000011');
  }
  record.lastUsedAt = org.now();
  if (!operation.apiTokenAllowed) throw new OktaError('E0000006');
  const roles = org.rolesOfUser(user.id).map(({ type }) => type);
  return {
    role: adminRoleOf(roles),
    roles,
    userId: user.id,
    tokenId: record.id,
    party: userParty(user),
    principal: record.id,
  };
}

async function oauthActor(context: AuthContext, scheme: 'Bearer' | 'DPoP', token: string): Promise<Actor | Reply> {
  const grant = await context.findGrant(token);
  const nowSeconds = Math.floor(context.org.now() / 1000);
  if (!grant) return refuse(context, scheme, [401, 'invalid_token', 'The access token is invalid.']);
  if (grant.expiresAt <= nowSeconds) return refuse(context, scheme, [401, 'invalid_token', 'The token has expired.']);
  const misuse = await faultOfScheme(context, { scheme, token, grant, nowSeconds });
  if (misuse) return refuse(context, scheme, misuse);
  if (!hasScopes(context.operation, grant.scopes)) {
    const description = 'The access token provided does not contain the required scopes.';
    return refuse(context, scheme, [403, 'insufficient_scope', description]);
  }
  return actorOf(context.org, grant);
}

function actorOf(org: OrgState, grant: AccessGrant): Actor {
  const user = grant.userId === undefined ? undefined : org.users.get(grant.userId);
  return {
    role: grant.role,
    ...(user && { userId: user.id }),
    party: user ? userParty(user) : clientParty(grant.clientId),
    principal: grant.clientId,
  };
}

type Refusal = [status: number, error: string, description: string];

function refuse(context: AuthContext, scheme: 'Bearer' | 'DPoP', [status, error, description]: Refusal): Reply {
  return challenge(
    status,
    wwwAuthenticate({
      scheme,
      baseUrl: context.incoming.origin,
      scope: context.operation.scopes.join(' '),
      error,
      description,
      resource: context.incoming.path,
    }),
  );
}

interface SchemeUse {
  scheme: 'Bearer' | 'DPoP';
  token: string;
  grant: AccessGrant;
  nowSeconds: number;
}

/** Bearer scheme with a bound token, DPoP scheme with an unbound one, and the proof itself. */
async function faultOfScheme(context: AuthContext, use: SchemeUse): Promise<Refusal | undefined> {
  const { thumbprint } = use.grant;
  if (use.scheme === 'Bearer') {
    return thumbprint === undefined
      ? undefined
      : [400, 'invalid_request', 'The DPoP authentication scheme is required for a DPoP bound access token.'];
  }
  if (thumbprint === undefined) return [401, 'invalid_token', 'The access token is not DPoP bound.'];
  const proof = context.incoming.headers['dpop'];
  if (proof === undefined) return [400, 'invalid_request', 'A DPoP proof is required for a DPoP bound access token.'];
  const { incoming } = context;
  const fault = await faultOfProof(
    {
      proof,
      accessToken: use.token,
      method: incoming.method,
      url: `${incoming.origin}${incoming.path}`,
      nowSeconds: use.nowSeconds,
      thumbprint,
    },
    context.usedProofs,
  );
  return fault === undefined ? undefined : [400, 'invalid_dpop_proof', fault];
}

/** All scopes of the operation; `manage` includes `read` (Okta: implement OAuth for Okta). */
function hasScopes(operation: OperationFact, granted: string[]): boolean {
  if (operation.scopes.length === 0) return false;
  return operation.scopes.every(
    (scope) => granted.includes(scope) || granted.includes(scope.replace(/\.read$/, '.manage')),
  );
}
